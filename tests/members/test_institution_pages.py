import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def address(name, record, language="en"):
    return reverse(f"members:{name}", args=[record.slug])


def fill(institution, rows):
    """As much as a page can show, `rows` times."""
    for _number in range(rows):
        source = factories.SourceFactory()
        factories.InstitutionAliasFactory(institution=institution, source=source)
        factories.MembershipFactory(institution=institution, source=source)
        factories.TenureFactory(institution=institution, source=source)
        factories.StatementFactory(institution=institution, alliance=None, source=source)
        contradiction = factories.ContradictionFactory(alliance=None, institution=institution)
        factories.ContradictionSideFactory(contradiction=contradiction).sources.add(source)
        factories.AppointmentFactory(office__institution=institution, source=source)
        factories.GroupFactory(institution=institution)
        factories.ProjectFactory(institution=institution)
        factories.ProjectPartnerFactory(institution=institution)
        factories.OpportunityFactory(institution=institution)
        factories.EventFactory(institution=institution)
        factories.EventHostFactory(institution=institution)
        factories.NewsItemFactory(institution=institution)
        institution.related.add(factories.InstitutionFactory())
        institution.sources.add(source)


@pytest.mark.parametrize("rows", [1, 3])
def test_institution_page_query_count(client, rows, django_assert_num_queries):
    institution = factories.InstitutionFactory()
    fill(institution, rows)

    with django_assert_num_queries(10):
        page = client.get(address("institution", institution))

    assert page.status_code == 200
    assert [len(page.context["related"][kind]) for kind in ("groups", "projects", "events")] == [
        rows,
        2 * rows,
        2 * rows,
    ]
