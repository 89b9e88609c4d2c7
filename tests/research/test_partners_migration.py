"""Partners of opportunities became rows of their own: what stood there, and its history, goes there and back again."""

import json

import pytest
import reversion
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from reversion.models import Version

from core.history.states import states_of
from research.models import Opportunity, OpportunityPartner
from tests.factories import InstitutionFactory, OpportunityFactory, OpportunityPartnerFactory

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["0005_partners_carried", "0006_partners_are_rows"]


@pytest.fixture
def step(settings):
    """Call it with "unapply" and "apply" in turn: the schema and the rows go back, and forth again."""
    settings.MIGRATION_MODULES = {}  # the suite makes its tables without
    loader = MigrationLoader(None)

    def take(way):
        for name in NAMES if way == "apply" else reversed(NAMES):
            before = loader.project_state(("research", name), at_end=False)
            with connection.schema_editor() as editor:
                getattr(loader.get_migration("research", name), way)(before, editor)

    yield take
    ContentType.objects.clear_cache()


def links():
    with connection.cursor() as cursor:
        cursor.execute("SELECT opportunity_id, institution_id FROM research_opportunity_partners ORDER BY id")
        return cursor.fetchall()


def rows():
    fields = ("pk", "opportunity_id", "institution_id", "order", "is_confirmed")
    return list(OpportunityPartner.objects.order_by("opportunity_id", "order").values_list(*fields))


def test_partners_go_back_and_forth_and_none_is_lost(step):
    own = InstitutionFactory()
    calls = [OpportunityFactory(institution=own), OpportunityFactory(institution=own), OpportunityFactory()]
    for call, count in zip(calls, (3, 1, 0), strict=True):
        for order in range(1, count + 1):
            OpportunityPartnerFactory(opportunity=call, order=order)
    OpportunityPartnerFactory(opportunity=calls[1], institution=own, order=2)
    named = [(row[1], row[2]) for row in rows()]

    step("unapply")
    carried_back = links()
    step("apply")
    carried = rows()
    step("unapply")
    step("apply")

    assert carried_back == named
    assert [(row[1], row[2]) for row in carried] == named
    assert [row[3] for row in carried] == [1, 2, 3, 1, 2]
    assert [row[2] for row in carried if row[4]] == [own.pk]
    assert rows() == carried


def test_history_tells_the_partners_of_earlier_versions(step):
    call = OpportunityFactory()
    first, second = (OpportunityPartnerFactory(opportunity=call, order=order) for order in (1, 2))
    with reversion.create_revision():
        reversion.add_to_revision(call)

    step("unapply")
    (held,) = Version.objects.values_list("serialized_data", flat=True)
    step("apply")
    ContentType.objects.clear_cache()
    version = Version.objects.get_for_object(call).get()
    (state,) = states_of(Opportunity, call.pk, [version]).values()

    partners = [first.institution_id, second.institution_id]
    assert json.loads(held)[0]["fields"]["partners"] == partners
    assert "partners" not in json.loads(version.serialized_data)[0]["fields"]
    assert version.field_dict["title"] == call.title
    (told,) = [found for part, found in state.rows.items() if part.model is OpportunityPartner]
    assert [row["institution"] for row in told.values()] == partners
