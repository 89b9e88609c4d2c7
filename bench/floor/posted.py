"""What institutions post, as the floor sees it."""

from django.db import models
from django.db.models import DO_NOTHING, ForeignKey, ManyToManyField

from bench.floor.models import Alliance, Area, FloorModel, Institution, Person, Record, Source, words
from news.models import NewsItem as OurNewsItem


class Posted(Record):
    """What institutions post."""

    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="%(class)ss")

    class Meta:
        abstract = True


class Group(Posted):
    name_en = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "research_group"


class Project(Posted):
    title_en = models.CharField(max_length=300)
    stage = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "research_project"


class Opportunity(Posted):
    title_en = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    deadline = models.DateTimeField(null=True)
    deadline_zone = models.CharField(max_length=40)
    is_example = models.BooleanField()

    class Meta:
        managed = False
        db_table = "research_opportunity"


class NewsItem(Posted):
    kind = models.CharField(max_length=20, choices=words(OurNewsItem.Kind))
    kicker_en = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    lead_en = models.TextField()
    body_en = models.TextField()
    byline_en = models.CharField(max_length=300)
    original_language = models.CharField(max_length=10)
    source_date_earliest = models.DateField(null=True)
    event_date_earliest = models.DateField(null=True)
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="news")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    alliances = ManyToManyField(Alliance, db_table="news_newsitem_alliances", related_name="+")
    institutions = ManyToManyField(Institution, db_table="news_newsitem_institutions", related_name="+")
    people = ManyToManyField(Person, db_table="news_newsitem_people")
    areas = ManyToManyField(Area, db_table="news_newsitem_areas")
    groups = ManyToManyField(Group, db_table="news_newsitem_groups")
    projects = ManyToManyField(Project, db_table="news_newsitem_projects")

    class Meta:
        managed = False
        db_table = "news_newsitem"


class Mention(FloorModel):
    news_item = ForeignKey(NewsItem, on_delete=DO_NOTHING, related_name="mentions")
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True)
    order = models.IntegerField()
    name = models.CharField(max_length=300)
    spellings = models.CharField(max_length=300)
    note_en = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "news_newsmention"
