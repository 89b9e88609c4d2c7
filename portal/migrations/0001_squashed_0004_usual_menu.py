"""The tables as the migrations named in `replaces` leave them: made in one go, where there is none of them yet."""

import core.fields
import core.richtext
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


USUAL_BLOCKS = [("hero", 1), ("news", 4), ("calls", 4), ("events", 4), ("alliances", 24), ("areas", 12), ("way_in", 1)]


def make_blocks(apps, schema_editor):
    blocks = apps.get_model("portal", "HomeBlock").objects
    for place, (kind, limit) in enumerate(USUAL_BLOCKS, 1):
        blocks.get_or_create(kind=kind, defaults={"limit": limit, "order": 10 * place})


USUAL_ENTRIES = [
    "alliances:list",
    "members:institution_list",
    "news:list",
    "alliances:event_list",
    "research:area_list",
    "research:opportunity_list",
    "alliances:document_list",
]


def make_entries(apps, schema_editor):
    entries = apps.get_model("portal", "MenuEntry").objects
    for place, page in enumerate(USUAL_ENTRIES, 1):
        entries.get_or_create(page=page, defaults={"order": 10 * place})


class Migration(migrations.Migration):

    replaces = [
        ('portal', '0001_home_page'),
        ('portal', '0002_usual_blocks'),
        ('portal', '0003_main_menu'),
        ('portal', '0004_usual_menu'),
    ]

    initial = True

    dependencies = [
        ('alliances', '0001_squashed_0008_hosts_confirm'),
        ('news', '0001_squashed_0003_translations'),
        ('research', '0001_squashed_0003_translations'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomeBlock',
            fields=[
                ('id', core.fields.ULIDField(default=core.fields.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False, verbose_name='permanent id')),
                ('order', models.PositiveSmallIntegerField(default=10, verbose_name='order')),
                ('shown_from', models.DateTimeField(blank=True, null=True, verbose_name='shown from')),
                ('shown_until', models.DateTimeField(blank=True, null=True, verbose_name='shown until')),
                ('kind', models.CharField(choices=[('hero', 'Opening with figures'), ('notice', 'Notice'), ('news', 'News'), ('calls', 'Calls closing next'), ('events', 'Next events'), ('alliances', 'Alliances'), ('areas', 'Scientific areas'), ('way_in', 'Way in for members')], max_length=20, verbose_name='kind')),
                ('title', models.CharField(blank=True, help_text='Replaces the usual heading.', max_length=200, verbose_name='heading')),
                ('title_en', models.CharField(blank=True, help_text='Replaces the usual heading.', max_length=200, null=True, verbose_name='heading')),
                ('title_zh_hans', models.CharField(blank=True, help_text='Replaces the usual heading.', max_length=200, null=True, verbose_name='heading')),
                ('title_ru', models.CharField(blank=True, help_text='Replaces the usual heading.', max_length=200, null=True, verbose_name='heading')),
                ('title_ar', models.CharField(blank=True, help_text='Replaces the usual heading.', max_length=200, null=True, verbose_name='heading')),
                ('text', core.richtext.RichTextField(blank=True, help_text='For the opening and for notices.', verbose_name='text')),
                ('text_en', core.richtext.RichTextField(blank=True, help_text='For the opening and for notices.', null=True, verbose_name='text')),
                ('text_zh_hans', core.richtext.RichTextField(blank=True, help_text='For the opening and for notices.', null=True, verbose_name='text')),
                ('text_ru', core.richtext.RichTextField(blank=True, help_text='For the opening and for notices.', null=True, verbose_name='text')),
                ('text_ar', core.richtext.RichTextField(blank=True, help_text='For the opening and for notices.', null=True, verbose_name='text')),
                ('limit', models.PositiveSmallIntegerField(default=4, help_text='Set it to the number of pinned records to show nothing else.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(48)], verbose_name='how many records')),
            ],
            options={
                'verbose_name': 'block of the home page',
                'verbose_name_plural': 'blocks of the home page',
                'ordering': ['order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('shown_from', None), ('shown_until', None), ('shown_until__gt', models.F('shown_from')), _connector='OR'), name='home_block_ends_after_it_begins', violation_error_message='The end must come after the beginning.'), models.UniqueConstraint(condition=models.Q(('kind', 'notice'), _negated=True), fields=('kind',), name='one_home_block_a_kind', violation_error_message='There is such a block already; only notices may stand there several times.')],
            },
        ),
        migrations.CreateModel(
            name='HomePin',
            fields=[
                ('id', core.fields.ULIDField(default=core.fields.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False, verbose_name='permanent id')),
                ('order', models.PositiveSmallIntegerField(default=10, verbose_name='order')),
                ('shown_from', models.DateTimeField(blank=True, null=True, verbose_name='shown from')),
                ('shown_until', models.DateTimeField(blank=True, null=True, verbose_name='shown until')),
                ('alliance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alliances.alliance', verbose_name='alliance')),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='portal.homeblock', verbose_name='block')),
                ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='research.opportunity', verbose_name='opportunity')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alliances.event', verbose_name='event')),
                ('news', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.newsitem', verbose_name='news item')),
            ],
            options={
                'verbose_name': 'pinned record',
                'verbose_name_plural': 'pinned records',
                'ordering': ['order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('shown_from', None), ('shown_until', None), ('shown_until__gt', models.F('shown_from')), _connector='OR'), name='home_pin_ends_after_it_begins', violation_error_message='The end must come after the beginning.'), models.CheckConstraint(condition=models.Q(models.Q(('alliance', None), ('call', None), ('event', None), ('news__isnull', False)), models.Q(('alliance', None), ('call__isnull', False), ('event', None), ('news', None)), models.Q(('alliance', None), ('call', None), ('event__isnull', False), ('news', None)), models.Q(('alliance__isnull', False), ('call', None), ('event', None), ('news', None)), _connector='OR'), name='home_pin_is_of_one_record', violation_error_message='Choose one record to pin.')],
            },
        ),
        migrations.CreateModel(
            name='MenuEntry',
            fields=[
                ('id', core.fields.ULIDField(default=core.fields.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False, verbose_name='permanent id')),
                ('order', models.PositiveSmallIntegerField(default=10, verbose_name='order')),
                ('shown_from', models.DateTimeField(blank=True, null=True, verbose_name='shown from')),
                ('shown_until', models.DateTimeField(blank=True, null=True, verbose_name='shown until')),
                ('page', models.CharField(blank=True, choices=[('alliances:list', 'Alliances'), ('members:institution_list', 'Institutions'), ('news:list', 'News'), ('alliances:event_list', 'Events'), ('research:area_list', 'Research'), ('research:group_list', 'Scientific groups'), ('research:project_list', 'Joint projects'), ('research:opportunity_list', 'Opportunities'), ('alliances:document_list', 'Documents'), ('portal:about', 'About the portal'), ('portal:contact', 'Contact')], max_length=40, verbose_name='page')),
                ('address', models.URLField(blank=True, max_length=300, validators=[django.core.validators.URLValidator(message='Give a whole address that begins with https://.', schemes=['https'])], verbose_name='address elsewhere')),
                ('label', models.CharField(blank=True, help_text='Replaces the usual word; needed for an address elsewhere.', max_length=60, verbose_name='label')),
                ('label_en', models.CharField(blank=True, help_text='Replaces the usual word; needed for an address elsewhere.', max_length=60, null=True, verbose_name='label')),
                ('label_zh_hans', models.CharField(blank=True, help_text='Replaces the usual word; needed for an address elsewhere.', max_length=60, null=True, verbose_name='label')),
                ('label_ru', models.CharField(blank=True, help_text='Replaces the usual word; needed for an address elsewhere.', max_length=60, null=True, verbose_name='label')),
                ('label_ar', models.CharField(blank=True, help_text='Replaces the usual word; needed for an address elsewhere.', max_length=60, null=True, verbose_name='label')),
            ],
            options={
                'verbose_name': 'entry of the main menu',
                'verbose_name_plural': 'main menu',
                'ordering': ['order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('shown_from', None), ('shown_until', None), ('shown_until__gt', models.F('shown_from')), _connector='OR'), name='menu_entry_ends_after_it_begins', violation_error_message='The end must come after the beginning.'), models.UniqueConstraint(condition=models.Q(('page', ''), _negated=True), fields=('page',), name='one_menu_entry_a_page', violation_error_message='This page stands in the menu already.'), models.CheckConstraint(condition=models.Q(models.Q(('page', ''), models.Q(('address', ''), _negated=True)), models.Q(models.Q(('page', ''), _negated=True), ('address', '')), _connector='OR'), name='menu_entry_leads_to_one_place', violation_error_message='Choose a page, or give an address elsewhere; not both.')],
            },
        ),
        migrations.RunPython(make_blocks, migrations.RunPython.noop),
        migrations.RunPython(make_entries, migrations.RunPython.noop),
    ]
