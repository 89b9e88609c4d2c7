"""The tables as the migrations named in `replaces` leave them: made in one go, where there is none of them yet."""

import core.clock
import core.fields
import core.richtext
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('news', '0001_initial'),
        ('news', '0002_names_in_order'),
        ('news', '0003_translations'),
    ]

    initial = True

    dependencies = [
        ('alliances', '0001_squashed_0008_hosts_confirm'),
        ('core', '0001_squashed_0015_words_of_deeds'),
        ('members', '0002_squashed_0011_contacts_and_consent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('research', '0001_squashed_0003_translations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Boilerplate',
            fields=[
                ('id', core.fields.ULIDField(default=core.fields.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False, verbose_name='permanent id')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='key')),
                ('label', models.CharField(max_length=200, verbose_name='label for editors')),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boilerplates', to='alliances.alliance', verbose_name='alliance')),
            ],
            options={
                'verbose_name': 'reference block',
                'verbose_name_plural': 'reference blocks',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='BoilerplateVersion',
            fields=[
                ('id', core.fields.ULIDField(default=core.fields.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False, verbose_name='permanent id')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_en', models.CharField(max_length=200, null=True, verbose_name='title')),
                ('title_zh_hans', models.CharField(max_length=200, null=True, verbose_name='title')),
                ('title_ru', models.CharField(max_length=200, null=True, verbose_name='title')),
                ('title_ar', models.CharField(max_length=200, null=True, verbose_name='title')),
                ('text', core.richtext.RichTextField(verbose_name='text')),
                ('text_en', core.richtext.RichTextField(null=True, verbose_name='text')),
                ('text_zh_hans', core.richtext.RichTextField(null=True, verbose_name='text')),
                ('text_ru', core.richtext.RichTextField(null=True, verbose_name='text')),
                ('text_ar', core.richtext.RichTextField(null=True, verbose_name='text')),
                ('boilerplate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='news.boilerplate', verbose_name='reference block')),
            ],
            options={
                'verbose_name': 'version of a reference block',
                'verbose_name_plural': 'versions of reference blocks',
                'ordering': ['boilerplate', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('boilerplate', 'valid_from'), name='one_version_of_a_block_a_day', violation_error_message='This block has a version of that day already.')],
            },
        ),
        migrations.CreateModel(
            name='NewsItem',
            fields=[
                ('id', core.fields.ULIDField(default=core.fields.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False, verbose_name='permanent id')),
                ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('slug', models.SlugField(help_text="The last part of the page's address: small Latin letters, digits and hyphens.", max_length=100, unique=True, verbose_name='address')),
                ('sort_en', models.CharField(default='', editable=False, max_length=255)),
                ('sort_zh_hans', models.CharField(default='', editable=False, max_length=255)),
                ('sort_ru', models.CharField(default='', editable=False, max_length=255)),
                ('sort_ar', models.CharField(default='', editable=False, max_length=255)),
                ('search_tokens', models.TextField(default='', editable=False)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Awaiting review'), ('returned', 'Returned to author'), ('published', 'Published'), ('archived', 'Archived')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('published_at', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='public from')),
                ('unpublish_at', models.DateTimeField(blank=True, null=True, verbose_name='public until')),
                ('kind', models.CharField(choices=[('news', 'News'), ('photo_story', 'Photo story'), ('outcome', 'Outcome story')], default='news', max_length=20, verbose_name='kind')),
                ('kicker', models.CharField(blank=True, help_text='A few words above the title.', max_length=100, verbose_name='kicker')),
                ('kicker_en', models.CharField(blank=True, help_text='A few words above the title.', max_length=100, null=True, verbose_name='kicker')),
                ('kicker_zh_hans', models.CharField(blank=True, help_text='A few words above the title.', max_length=100, null=True, verbose_name='kicker')),
                ('kicker_ru', models.CharField(blank=True, help_text='A few words above the title.', max_length=100, null=True, verbose_name='kicker')),
                ('kicker_ar', models.CharField(blank=True, help_text='A few words above the title.', max_length=100, null=True, verbose_name='kicker')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('title_en', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('title_zh_hans', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('title_ru', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('title_ar', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('lead', models.TextField(blank=True, verbose_name='lead')),
                ('lead_en', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('lead_zh_hans', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('lead_ru', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('lead_ar', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('body', core.richtext.RichTextField(blank=True, verbose_name='text')),
                ('body_en', core.richtext.RichTextField(blank=True, null=True, verbose_name='text')),
                ('body_zh_hans', core.richtext.RichTextField(blank=True, null=True, verbose_name='text')),
                ('body_ru', core.richtext.RichTextField(blank=True, null=True, verbose_name='text')),
                ('body_ar', core.richtext.RichTextField(blank=True, null=True, verbose_name='text')),
                ('byline', models.CharField(blank=True, max_length=200, verbose_name='byline')),
                ('byline_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='byline')),
                ('byline_zh_hans', models.CharField(blank=True, max_length=200, null=True, verbose_name='byline')),
                ('byline_ru', models.CharField(blank=True, max_length=200, null=True, verbose_name='byline')),
                ('byline_ar', models.CharField(blank=True, max_length=200, null=True, verbose_name='byline')),
                ('original_language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Chinese (simplified)'), ('zh-hant', 'Chinese (traditional)'), ('ru', 'Russian'), ('ar', 'Arabic'), ('de', 'German'), ('es', 'Spanish'), ('fr', 'French'), ('it', 'Italian'), ('ja', 'Japanese'), ('kk', 'Kazakh'), ('ko', 'Korean'), ('tr', 'Turkish'), ('ur', 'Urdu'), ('uz', 'Uzbek'), ('', 'Not a language of its own')], default='en', max_length=10, verbose_name='original language')),
                ('is_machine_translated', models.BooleanField(default=False, verbose_name='from a machine translation')),
                ('source_date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='earliest day')),
                ('source_date_latest', models.DateField(blank=True, editable=False, null=True, verbose_name='latest day')),
                ('source_date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year'), ('unknown', 'Unknown')], default='unknown', editable=False, max_length=10, verbose_name='precision')),
                ('source_date_derived', models.BooleanField(default=False, editable=False, verbose_name='derived')),
                ('event_date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='earliest day')),
                ('event_date_latest', models.DateField(blank=True, editable=False, null=True, verbose_name='latest day')),
                ('event_date_precision', models.CharField(blank=True, choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year'), ('unknown', 'Unknown')], default='', editable=False, max_length=10, verbose_name='precision')),
                ('event_date_derived', models.BooleanField(default=False, editable=False, verbose_name='derived')),
                ('alliance', models.ForeignKey(blank=True, help_text='Its secretariat reviews the item.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='alliances.alliance', verbose_name='main alliance')),
                ('alliances', models.ManyToManyField(blank=True, related_name='mentioned_in_news', to='alliances.alliance', verbose_name='alliances')),
                ('areas', models.ManyToManyField(blank=True, related_name='news', to='core.area', verbose_name='areas')),
                ('boilerplates', models.ManyToManyField(blank=True, related_name='news', to='news.boilerplateversion', verbose_name='for reference')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('groups', models.ManyToManyField(blank=True, related_name='news', to='research.group', verbose_name='groups')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='members.institution', verbose_name='posted for')),
                ('institutions', models.ManyToManyField(blank=True, related_name='mentioned_in_news', to='members.institution', verbose_name='institutions')),
                ('people', models.ManyToManyField(blank=True, related_name='news', to='members.person', verbose_name='people')),
                ('projects', models.ManyToManyField(blank=True, related_name='news', to='research.project', verbose_name='projects')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='core.source', verbose_name='source')),
                ('text_marks', models.CharField(default='', editable=False, max_length=200)),
                ('text_origins', models.JSONField(default=dict, editable=False)),
            ],
            options={
                'verbose_name': 'news item',
                'verbose_name_plural': 'news',
                'indexes': [models.Index(fields=['sort_en', 'id'], name='newsitem_by_name_en'), models.Index(fields=['sort_zh_hans', 'id'], name='newsitem_by_name_zh'), models.Index(fields=['sort_ru', 'id'], name='newsitem_by_name_ru'), models.Index(fields=['sort_ar', 'id'], name='newsitem_by_name_ar')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='news_published_has_a_moment'), models.CheckConstraint(condition=models.Q(('unpublish_at', None), ('published_at', None), ('unpublish_at__gt', models.F('published_at')), _connector='OR'), name='news_ends_after_it_begins', violation_error_message='The end of publication must come after its beginning.'), models.CheckConstraint(condition=models.Q(models.Q(('source_date_precision__in', ['', 'unknown']), ('source_date_earliest__isnull', True), ('source_date_latest__isnull', True)), models.Q(models.Q(('source_date_precision__in', ['', 'unknown']), _negated=True), ('source_date_earliest__isnull', False), ('source_date_latest__gte', models.F('source_date_earliest')), ('source_date_latest__isnull', False)), _connector='OR'), name='news_source_date_is_a_date', violation_error_message='The earliest day of a date may not come after its latest day.'), models.CheckConstraint(condition=models.Q(models.Q(('event_date_precision__in', ['', 'unknown']), ('event_date_earliest__isnull', True), ('event_date_latest__isnull', True)), models.Q(models.Q(('event_date_precision__in', ['', 'unknown']), _negated=True), ('event_date_earliest__isnull', False), ('event_date_latest__gte', models.F('event_date_earliest')), ('event_date_latest__isnull', False)), _connector='OR'), name='news_event_date_is_a_date', violation_error_message='The earliest day of a date may not come after its latest day.'), models.CheckConstraint(condition=models.Q(('institution__isnull', False), ('alliance__isnull', False), _connector='OR'), name='news_is_of_somebody', violation_error_message='Say of which institution or alliance it is.')],
            },
        ),
        migrations.CreateModel(
            name='NewsMention',
            fields=[
                ('id', core.fields.ULIDField(default=core.fields.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False, verbose_name='permanent id')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('spellings', models.CharField(blank=True, max_length=300, verbose_name='other spellings')),
                ('note', models.TextField(blank=True, verbose_name='who it is')),
                ('note_en', models.TextField(blank=True, null=True, verbose_name='who it is')),
                ('note_zh_hans', models.TextField(blank=True, null=True, verbose_name='who it is')),
                ('note_ru', models.TextField(blank=True, null=True, verbose_name='who it is')),
                ('note_ar', models.TextField(blank=True, null=True, verbose_name='who it is')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='members.institution', verbose_name='institution')),
                ('news_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='news.newsitem', verbose_name='news item')),
            ],
            options={
                'verbose_name': 'mention',
                'verbose_name_plural': 'mentions',
                'ordering': ['order', 'id'],
            },
        ),
    ]
