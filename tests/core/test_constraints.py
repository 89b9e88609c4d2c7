"""What must never be false: each named constraint refuses in the form with its words, and in the database itself."""

import datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from core.choices import Precision, PublicationState, Standing
from core.clock import now
from core.dates import PartialDate
from core.fields import partial_dates_of
from tests import factories as f

OUR_APPS = ["core", "members", "alliances", "governance", "research", "news"]
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for app in OUR_APPS
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
}
ROR = "https://ror.org/017zhmm22"
DAY, NEXT_DAY = datetime.date(2020, 11, 27), datetime.date(2020, 11, 28)
SAME = object()  # the value that the other record has

# Constraint: the factory of a valid record, and the fields that break it. With SAME it takes two records.
BROKEN_BY = {
    "one_redirect_a_former_address": (f.SlugRedirectFactory, {"slug": SAME}),
    "one_row_a_line_of_an_import": (f.ImportRowFactory, {"batch": SAME, "number": SAME}),
    "picture_has_alt_or_is_decorative": (f.PictureFactory, {"alt": ""}),
    "one_institution_a_ror_id": (f.InstitutionFactory, {"ror_id": ROR}),
    "one_institution_a_wikidata_id": (f.InstitutionFactory, {"wikidata_id": "Q981237"}),
    "one_institution_a_whed_id": (f.InstitutionFactory, {"whed_id": "IAU-000123"}),
    "institution_has_both_coordinates_or_none": (f.InstitutionFactory, {"latitude": 34}),
    "one_alias_an_institution": (f.InstitutionAliasFactory, {"institution": SAME, "text": SAME}),
    "one_alias_a_person": (f.PersonAliasFactory, {"person": SAME, "text": SAME}),
    "one_alias_an_alliance": (f.AllianceAliasFactory, {"alliance": SAME, "text": SAME}),
    "one_alias_a_body": (f.BodyAliasFactory, {"body": SAME, "text": SAME}),
    "one_open_representation_an_institution": (f.RepresentativeFactory, {"user": SAME, "institution": SAME}),
    "telephone_is_kept_while_it_is_shown": (f.UserFactory, {"phone": "+86 29 8266 8000"}),
    "one_unanswered_invitation_an_address": (f.InvitationFactory, {"institution": SAME, "email": SAME}),
    "invitation_accepted_or_withdrawn": (f.InvitationFactory, {"accepted_at": now(), "revoked_at": now()}),
    "told_once_a_receiver": (lambda: f.OutboxMessageFactory(once="decision"), {"address": SAME}),
    "one_open_change_a_record": (f.ProposedChangeFactory, {"target_type": SAME, "target_id": SAME}),
    "one_reviewer_an_item": (f.ReviewAssignmentFactory, {"item_type": SAME, "item_id": SAME}),
    "one_count_a_day": (f.ReadCountFactory, {"item": SAME, "day": SAME}),
    "unread_once": (f.UnreadItemFactory, {"item_type": SAME, "item_id": SAME}),
    "trusted_once_by_an_alliance": (f.TrustFactory, {"alliance": SAME, "institution": SAME}),
    "trust_ends_after_it_begins": (f.TrustFactory, {"since": NEXT_DAY, "until": DAY}),
    "representation_ends_after_it_begins": (
        f.RepresentativeFactory,
        {
            "since": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
            "until": datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC),
        },
    ),
    "event_last_day_after_its_first": (
        f.EventFactory,
        {"starts": PartialDate.day(NEXT_DAY), "ends": PartialDate.day(DAY)},
    ),
    "event_time_has_a_zone": (f.EventFactory, {"start_time": datetime.time(10)}),
    "one_role_a_host_of_an_event": (f.EventHostFactory, {"event": SAME, "institution": SAME}),
    "one_open_membership_a_role": (f.MembershipFactory, {"alliance": SAME, "institution": SAME}),
    "once_in_a_secretariat": (f.SecretariatFactory, {"alliance": SAME, "user": SAME}),
    "statement_is_of_one_subject": (f.StatementFactory, {"alliance": None}),
    "statement_range_rises": (f.StatementFactory, {"value_to": 150}),
    "one_seat_a_rank": (f.SeatFactory, {"body": SAME, "rank": SAME}),
    "seat_rank_is_positive": (f.SeatFactory, {"rank": 0}),
    "tenure_has_a_holder": (f.TenureFactory, {"institution": None}),
    "tenure_recorded_has_a_seat": (f.TenureFactory, {"seat": None}),
    "one_open_tenure_a_seat": (f.TenureFactory, {"body": SAME, "seat": SAME}),
    "one_role_an_institution_in_a_proposal": (f.ProposalPartyFactory, {"proposal": SAME, "institution": SAME}),
    "group_has_an_institution": (f.GroupFactory, {"institution": None}),
    "opportunity_is_of_somebody": (f.OpportunityFactory, {"institution": None}),
    "opportunity_deadline_has_a_zone": (f.OpportunityFactory, {"deadline": now()}),
    "project_is_of_somebody": (f.ProjectFactory, {"institution": None}),
    "once_in_an_opportunity": (f.OpportunityPartnerFactory, {"opportunity": SAME, "institution": SAME}),
    "once_in_a_project": (f.ProjectPartnerFactory, {"project": SAME, "institution": SAME}),
    "one_version_of_a_block_a_day": (f.BoilerplateVersionFactory, {"boilerplate": SAME, "valid_from": SAME}),
    "news_is_of_somebody": (f.NewsItemFactory, {"alliance": None}),
}


