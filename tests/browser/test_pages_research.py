"""Pages of institutions, research and news in a browser: axe finds nothing, nothing scrolls sideways, no errors.

The sample holds every pair of language and width, of language and theme, and of width and theme.
"""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import translation

from core.clock import now
from core.dates import PartialDate
from tests import factories
from tests.browser.matrix import cells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAMPLE = [
    ("en", "light", 320),
    ("en", "dark", 768),
    ("en", "light", 1280),
    ("zh-hans", "dark", 320),
    ("zh-hans", "light", 768),
    ("zh-hans", "dark", 1280),
    ("ru", "light", 320),
    ("ru", "dark", 768),
    ("ru", "light", 1280),
    ("ar", "dark", 320),
    ("ar", "light", 768),
    ("ar", "dark", 1280),
]
LONG_NAME = "Peter the Great St. Petersburg Polytechnic University of Engineering and Technology"
BODY = "<p>First.</p><h2>Then</h2><p>Second.</p><ul><li>An item</li></ul><blockquote><p>A quotation.</p></blockquote>"


def make_institution(source, area):
    institution = factories.InstitutionFactory(
        name=LONG_NAME,
        name_ru="Санкт-Петербургский политехнический университет",
        website="https://university.example/a/long/address/of/a/page",
        ror_id="https://ror.org/02x91aj62",
        description=BODY,
    )
    factories.InstitutionAliasFactory(institution=institution, text="理工大學", language="zh-hant", source=source)
    membership = factories.MembershipFactory(institution=institution, source=source)
    factories.MembershipFactory(institution=institution, role="initiator")
    factories.MembershipFactory(institution=institution, role="observer", standing="claimed", source=source)
    factories.TenureFactory(institution=institution, source=source)
    factories.TenureFactory(institution=institution, seat=None, standing="claimed")
    factories.StatementFactory(institution=institution, alliance=None, source=source)
    factories.StatementFactory(alliance=membership.alliance, source=source)
    contradiction = factories.ContradictionFactory(alliance=None, institution=institution, ruling="Both stand.")
    factories.ContradictionSideFactory(contradiction=contradiction).sources.add(source)
    institution.related.add(factories.InstitutionFactory())
    institution.sources.add(source)
    return institution


def make_pages():
    """One page of each type with every part that it can have."""
    source = factories.SourceFactory(published=PartialDate.day(datetime.date(2020, 12, 4)))
    wider = factories.AreaFactory(description="A wider area.")
    area = factories.AreaFactory(parent=wider)
    institution = make_institution(source, area)
    person = factories.PersonFactory(summary="Speaks for the university.")
    factories.PersonAliasFactory(person=person, source=source)
    factories.AppointmentFactory(person=person, office__institution=institution, source=source)
    group = factories.GroupFactory(
        institution=institution, head=person, summary="What it does.", topics="Ice\nSnow", needs="Ships", source=source
    )
    project = factories.ProjectFactory(
        institution=institution, aim="Why.", summary="What.", wants_partners=True, results="A book.", source=source
    )
    factories.ProjectPartnerFactory(project=project)
    deadline = {"deadline": now() + datetime.timedelta(days=5), "deadline_zone": "Asia/Shanghai"}
    call = factories.OpportunityFactory(
        institution=institution, is_example=True, levels=["doctoral"], eligibility="Doctoral students.", **deadline
    )
    closed = {"deadline": now() - datetime.timedelta(days=5), "deadline_zone": "Asia/Shanghai"}
    factories.OpportunityFactory(institution=institution, **closed)
    factories.OpportunityFactory(institution=institution, stage="standing")
    story = factories.NewsItemFactory(
        kicker="Council", lead="A lead.", body=BODY, institution=institution, source=source, is_machine_translated=True
    )
    factories.NewsItemFactory()
    factories.NewsMentionFactory(news_item=story, spellings="Speeker", note="A guest.")
    factories.PictureFactory(owner=story, caption="At the table", credit="The office")
    story.boilerplates.add(factories.BoilerplateVersionFactory())
    story.people.add(person)
    for record in (group, project, call, story):
        record.areas.add(area, wider)
    group.projects.add(project)
    return [
        ("members:institution_list", None),
        ("members:institution", institution),
        ("members:networks", institution),
        ("members:person", person),
        ("research:area_list", None),
        ("research:area", wider),
        ("research:group_list", None),
        ("research:group", group),
        ("research:project_list", None),
        ("research:project", project),
        ("research:opportunity_list", None),
        ("research:opportunity", call),
        ("news:list", None),
        ("news:detail", story),
    ]


@pytest.mark.axe
@pytest.mark.parametrize(("language", "theme", "width"), cells(SAMPLE))
def test_pages_have_no_accessibility_fault(live_server, page, language, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    logged = []
    page.on("console", lambda message: logged.append(message.text) if message.type == "error" else None)
    with translation.override(language):
        addresses = [reverse(name, args=[record.slug] if record else []) for name, record in make_pages()]

    faults = {}
    for address in addresses:
        page.goto(live_server.url + address)
        found = [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in violations(page)]
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if found or sideways > 0:
            faults[address] = (found, sideways)

    assert (faults, logged) == ({}, [])


def violations(page):
    return Axe().run(page).response["violations"]
