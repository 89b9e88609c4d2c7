"""The audit trail as a list: within scope, by who, kind, deed, alliance and period; exported as it is filtered."""

import csv
import io

import pytest

from core.models import AuditEntry
from core.services.auditing import record
from tests.admin.conftest import admin_url
from tests.admin.test_tables import CSV_FORMAT, export
from tests.factories import EventFactory, InstitutionFactory, NewsItemFactory, SecretariatUserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/core/auditentry/"


@pytest.fixture
def colleague(ours):
    return SecretariatUserFactory(alliance=ours, full_name="Our Colleague")


@pytest.fixture
def entries(ours, theirs, secretary, colleague):
    """Two of ours by two people, and one of theirs by somebody who works there."""
    stranger = SecretariatUserFactory(alliance=theirs, full_name="Their Secretary")
    return [
        record(NewsItemFactory(alliance=ours, title="=1+1"), by=colleague, action="read"),
        record(EventFactory(alliance=ours), by=secretary, action="move", before="submitted", after="published"),
        record(NewsItemFactory(alliance=theirs), by=stranger, action="read"),
    ]


def shown(page):
    return {entry.pk for entry in page.context["cl"].result_list}


def test_trail_is_narrowed_by_who_kind_deed_alliance_and_period(secretariat, ours, colleague, entries):
    read, moved, _foreign = entries
    for query, expected in [
        ({"who": colleague.pk}, {read.pk}),
        ({"object_type": "alliances.event"}, {moved.pk}),
        ({"action": "read"}, {read.pk}),
        ({"alliance": ours.pk}, {read.pk, moved.pk}),
        ({"at__lt": "2000-01-01 00:00:00+00:00"}, set()),
    ]:
        assert shown(secretariat.get(LIST, query)) == expected


def test_trail_neither_offers_nor_finds_what_others_did(secretariat, theirs, entries):
    foreign = entries[2]

    page = secretariat.get(LIST)

    assert "Their Secretary" not in page.text
    assert shown(secretariat.get(LIST, {"who": foreign.actor_id})) == set()
    assert shown(secretariat.get(LIST, {"alliance": theirs.pk})) == set()


def test_own_deeds_on_shared_records_are_listed_and_those_of_others_are_not(secretariat, secretary):
    shared = InstitutionFactory(name="Shared University")
    own = record(shared, by=secretary, action="proposed change", before="waiting", after="approved")
    record(shared, by=SecretariatUserFactory(full_name="Their Secretary"), action="change", note="Names")

    page = secretariat.get(LIST)

    assert shown(page) == {own.pk}
    assert "Their Secretary" not in page.text


def test_trail_names_kind_and_states_beside_the_record(secretariat, entries):
    page = secretariat.get(LIST).text

    assert '<span class="kind-of-record">Event</span>' in page
    assert '<td class="field-states">Awaiting review → Published</td>' in page


def test_export_of_the_trail_holds_what_is_filtered_and_no_formula(secretariat, colleague, entries):
    content = export(secretariat, AuditEntry, CSV_FORMAT, f"?who={colleague.pk}").decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(content))
    assert (row["actor_label"], row["action"]) == ("Our Colleague", "read")
    assert row["object_label"] == "'=1+1"


def test_history_of_a_record_tells_who_read_it_and_what_became_of_changes(secretariat, colleague, entries):
    item = NewsItemFactory(alliance=colleague.secretariats.get().alliance)
    record(item, by=colleague, action="read")
    record(item, by=colleague, action="proposed change", before="waiting", after="approved")

    text = secretariat.get(admin_url(item, "history")).text

    assert "Our Colleague" in text
    assert "Read after publication" in text
    assert "Awaiting review → Approved" in text
