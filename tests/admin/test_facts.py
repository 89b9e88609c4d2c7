"""Memberships, tenures, appointments and figures in the admin: corrected, recorded, struck; never overwritten."""

import pytest

from alliances.models import Membership
from core.dates import PartialDate
from core.models import AuditEntry
from governance.models import Tenure
from tests.admin.conftest import admin_url, form_data, signed_in
from tests.factories import (
    InstitutionFactory,
    MembershipFactory,
    SeatFactory,
    SecretariatUserFactory,
    TenureFactory,
)


@pytest.fixture
def membership(ours):
    return MembershipFactory(alliance=ours, since=PartialDate.year(2016))


def rows(membership):
    return Membership.objects.filter(alliance=membership.alliance, institution=membership.institution).order_by("pk")


def test_editing_corrects(secretariat, secretary, membership):
    page = secretariat.get(admin_url(membership, "change"))

    response = secretariat.post(admin_url(membership, "change"), form_data(page, role="observer", since="2015-03"))

    assert response.status_code == 302
    old, new = rows(membership)
    assert (old.role, old.since.text, old.recorded_until is None) == ("member", "2016", False)
    assert (new.role, new.since.text, new.recorded_until) == ("observer", "2015-03", None)
    assert (new.replaces, new.recorded_by) == (old, secretary)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["correct"]


def test_saving_without_a_change_writes_nothing(secretariat, membership):
    page = secretariat.get(admin_url(membership, "change"))

    secretariat.post(admin_url(membership, "change"), form_data(page))

    assert rows(membership).count() == 1
    assert not AuditEntry.objects.exists()


def test_correcting_goes_on_with_the_new_row(secretariat, membership):
    page = secretariat.get(admin_url(membership, "change"))

    response = secretariat.post(
        admin_url(membership, "change"), form_data(page, role="observer", _continue="yes"), follow=True
    )

    assert response.context["original"] == rows(membership).last()


def test_adding_records(secretariat, secretary, ours):
    institution = InstitutionFactory()
    page = secretariat.get(admin_url(Membership, "add"))
    data = form_data(
        page, alliance=ours.pk, institution=institution.pk, role="member", since="2018", standing="recorded"
    )

    response = secretariat.post(admin_url(Membership, "add"), data)

    assert response.status_code == 302
    made = Membership.objects.get()
    assert (made.since.text, made.recorded_by, made.until) == ("2018", secretary, None)


def test_deleting_strikes(secretariat, membership):
    page = secretariat.get(admin_url(membership, "delete"))

    secretariat.post(admin_url(membership, "delete"), {"post": "yes"})

    assert "stays in the history" in page.content.decode()
    assert Membership.objects.get().recorded_until is not None
    assert AuditEntry.objects.get().action == "strike"


def test_deleting_several_strikes_each(secretariat, ours):
    chosen = [MembershipFactory(alliance=ours).pk for _number in range(3)]
    data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}

    secretariat.post(admin_url(Membership, "changelist"), data)

    assert Membership.objects.count() == 3
    assert not Membership.objects.current().exists()


def test_forged_strike_of_another_alliances_row_does_nothing(secretariat, theirs):
    foreign = MembershipFactory(alliance=theirs)
    data = {"action": "delete_selected", "_selected_action": [foreign.pk], "post": "yes"}

    secretariat.post(admin_url(Membership, "changelist"), data)
    secretariat.post(admin_url(foreign, "delete"), {"post": "yes"})

    assert Membership.objects.current().get() == foreign


def test_closed_rows_show_on_demand_and_are_read_only(secretariat, membership):
    page = secretariat.get(admin_url(membership, "change"))
    secretariat.post(admin_url(membership, "change"), form_data(page, role="observer"))
    changelist = admin_url(Membership, "changelist")

    current = list(secretariat.get(changelist).context["cl"].result_list)
    closed = list(secretariat.get(changelist, {"record": "closed"}).context["cl"].result_list)
    whole = list(secretariat.get(changelist, {"record": "all"}).context["cl"].result_list)

    assert [row.role for row in current] == ["observer"]
    assert closed == [membership]
    assert len(whole) == 2
    assert secretariat.post(admin_url(membership, "change"), {"role": "member"}).status_code == 403


