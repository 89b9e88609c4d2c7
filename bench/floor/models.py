"""The portal's own tables, seen by models without any of its habits."""

from django.db import models
from django.db.models import DO_NOTHING, ForeignKey


class FloorModel(models.Model):
    id = models.CharField(max_length=26, primary_key=True)

    class Meta:
        abstract = True


class Record(FloorModel):
    slug = models.CharField(max_length=100)
    state = models.CharField(max_length=10)
    published_at = models.DateTimeField()
    sort_en = models.CharField(max_length=255)

    class Meta:
        abstract = True


class Area(Record):
    name_en = models.CharField(max_length=300)
    parent = ForeignKey("self", on_delete=DO_NOTHING, null=True)

    class Meta:
        managed = False
        db_table = "core_area"


class Source(Record):
    title_en = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "core_source"


class Institution(Record):
    name_en = models.CharField(max_length=300)
    city_en = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=20)
    description_en = models.TextField()
    website = models.CharField(max_length=200)

    class Meta:
        managed = False
        db_table = "members_institution"


class Alliance(Record):
    name_en = models.CharField(max_length=300)
    acronym = models.CharField(max_length=30)
    kind = models.CharField(max_length=20)
    summary_en = models.TextField()
    description_en = models.TextField()
    parent = ForeignKey("self", on_delete=DO_NOTHING, null=True)

    class Meta:
        managed = False
        db_table = "alliances_alliance"


class Membership(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, related_name="memberships")
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, related_name="memberships")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    role = models.CharField(max_length=20)
    since_earliest = models.DateField(null=True)
    recorded_until = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "alliances_membership"


class Statement(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="statements")
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="statements")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    measure = models.CharField(max_length=20)
    value = models.IntegerField()
    as_of_latest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "alliances_statement"


class Milestone(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, related_name="milestones")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    text_en = models.TextField()
    date_earliest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "alliances_milestone"


class Event(Record):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="events")
    title_en = models.CharField(max_length=300)
    place_en = models.CharField(max_length=200)
    starts_earliest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "alliances_event"


class Body(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, related_name="bodies")
    name_en = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "governance_body"


class Seat(FloorModel):
    body = ForeignKey(Body, on_delete=DO_NOTHING, related_name="seats")
    rank = models.IntegerField()
    kind = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "governance_seat"


class Tenure(FloorModel):
    body = ForeignKey(Body, on_delete=DO_NOTHING, related_name="tenures")
    seat = ForeignKey(Seat, on_delete=DO_NOTHING, null=True)
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="tenures")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    since_earliest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "governance_tenure"


class Opportunity(Record):
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="opportunities")
    title_en = models.CharField(max_length=300)
    deadline = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "research_opportunity"


class NewsItem(Record):
    title_en = models.CharField(max_length=300)
    lead_en = models.TextField()
    body_en = models.TextField()
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="news")
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="news")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)

    class Meta:
        managed = False
        db_table = "news_newsitem"