def factory_of(model):
    """The factory of valid records, not the one of drafts."""
    made = [found for found in vars(f).values() if getattr(getattr(found, "_meta", None), "model", None) is model]
    return made[0]


def broken_by(name):
    """The row of BROKEN_BY, or that of the constraints which every publishable or dated model has."""
    if name in BROKEN_BY:
        return BROKEN_BY[name]
    model, _constraint = CONSTRAINTS[name]
    if name.endswith("_is_a_date"):
        date = next(date for date in partial_dates_of(model) if name.endswith(f"_{date}_is_a_date"))
        ends = {f"{date}_precision": Precision.DAY, f"{date}_earliest": NEXT_DAY, f"{date}_latest": DAY}
        return factory_of(model), ends
    if name.endswith("_published_has_a_moment"):
        return factory_of(model), {"state": PublicationState.PUBLISHED, "published_at": None}
    if name.endswith("_ends_after_it_begins") and hasattr(model, "published_at"):
        return factory_of(model), {"unpublish_at": now() - datetime.timedelta(days=2)}
    if name.endswith("_ends_after_it_begins"):
        return factory_of(model), {"since": PartialDate.year(2018), "until": PartialDate.year(2017)}
    return None


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_constraint_has_a_row(name):
    """A new constraint needs a row in BROKEN_BY."""
    assert broken_by(name) is not None


def test_rows_are_of_constraints_that_exist():
    assert set(BROKEN_BY) <= set(CONSTRAINTS)


def broken_record(name):
    """A stored, valid record whose fields in memory break the constraint."""
    _model, constraint = CONSTRAINTS[name]
    maker, changes = broken_by(name)
    other = maker() if isinstance(constraint, models.UniqueConstraint) else None
    if other and SAME not in changes.values():
        type(other)._base_manager.filter(pk=other.pk).update(**changes)
    record = maker()
    for field, value in changes.items():
        setattr(record, field, getattr(other, field) if value is SAME else value)
    return record


@pytest.mark.django_db
@pytest.mark.parametrize("name", CONSTRAINTS)
def test_form_refuses_with_the_words_of_the_constraint(name):
    _model, constraint = CONSTRAINTS[name]
    record = broken_record(name)

    with pytest.raises(ValidationError) as refused:
        record.full_clean()

    if isinstance(constraint, models.UniqueConstraint) and not constraint.condition and has_no_words(constraint):
        assert "already exists" in " ".join(refused.value.messages)
    else:
        assert str(constraint.get_violation_error_message()) in refused.value.messages


def has_no_words(constraint):
    return constraint.violation_error_message == constraint.default_violation_error_message


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_words_are_written_where_an_editor_can_meet_them(name):
    """The state is not in any form; plain uniqueness has Django's words."""
    _model, constraint = CONSTRAINTS[name]
    needs_words = isinstance(constraint, models.CheckConstraint) or constraint.condition

    if needs_words and not name.endswith("_published_has_a_moment"):
        assert not has_no_words(constraint)