def test_overlapping_period_is_refused_in_the_form(secretariat, membership):
    page = secretariat.get(admin_url(Membership, "add"))
    data = form_data(
        page,
        alliance=membership.alliance.pk,
        institution=membership.institution.pk,
        role="member",
        since="2018",
        standing="recorded",
    )

    response = secretariat.post(admin_url(Membership, "add"), data)

    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert Membership.objects.count() == 1


def test_row_corrected_meanwhile_is_not_overwritten(secretariat, membership, monkeypatch):
    page = secretariat.get(admin_url(membership, "change"))
    data = form_data(page, role="observer")
    secretariat.post(admin_url(membership, "change"), data)

    response = secretariat.post(admin_url(membership, "change"), data)

    assert response.status_code == 409
    assert rows(membership).count() == 2


def prefix_of(page, model):
    return next(
        inline.formset.prefix for inline in page.context["inline_admin_formsets"] if inline.formset.model is model
    )


@pytest.mark.parametrize("parent", ["alliance", "institution"])
def test_inline_rows_are_corrected_recorded_and_struck(secretariat, ours, membership, parent):
    record = getattr(membership, parent)
    other = {"alliance": "institution", "institution": "alliance"}[parent]
    page = secretariat.get(admin_url(record, "change"))
    prefix = prefix_of(page, Membership)
    new_end = InstitutionFactory().pk if parent == "alliance" else ours.pk
    data = form_data(
        page,
        **{
            f"{prefix}-0-until": "2020",
            f"{prefix}-TOTAL_FORMS": 2,
            f"{prefix}-1-{other}": new_end,
            f"{prefix}-1-{parent}": record.pk,
            f"{prefix}-1-role": "observer",
            f"{prefix}-1-since": "2021",
            f"{prefix}-1-standing": "recorded",
        },
    )

    assert secretariat.post(admin_url(record, "change"), data).status_code == 302
    assert sorted((row.role, row.since.text) for row in Membership.objects.current()) == [
        ("member", "2016"),
        ("observer", "2021"),
    ]
    assert Membership.objects.exclude(recorded_until=None).get() == membership

    page = secretariat.get(admin_url(record, "change"))
    first = page.context["inline_admin_formsets"]
    secretariat.post(admin_url(record, "change"), form_data(page, **{f"{prefix_of(page, Membership)}-0-DELETE": "on"}))
    assert first
    assert Membership.objects.current().count() == 1
    assert Membership.objects.count() == 3


def test_log_of_a_shared_record_names_no_membership_to_other_editors(secretariat, membership, theirs):
    MembershipFactory(alliance=theirs, institution=membership.institution)
    stranger = signed_in(SecretariatUserFactory(alliance=theirs))
    page = secretariat.get(admin_url(membership.institution, "change"))
    prefix = prefix_of(page, Membership)

    secretariat.post(
        admin_url(membership.institution, "change"),
        form_data(page, acronym="PU", **{f"{prefix}-0-role": "observer"}),
    )

    history = stranger.get(admin_url(membership.institution, "history")).content.decode()
    assert "Abbreviation" in history
    assert membership.alliance.acronym not in history.split('id="content-main"')[1]


def test_recorded_tenure_without_a_seat_is_told(secretariat, ours):
    tenure = TenureFactory(seat=SeatFactory(body__alliance=ours))
    page = secretariat.get(admin_url(tenure, "change"))
    data = form_data(page)
    data.pop("seat")

    response = secretariat.post(admin_url(tenure, "change"), data)

    assert "A recorded tenure needs its seat" in response.content.decode()
    assert Tenure.objects.count() == 1
