"""What holds on a day: the rule against its meaning, and against its twin on the database."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliances.models import Alliance, Membership
from core.choices import Certainty, Standing
from core.dates import PartialDate
from core.periods import certain_from, certainty_on, last_day_of, overlap
from governance.models import Tenure
from members.models import Appointment
from tests import factories
from tests.strategies import days, known_dates, partial_dates, periods

NONE_YET = datetime.date(9999, 12, 31)
on_database = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def plain(period):
    """The columns of a relation without a model: what the Python rules read."""
    relation = SimpleNamespace(first_recorded_on=period["first_recorded_on"])
    for name in ("since", "until", "attested_on"):
        date = period[name]
        setattr(relation, f"{name}_earliest", date.earliest if date else None)
        setattr(relation, f"{name}_latest", date.latest if date else None)
        setattr(relation, f"{name}_precision", date.precision if date else "")
    return relation


def dated(since, until=None, attested_on=None, first_recorded_on=datetime.date(2026, 1, 1)):
    """A relation from the written forms of its dates."""
    read = {"since": since, "until": until, "attested_on": attested_on}
    dates = {name: PartialDate.parse(text) if text else None for name, text in read.items()}
    return plain({**dates, "first_recorded_on": first_recorded_on})


def day(text):
    return datetime.date.fromisoformat(text)


# The rule against its meaning


@given(known_dates, st.none() | known_dates, days)
def test_certain_means_under_every_reading_of_the_dates(since, until, asked):
    """Whatever day of its range the start and the end were, the relation held; possible: on one reading it did."""
    relation = plain({"since": since, "until": until, "attested_on": None, "first_recorded_on": asked})
    end_earliest, end_latest = (until.earliest, until.latest) if until else (NONE_YET, NONE_YET)

    said = certainty_on(relation, asked)

    always = since.latest <= asked <= end_earliest
    sometimes = since.earliest <= asked <= end_latest
    assert said == (Certainty.CERTAIN if always else Certainty.POSSIBLE if sometimes else Certainty.UNKNOWN)


@given(periods(), days, days)
def test_what_has_no_end_stays_certain(period, first, second):
    relation = plain({**period, "until": None})
    earlier, later = sorted([first, second])

    if certainty_on(relation, earlier) == Certainty.CERTAIN:
        assert certainty_on(relation, later) == Certainty.CERTAIN


@given(periods(), days)
def test_nothing_holds_before_the_floor(period, asked):
    assert certainty_on(plain(period), asked, floor=asked + datetime.timedelta(days=1)) == Certainty.UNKNOWN
    assert certainty_on(plain(period), asked, floor=asked) == certainty_on(plain(period), asked)


@given(periods())
def test_unknown_start_is_certain_from_the_day_of_attestation_or_recording(period):
    relation = plain({**period, "since": PartialDate.unknown()})
    attested = period["attested_on"]

    shown = attested.latest if attested and attested.is_known else period["first_recorded_on"]

    assert certain_from(relation) == shown


@pytest.mark.parametrize(
    ("relation", "asked", "said"),
    [
        # An undated list of seats says nothing certain of an earlier council meeting.
        (dated("unknown"), "2020-11-27", Certainty.POSSIBLE),
        (dated("unknown"), "2025-12-31", Certainty.POSSIBLE),
        (dated("unknown"), "2026-01-01", Certainty.CERTAIN),
        (dated("unknown", attested_on="2020-12-04"), "2020-12-03", Certainty.POSSIBLE),
        (dated("unknown", attested_on="2020-12-04"), "2020-12-04", Certainty.CERTAIN),
        (dated("2016"), "2015-12-31", Certainty.UNKNOWN),
        (dated("2016"), "2016-06-30", Certainty.POSSIBLE),
        (dated("2016"), "2016-12-31", Certainty.CERTAIN),
        # The day of leaving still counts.
        (dated("2016-01-01", "2018-05-22"), "2018-05-22", Certainty.CERTAIN),
        (dated("2016-01-01", "2018-05-22"), "2018-05-23", Certainty.UNKNOWN),
        (dated("2016-01-01", "2018"), "2018-01-01", Certainty.CERTAIN),
        (dated("2016-01-01", "2018"), "2018-01-02", Certainty.POSSIBLE),
        (dated("2016-01-01", "2018"), "2019-01-01", Certainty.UNKNOWN),
        # It ended, nobody says when.
        (dated("2016-01-01", "unknown"), "2016-01-01", Certainty.POSSIBLE),
        (dated("2016-01-01", "unknown"), "2030-01-01", Certainty.POSSIBLE),
        # A source shows it on a day before the day that another gives as the first.
        (dated("2016-05-01", attested_on="2016-03-01"), "2016-04-01", Certainty.CERTAIN),
    ],
)
def test_certainty_of_a_day(relation, asked, said):
    assert certainty_on(relation, day(asked)) == said


@pytest.mark.parametrize(
    ("text", "last"),
    [("2015", "2015-12-31"), ("2016-02", "2016-02-29"), ("2015-06-30", "2015-06-30")],
)
def test_year_or_month_asked_for_means_its_last_day(text, last):
    assert last_day_of(text) == day(last)


@pytest.mark.parametrize("text", ["2016-spring", "unknown", "", "15", "2015-13", "2015-02-30"])
def test_question_must_name_a_day_month_or_year(text):
    with pytest.raises(ValueError, match=r"not a|range"):
        last_day_of(text)


# Overlap


@given(periods(), periods())
def test_overlap_is_the_same_from_both_sides(first, second):
    assert overlap(plain(first), plain(second)) is overlap(plain(second), plain(first))


@given(periods())
def test_every_period_overlaps_itself(period):
    """The same fact recorded twice is refused, a single day and a single year too."""
    assert overlap(plain(period), plain(period))


@given(st.lists(days, min_size=4, max_size=4, unique=True))
def test_overlap_of_exact_days_means_more_than_a_common_end(drawn):
    a, b, c, d = drawn
    first, second = sorted([a, b]), sorted([c, d])
    relations = [dated(start.isoformat(), end.isoformat()) for start, end in (first, second)]

    assert overlap(*relations) is (max(first[0], second[0]) < min(first[1], second[1]))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        # One ends on the day, or in the month or year, in which the other begins: they follow one another.
        (dated("2015-01-01", "2016-05-22"), dated("2016-05-22"), False),
        (dated("2015", "2016-05"), dated("2016-05"), False),
        (dated("2015", "2016"), dated("2016"), False),
        (dated("2015-01-01", "2016"), dated("2016-03-01"), False),
        (dated("2015-01-01", "2016-03-02"), dated("2016-03-01"), True),
        (dated("2015", "2017"), dated("2016"), True),
        # What is unknown reaches without limit.
        (dated("unknown"), dated("2016", "2017"), True),
        (dated("2015", "unknown"), dated("2020"), True),
        (dated("unknown", "2015"), dated("2016"), False),
        (dated("unknown", "2015"), dated("unknown"), True),
        (dated("2015"), dated("2020"), True),
        (dated("2016", "2016"), dated("2016", "2016"), True),
        (dated("2016-05-22", "2016-05-22"), dated("2016-05-22"), True),
    ],
)
def test_overlap(first, second, said):
    assert overlap(first, second) is said


# The twin on the database


def relation_makers():
    """Relations without a floor, and with one; neither may be open only once, so that any set of them can be stored."""

    def appointments(drawn, _founded):
        office, person = factories.OfficeFactory(), factories.PersonFactory()
        return Appointment.objects.bulk_create(Appointment(office=office, person=person, **period) for period in drawn)

    def tenures(drawn, founded):
        body = factories.BodyFactory(alliance__founded=founded)
        institution = factories.InstitutionFactory()
        return Tenure.objects.bulk_create(
            Tenure(body=body, institution=institution, standing=Standing.CLAIMED, **period) for period in drawn
        )

    return {"without a floor": appointments, "from the founding on": tenures}


@pytest.fixture(params=relation_makers().items(), ids=lambda item: item[0])
def make_relations(request):
    return request.param[1]


@pytest.mark.django_db
@on_database
@given(drawn=st.lists(periods(), min_size=1, max_size=6), founded=partial_dates, asked=st.lists(days, max_size=4))
def test_queryset_says_of_a_day_what_the_rule_says(make_relations, drawn, founded, asked):
    with transaction.atomic():
        relations = make_relations(drawn, founded)
        model = type(relations[0])
        boundaries = {date.latest for period in drawn for date in (period["since"], period["until"]) if date}
        for wanted in {*asked, *(boundaries - {None})}:
            said = {relation.pk: relation.certainty_on(wanted) for relation in relations}

            certain = {pk for pk, certainty in said.items() if certainty == Certainty.CERTAIN}
            possible = {pk for pk, certainty in said.items() if certainty != Certainty.UNKNOWN}
            assert set(model.objects.on(wanted).values_list("pk", flat=True)) == certain
            assert set(model.objects.possibly_on(wanted).values_list("pk", flat=True)) == possible
        transaction.set_rollback(True)


@pytest.mark.django_db
@on_database
@given(first=periods(), others=st.lists(periods(), min_size=1, max_size=6))
def test_queryset_finds_the_overlaps_that_the_rule_finds(make_relations, first, others):
    with transaction.atomic():
        relation, *rest = make_relations([first, *others], PartialDate.unknown())

        found = type(relation).objects.overlapping(relation)

        assert set(found) == {other for other in rest if overlap(relation, other)}
        transaction.set_rollback(True)


@pytest.mark.django_db
@on_database
@given(drawn=st.lists(periods(), min_size=1, max_size=4))
def test_stored_dates_are_read_as_they_were_given(make_relations, drawn):
    with transaction.atomic():
        relations = make_relations(drawn, PartialDate.unknown())

        stored = type(relations[0]).objects.in_bulk([relation.pk for relation in relations])

        for period, relation in zip(drawn, relations, strict=True):
            for name in ("since", "until", "attested_on"):
                assert getattr(stored[relation.pk], name) == period[name]
        transaction.set_rollback(True)


# Questions of lists


@pytest.mark.django_db
def test_in_force_knows_today_and_only_the_current_record(freeze_today):
    alliance = factories.AllianceFactory()
    ends_today = factories.MembershipFactory(
        alliance=alliance, since=PartialDate.year(2016), until=PartialDate.day(day("2020-11-27"))
    )
    _ended = factories.MembershipFactory(
        alliance=alliance, since=PartialDate.year(2016), until=PartialDate.day(day("2020-11-26"))
    )
    _not_yet = factories.MembershipFactory(alliance=alliance, since=PartialDate.day(day("2020-11-28")))
    _struck = factories.MembershipFactory(alliance=alliance, recorded_until=datetime.datetime.now(datetime.UTC))
    freeze_today(day("2020-11-27"))

    assert list(Membership.objects.in_force()) == [ends_today]


@pytest.mark.django_db
def test_members_are_counted_once_and_only_where_recorded_published_and_in_force():
    """Roles beside one another count once; claimed, ended, possible and unpublished ones not at all."""
    alliance, empty = factories.AllianceFactory(), factories.AllianceFactory()
    twice = factories.InstitutionFactory()
    factories.MembershipFactory(alliance=alliance, institution=twice, role="member")
    factories.MembershipFactory(alliance=alliance, institution=twice, role="founding_member")
    factories.MembershipFactory(alliance=alliance, role="co_founder")
    for hidden in [
        {"role": "observer"},
        {"standing": Standing.CLAIMED},
        {"until": PartialDate.year(2017)},
        {"until": PartialDate.unknown()},
        {"institution": factories.DraftInstitutionFactory()},
        {"recorded_until": datetime.datetime.now(datetime.UTC)},
    ]:
        factories.MembershipFactory(alliance=alliance, **hidden)

    counts = Alliance.objects.with_member_count().with_country_count().in_bulk(field_name="slug")

    assert counts[alliance.slug].recorded_members == 2
    assert counts[alliance.slug].recorded_countries == 1
    assert (counts[empty.slug].recorded_members, counts[empty.slug].recorded_countries) == (0, 0)


def statement_dates():
    return [("2020-12-04", "unknown"), ("2015", "unknown"), ("unknown", "2025"), ("unknown", "unknown")]


@pytest.mark.django_db
def test_figures_come_newest_first_and_undated_ones_last():
    """On both databases, which put what is unknown at different ends."""
    alliance = factories.AllianceFactory()
    made = [
        factories.StatementFactory(
            alliance=alliance, as_of=PartialDate.parse(as_of), published=PartialDate.parse(published)
        )
        for as_of, published in statement_dates()
    ]

    assert list(alliance.statements.newest_first()) == made
    assert list(alliance.statements.all()) == made


@pytest.mark.django_db
def test_seats_come_in_rank_order_and_claimed_places_last():
    body = factories.BodyFactory()
    claimed = factories.TenureFactory(body=body, seat=None, standing=Standing.CLAIMED)
    second = factories.TenureFactory(body=body, seat__rank=2)
    first = factories.TenureFactory(body=body, seat__rank=1)

    assert list(body.tenures.in_rank_order()) == [first, second, claimed]
    assert list(body.tenures.all()) == [first, second, claimed]


@pytest.mark.django_db
def test_calls_that_close_soonest_come_first_and_standing_programmes_last():
    make = factories.OpportunityFactory
    standing = make(deadline=None)
    later = make(deadline=datetime.datetime(2030, 5, 2, tzinfo=datetime.UTC), deadline_zone="Asia/Shanghai")
    sooner = make(deadline=datetime.datetime(2030, 5, 1, tzinfo=datetime.UTC), deadline_zone="Asia/Shanghai")

    assert list(type(standing).objects.closing_soonest_first()) == [sooner, later, standing]


@pytest.mark.django_db
def test_calendar_has_no_undated_events_and_lists_put_them_last():
    undated = factories.EventFactory(starts=PartialDate.unknown())
    early = factories.EventFactory(starts=PartialDate.year(2015))
    late = factories.EventFactory(starts=PartialDate.day(day("2020-11-27")))

    assert list(type(early).objects.in_calendar_order()) == [late, early, undated]
    assert set(type(early).objects.dated()) == {late, early}


@pytest.mark.django_db
def test_one_version_of_each_reference_block_is_in_force_on_a_day():
    old = factories.BoilerplateVersionFactory(valid_from=day("2018-01-01"))
    new = factories.BoilerplateVersionFactory(boilerplate=old.boilerplate, valid_from=day("2020-12-04"))
    other = factories.BoilerplateVersionFactory(valid_from=day("2019-01-01"))
    versions = type(old).objects

    assert set(versions.in_force(day("2020-12-03"))) == {old, other}
    assert set(versions.in_force(day("2020-12-04"))) == {new, other}
    assert set(versions.in_force(day("2017-12-31"))) == set()
