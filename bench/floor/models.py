"""The portal's own tables, seen by models without any of its habits."""

from django.db import models
from django.db.models import DO_NOTHING, ForeignKey, ManyToManyField
from django.urls import reverse
from django_countries.fields import CountryField

from alliances.choices import AllianceKind, Measure, MembershipRole
from core.models import Alias as OurAlias
from members.models import Institution as OurInstitution


def words(choices):
    """The choices of a site in one language."""
    return [(value, value.replace("_", " ").capitalize()) for value in choices.values]


class FloorModel(models.Model):
    id = models.CharField(max_length=26, primary_key=True)

    class Meta:
        abstract = True


class Record(FloorModel):
    slug = models.CharField(max_length=100)
    state = models.CharField(max_length=10)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    sort_en = models.CharField(max_length=255)

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return reverse(f"floor:{self._meta.model_name}", args=[self.slug])


class Area(Record):
    name_en = models.CharField(max_length=300)
    parent = ForeignKey("self", on_delete=DO_NOTHING, null=True)

    class Meta:
        managed = False
        db_table = "core_area"


class Source(Record):
    title_en = models.CharField(max_length=300)
    publisher_en = models.CharField(max_length=300)
    published_earliest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "core_source"


class Picture(FloorModel):
    owner_id = models.CharField(max_length=26)
    order = models.IntegerField()
    file = models.ImageField(width_field="width", height_field="height")
    width = models.IntegerField()
    height = models.IntegerField()
    caption_en = models.CharField(max_length=300)
    credit_en = models.CharField(max_length=300)
    alt_en = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "core_picture"


class Named(Record):
    """What stands with its name in every language on its page."""

    name_en = models.CharField(max_length=300)
    name_zh_hans = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    name_ar = models.CharField(max_length=300)
    acronym = models.CharField(max_length=40)
    website = models.CharField(max_length=300)
    logo = models.ImageField()
    description_en = models.TextField()

    class Meta:
        abstract = True


class Institution(Named):
    city_en = models.CharField(max_length=120)
    country = CountryField()
    kind = models.CharField(max_length=20, choices=words(OurInstitution.Kind))
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    established = models.IntegerField(null=True)
    ror_id = models.CharField(max_length=30)
    wikidata_id = models.CharField(max_length=20)
    whed_id = models.CharField(max_length=20)
    sources = ManyToManyField(Source, db_table="members_institution_sources", related_name="institutions")
    related = ManyToManyField("self", db_table="members_institution_related")

    class Meta:
        managed = False
        db_table = "members_institution"


class Alliance(Named):
    kind = models.CharField(max_length=20, choices=words(AllianceKind))
    legal_form_en = models.CharField(max_length=200)
    founded_earliest = models.DateField(null=True)
    founded_place_en = models.CharField(max_length=200)
    founded_note_en = models.TextField()
    geography_en = models.CharField(max_length=200)
    summary_en = models.TextField()
    aims_en = models.TextField()
    cover = models.ImageField()
    contact_email = models.EmailField()
    parent = ForeignKey("self", on_delete=DO_NOTHING, null=True, related_name="children")
    host = ForeignKey(Institution, on_delete=DO_NOTHING, null=True)
    areas = ManyToManyField(Area, db_table="alliances_alliance_areas")
    sources = ManyToManyField(Source, db_table="alliances_alliance_sources", related_name="alliances")

    class Meta:
        managed = False
        db_table = "alliances_alliance"


class Alias(FloorModel):
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=20, choices=words(OurAlias.Kind))
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)

    class Meta:
        abstract = True


class InstitutionAlias(Alias):
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, related_name="aliases")

    class Meta:
        managed = False
        db_table = "members_institutionalias"


class AllianceAlias(Alias):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, related_name="aliases")

    class Meta:
        managed = False
        db_table = "alliances_alliancealias"


class Person(Record):
    name_en = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "members_person"


class Membership(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, related_name="memberships")
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, related_name="memberships")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    role = models.CharField(max_length=20, choices=words(MembershipRole))
    standing = models.CharField(max_length=20)
    note_en = models.CharField(max_length=300)
    since_earliest = models.DateField(null=True)
    until_earliest = models.DateField(null=True)
    attested_on_earliest = models.DateField(null=True)
    first_recorded_on = models.DateField()
    recorded_until = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "alliances_membership"


class Statement(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="statements")
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="statements")
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    measure = models.CharField(max_length=20, choices=words(Measure))
    standing = models.CharField(max_length=20)
    value = models.IntegerField()
    qualifier = models.CharField(max_length=20)
    country = CountryField()
    note_en = models.CharField(max_length=300)
    ruling_en = models.TextField()
    as_of_earliest = models.DateField(null=True)
    recorded_until = models.DateTimeField(null=True)

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


class Contradiction(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="contradictions")
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="contradictions")
    topic_en = models.CharField(max_length=300)
    state = models.CharField(max_length=20)
    ruling_en = models.TextField()

    class Meta:
        managed = False
        db_table = "alliances_contradiction"


class ContradictionSide(FloorModel):
    contradiction = ForeignKey(Contradiction, on_delete=DO_NOTHING, related_name="sides")
    value_en = models.CharField(max_length=300)
    sources = ManyToManyField(Source, db_table="alliances_contradictionside_sources")

    class Meta:
        managed = False
        db_table = "alliances_contradictionside"


class Event(Record):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="events")
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="events")
    title_en = models.CharField(max_length=300)
    place_en = models.CharField(max_length=200)
    starts_earliest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "alliances_event"


class Document(Record):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, null=True, related_name="documents")
    title_en = models.CharField(max_length=300)
    date_earliest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "alliances_document"