@pytest.mark.django_db
@pytest.mark.parametrize("name", CONSTRAINTS)
def test_database_refuses(name):
    _model, constraint = CONSTRAINTS[name]
    record = broken_record(name)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        record.save()

    if connection.vendor == "postgresql":
        assert refused.value.__cause__.diag.constraint_name == name
    elif isinstance(constraint, models.CheckConstraint):
        assert str(refused.value) == f"CHECK constraint failed: {name}"
    else:
        columns = [record._meta.get_field(field).column for field in constraint.fields]
        table = record._meta.db_table
        assert str(refused.value) == f"UNIQUE constraint failed: {', '.join(f'{table}.{name}' for name in columns)}"


@pytest.mark.django_db
@pytest.mark.parametrize("empty", ["ror_id", "wikidata_id", "whed_id"])
def test_institutions_without_an_id_are_many(empty):
    first, second = f.InstitutionFactory(**{empty: ""}), f.InstitutionFactory(**{empty: ""})

    first.full_clean()
    second.full_clean()


@pytest.mark.django_db
def test_closed_rows_do_not_count_as_open():
    """A corrected or ended membership, and an ended tenure, leave room for the next one."""
    ended = f.MembershipFactory(until=PartialDate.year(2017))
    f.MembershipFactory(alliance=ended.alliance, institution=ended.institution, recorded_until=now())
    f.MembershipFactory(
        alliance=ended.alliance, institution=ended.institution, since=PartialDate.year(2018)
    ).full_clean()
    tenure = f.TenureFactory(until=PartialDate.year(2017))
    f.TenureFactory(body=tenure.body, seat=tenure.seat, since=PartialDate.year(2018)).full_clean()
    f.TenureFactory(body=tenure.body, seat=tenure.seat, standing=Standing.CLAIMED).full_clean()


# Rules of single records that no constraint can hold


@pytest.mark.django_db
def test_areas_have_two_levels():
    top = f.AreaFactory()
    below = f.AreaFactory(parent=top)
    below.full_clean()

    for record, parent in [(f.AreaFactory(), below), (top, f.AreaFactory()), (below, below)]:
        record.parent = parent
        with pytest.raises(ValidationError, match="two levels"):
            record.full_clean()


@pytest.mark.django_db
def test_alliance_is_not_a_part_of_itself():
    top = f.AllianceFactory()
    below = f.AllianceFactory(parent=f.AllianceFactory(parent=top))
    below.full_clean()
    top.parent = below

    with pytest.raises(ValidationError, match="part of itself"):
        top.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh_hans", "ru", "ar"])
@pytest.mark.parametrize("name", ["usar 2.jpg", "USRN Resized.PNG", "photo.webp"])
def test_file_name_is_no_description_of_a_picture(language, name):
    picture = f.PictureFactory()
    setattr(picture, f"alt_{language}", name)

    with pytest.raises(ValidationError, match="is a file name"):
        picture.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ror_id", "017zhmm22"),
        ("wikidata_id", "981237"),
        ("whed_id", "000123"),
        ("latitude", 91),
        ("longitude", -181),
        ("slug", "with space"),
        ("country", "XX"),
    ],
)
def test_institution_field_is_checked(field, value):
    institution = f.InstitutionFactory(latitude=34, longitude=108)
    setattr(institution, field, value)

    with pytest.raises(ValidationError) as refused:
        institution.full_clean()

    assert field in refused.value.error_dict


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Beijing", "UTC+8", "../etc/passwd"])
def test_time_zone_is_one_of_the_database(zone):
    event = f.EventFactory(start_time=datetime.time(10), zone=zone)

    with pytest.raises(ValidationError, match="is not a time zone"):
        event.full_clean()


@pytest.mark.django_db
def test_levels_are_chosen_from_the_list():
    opportunity = f.OpportunityFactory(levels=["master", "doctoral"])
    opportunity.full_clean()
    opportunity.levels = ["kindergarten"]

    with pytest.raises(ValidationError, match="only from the list"):
        opportunity.full_clean()
