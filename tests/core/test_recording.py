"""Append-only rows: what is recorded is corrected by a new row, and the record of an earlier moment can be asked."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from alliances.models import Membership, Statement
from core.choices import Standing
from core.clock import now
from core.dates import PartialDate
from core.errors import OverlappingPeriod
from core.models import AuditEntry
from core.services.recording import correct_fact, record_fact, strike_fact, strike_facts
from governance.models import Tenure
from members.models import Appointment
from tests import factories

pytestmark = pytest.mark.django_db
FIRST = datetime.datetime(2020, 12, 4, 9, tzinfo=datetime.UTC)
SECOND = FIRST + datetime.timedelta(days=100)


@pytest.fixture
def editor():
    return factories.SuperuserFactory()


def year(number):
    return PartialDate.year(number)


def new_membership(**fields):
    """A membership that is not stored yet."""
    membership = factories.MembershipFactory.build(
        **{"alliance": None, "institution": None, "recorded_by": None, **fields}
    )
    membership.alliance = fields.get("alliance") or factories.AllianceFactory()
    membership.institution = fields.get("institution") or factories.InstitutionFactory()
    return membership


def test_recorded_row_says_who_recorded_it_and_is_in_the_trail(editor):
    membership = record_fact(new_membership(), by=editor)

    assert Membership.objects.get().recorded_by == editor
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.alliance_ids) == (
        "record",
        membership.pk,
        f" {membership.alliance_id} ",
    )


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, True),
        ({"since": year(2012), "until": year(2017)}, True),
        ({"since": year(2012), "until": year(2015)}, False),
        # One leaves and comes back in the same year.
        ({"since": year(2012), "until": year(2016)}, False),
        ({"since": PartialDate.unknown(), "until": None}, True),
        ({"role": "observer"}, False),
        ({"standing": Standing.CLAIMED}, True),
    ],
)
def test_periods_of_one_role_do_not_overlap(editor, fields, refused):
    first = factories.MembershipFactory(since=year(2016))
    second = new_membership(alliance=first.alliance, institution=first.institution, **{"since": year(2018), **fields})

    if refused:
        with pytest.raises(OverlappingPeriod, match="end that one first"):
            record_fact(second, by=editor)
        with pytest.raises(ValidationError, match="end that one first"):
            second.full_clean()
    else:
        second.full_clean()
        record_fact(second, by=editor)
    assert Membership.objects.count() == (1 if refused else 2)
    assert AuditEntry.objects.count() == (0 if refused else 1)


def test_other_parties_do_not_overlap(editor):
    first = factories.MembershipFactory()

    record_fact(new_membership(alliance=first.alliance), by=editor)
    record_fact(new_membership(institution=first.institution), by=editor)

    assert Membership.objects.count() == 3


def test_struck_or_corrected_rows_are_not_in_the_way(editor):
    first = factories.MembershipFactory()
    strike_fact(first, by=editor, note="Recorded for the wrong university.")

    again = record_fact(new_membership(alliance=first.alliance, institution=first.institution), by=editor)

    assert list(Membership.objects.current()) == [again]


def test_seat_has_one_holder_at_a_time(editor):
    held = factories.TenureFactory(since=year(2016), until=year(2018))
    fields = {"body": held.body, "seat": held.seat, "institution": factories.InstitutionFactory()}

    with pytest.raises(OverlappingPeriod):
        record_fact(Tenure(since=year(2017), until=year(2019), **fields), by=editor)
    record_fact(Tenure(since=year(2018), **fields), by=editor)
    record_fact(Tenure(since=year(2017), standing=Standing.CLAIMED, **fields), by=editor)

    assert Tenure.objects.count() == 3


def test_place_without_a_seat_is_claimed_once_by_each(editor):
    claimed = factories.TenureFactory(seat=None, standing=Standing.CLAIMED)
    fields = {"body": claimed.body, "standing": Standing.CLAIMED, "since": year(2017)}

    with pytest.raises(OverlappingPeriod):
        record_fact(Tenure(institution=claimed.institution, **fields), by=editor)
    record_fact(Tenure(institution=factories.InstitutionFactory(), **fields), by=editor)

    assert Tenure.objects.count() == 2


def test_person_holds_an_office_once_at_a_time(editor):
    held = factories.AppointmentFactory(since=year(2016))

    with pytest.raises(OverlappingPeriod):
        record_fact(Appointment(office=held.office, person=held.person, since=year(2018)), by=editor)


def test_figures_may_stand_beside_one_another(editor):
    """Sources disagree: 150, over 150 and 151 are all recorded."""
    alliance = factories.AllianceFactory()
    for value in (150, 150, 151):
        record_fact(Statement(alliance=alliance, measure="members", value=value), by=editor)

    assert Statement.objects.current().count() == 3


def test_correction_inserts_and_closes(editor, freeze_now):
    freeze_now(FIRST)
    stored = record_fact(new_membership(since=year(2016)), by=None)
    freeze_now(SECOND)
    edited = Membership.objects.get()
    edited.since = PartialDate.month(2016, 5)

    new = correct_fact(edited, by=editor)

    old = Membership.objects.get(pk=stored.pk)
    assert new.pk != old.pk
    assert (old.since, old.recorded_from, old.recorded_until) == (year(2016), FIRST, SECOND)
    assert (new.since, new.recorded_from, new.recorded_until) == (PartialDate.month(2016, 5), SECOND, None)
    assert (new.replaces, new.recorded_by) == (old, editor)
    entry = AuditEntry.objects.get(action="correct")
    assert (entry.before, entry.after, entry.actor_id) == (old.pk, new.pk, editor.pk)


def test_day_of_the_first_recording_carries_over(editor, freeze_now):
    """An unknown start stays certain from the day on which the relation was first recorded."""
    freeze_now(FIRST)
    stored = record_fact(new_membership(since=PartialDate.unknown()), by=None)
    freeze_now(SECOND)
    stored.note = "Seen on the page of the alliance."

    new = correct_fact(stored, by=editor)

    assert Membership.objects.get(pk=new.pk).first_recorded_on == FIRST.date()
    assert new.certain_from == FIRST.date()


def test_record_of_an_earlier_moment_can_be_asked(editor, freeze_now):
    freeze_now(FIRST)
    alliance = factories.AllianceFactory()
    figure = record_fact(Statement(alliance=alliance, measure="members", value=150), by=None)
    mistake = record_fact(Statement(alliance=alliance, measure="countries", value=83), by=None)
    freeze_now(SECOND)
    figure.value = 151
    correct_fact(figure, by=editor)
    strike_fact(mistake, by=editor, note="A slip of the pen.")
    before, between, after = (FIRST - datetime.timedelta(1), SECOND - datetime.timedelta(1), SECOND)

    def said(moment):
        return set(Statement.objects.known_at(moment).values_list("measure", "value"))

    assert said(before) == set()
    assert said(FIRST) == said(between) == {("members", 150), ("countries", 83)}
    assert said(after) == {("members", 151)}
    assert set(Statement.objects.current().values_list("measure", "value")) == {("members", 151)}


def test_row_is_corrected_once(editor):
    """Whoever saves second works on a row that is closed."""
    stored = factories.MembershipFactory()
    first, second = (Membership.objects.get(pk=stored.pk) for _n in range(2))
    correct_fact(first, by=editor)

    with pytest.raises(Membership.DoesNotExist):
        correct_fact(second, by=editor)
    with pytest.raises(Membership.DoesNotExist):
        strike_fact(second, by=editor)

    assert Membership.objects.count() == 2


def test_correction_that_overlaps_leaves_everything_as_it_was(editor):
    early = factories.MembershipFactory(since=year(2015), until=year(2017))
    late = factories.MembershipFactory(alliance=early.alliance, institution=early.institution, since=year(2018))
    key = late.pk
    late.since = year(2016)

    with pytest.raises(OverlappingPeriod):
        correct_fact(late, by=editor)

    assert late.pk == key
    assert Membership.objects.current().count() == Membership.objects.count() == 2
    assert not AuditEntry.objects.exists()


def test_struck_row_stays_in_the_history(editor):
    stored = factories.MembershipFactory()

    strike_fact(stored, by=editor, note="Another university of the same name.")

    assert Membership.objects.get().recorded_until <= now()
    assert not Membership.objects.current().exists()
    assert AuditEntry.objects.get().note == "Another university of the same name."


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_at_once_record_one_of_two_overlapping_periods(together):
    """Both periods are closed, so that no constraint of the database helps: the lock does."""
    alliance, institution = factories.AllianceFactory(), factories.InstitutionFactory()
    fields = {"alliance": alliance, "institution": institution, "since": year(2016), "until": year(2019)}

    outcomes = together([lambda: record_fact(Membership(**fields), by=None)] * 6)

    assert sum(isinstance(outcome, Membership) for outcome in outcomes) == 1, outcomes
    assert sum(isinstance(outcome, OverlappingPeriod) for outcome in outcomes) == 5, outcomes
    assert Membership.objects.count() == AuditEntry.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_at_once_correct_a_row_once(together):
    stored = factories.MembershipFactory()
    copies = [Membership.objects.get(pk=stored.pk) for _n in range(2)]

    outcomes = together([lambda copy=copy: correct_fact(copy, by=None) for copy in copies])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DoesNotExist", "Membership"], outcomes
    assert Membership.objects.count() == 2


def test_many_are_struck_together_or_none_of_them(editor):
    alliance = factories.AllianceFactory()
    rows = [factories.MembershipFactory(alliance=alliance) for _number in range(3)]
    strike_fact(rows[0], by=editor)

    with pytest.raises(Membership.DoesNotExist):
        strike_facts(rows, by=editor)
    assert Membership.objects.current().count() == 2
    strike_facts(rows[1:], by=editor, note="Import undone")

    assert not Membership.objects.current().exists()
    assert AuditEntry.objects.filter(action="strike", note="Import undone").count() == 2
