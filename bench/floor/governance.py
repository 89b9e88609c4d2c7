"""Councils and what they do, as the floor sees them."""

from django.db import models
from django.db.models import DO_NOTHING, ForeignKey

from bench.floor.models import Alliance, Event, FloorModel, Institution, Person, Record, Source, words
from governance.models import Body as OurBody
from governance.models import Proposal as OurProposal
from governance.models import Seat as OurSeat


class Body(FloorModel):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, related_name="bodies")
    slug = models.CharField(max_length=100)
    name_en = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=words(OurBody.Kind))
    size = models.IntegerField(null=True)
    is_elected = models.BooleanField()
    note_en = models.TextField()
    host = ForeignKey(Institution, on_delete=DO_NOTHING, null=True)
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)

    class Meta:
        managed = False
        db_table = "governance_body"


class BodyAlias(FloorModel):
    body = ForeignKey(Body, on_delete=DO_NOTHING, related_name="aliases")
    text = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "governance_bodyalias"


class Seat(FloorModel):
    body = ForeignKey(Body, on_delete=DO_NOTHING, related_name="seats")
    rank = models.IntegerField()
    kind = models.CharField(max_length=20, choices=words(OurSeat.Kind))

    class Meta:
        managed = False
        db_table = "governance_seat"


class Tenure(FloorModel):
    body = ForeignKey(Body, on_delete=DO_NOTHING, related_name="tenures")
    seat = ForeignKey(Seat, on_delete=DO_NOTHING, null=True)
    institution = ForeignKey(Institution, on_delete=DO_NOTHING, null=True, related_name="tenures")
    person = ForeignKey(Person, on_delete=DO_NOTHING, null=True)
    source = ForeignKey(Source, on_delete=DO_NOTHING, null=True)
    note_en = models.CharField(max_length=300)
    since_earliest = models.DateField(null=True)
    attested_on_earliest = models.DateField(null=True)
    recorded_until = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "governance_tenure"


class Meeting(FloorModel):
    slug = models.CharField(max_length=100)
    body = ForeignKey(Body, on_delete=DO_NOTHING)
    event = ForeignKey(Event, on_delete=DO_NOTHING)

    class Meta:
        managed = False
        db_table = "governance_meeting"


class Proposal(Record):
    alliance = ForeignKey(Alliance, on_delete=DO_NOTHING, related_name="proposals")
    title_en = models.CharField(max_length=300)
    status = models.CharField(max_length=20, choices=words(OurProposal.Status))
    date_earliest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "governance_proposal"
