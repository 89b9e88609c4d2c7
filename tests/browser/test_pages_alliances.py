"""Pages of alliances, their governance and the portal itself in a browser: axe finds nothing, nothing scrolls sideways.

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
    ("en", "dark", 1280),
    ("zh-hans", "dark", 320),
    ("zh-hans", "light", 1280),
    ("ru", "light", 320),
    ("ru", "dark", 1280),
    ("ar", "dark", 320),
    ("ar", "light", 1280),
]


def make_alliance(source):
    alliance = factories.AllianceFactory(
        name="University Alliance of the Silk Road and of the Lands around it",
        summary="What it is.",
        aims="One aim\nAnother aim",
        description="<h2>History</h2><p>It began.</p>",
        website="https://alliance.example/a/long/address/of/a/page",
        contact_email="secretariat@alliance.example",
        host=factories.InstitutionFactory(),
    )
    factories.MembershipFactory(alliance=alliance, source=source)
    factories.MembershipFactory(alliance=alliance, standing="claimed", source=source)
    factories.StatementFactory(alliance=alliance, source=source, is_derived=True)
    factories.MilestoneFactory(alliance=alliance, source=source)
    factories.AllianceAliasFactory(alliance=alliance, text="丝绸之路大学联盟", language="zh-hans", source=source)
    factories.ContradictionSideFactory(contradiction__alliance=alliance).sources.add(source)
    factories.AllianceFactory(parent=alliance)
    factories.DocumentFactory(alliance=alliance, summary="What it says.", source=source)
    factories.NewsItemFactory(alliance=alliance, source=source)
    alliance.areas.add(factories.AreaFactory())
    return alliance


def make_meeting(alliance, source):
    later = PartialDate.day(now().date() + datetime.timedelta(days=9))
    event = factories.EventFactory(alliance=alliance, summary="What happened.", starts=later, source=source)
    meeting = factories.MeetingFactory(body__alliance=alliance, body__note="A note.", event=event, outcome="Agreed.")
    factories.TenureFactory(body=meeting.body, source=source)
    factories.TenureFactory(body=meeting.body, seat=None, standing="claimed", source=source)
    factories.SeatFactory(body=meeting.body, kind="student")
    factories.BodyAliasFactory(body=meeting.body)
    factories.AgendaItemFactory(meeting=meeting, outcome="Heard.")
    factories.AttendanceFactory(meeting=meeting, office=factories.OfficeFactory())
    factories.EventHostFactory(event=event)
    factories.PictureFactory(owner=event, caption="At the table")
    factories.EventFactory(starts=PartialDate.unknown())
    return meeting


def make_addresses():
    """One page of each type with every part that it can have."""
    source = factories.SourceFactory(published=PartialDate.year(2020), note="A note.")
    alliance = make_alliance(source)
    meeting = make_meeting(alliance, source)
    proposal = factories.ProposalFactory(alliance=alliance, meeting=meeting, is_derived=True, source=source)
    factories.ProposalPartFactory(proposal=proposal)
    factories.ProposalPartyFactory(proposal=proposal, person=factories.PersonFactory())
    factories.ProjectFactory(proposal=proposal)
    deadline = now() + datetime.timedelta(days=5)
    factories.OpportunityFactory(deadline=deadline, deadline_zone="Asia/Shanghai", is_example=True)
    pages = ["home", "about", "contact", "accessibility", "privacy"]
    return [
        *(reverse(f"portal:{name}") for name in pages),
        *(reverse(f"alliances:{name}") for name in ("list", "event_list", "document_list")),
        *(reverse(name, args=[alliance.slug]) for name in ("alliances:members", "governance:alliance")),
        *(record.get_absolute_url() for record in (alliance, meeting.event, meeting, proposal, source)),
        f"{reverse('portal:search')}?search=alliance",
        f"{reverse('portal:search')}?search=nothing-of-the-kind",
        f"{reverse('portal:home')}nothing/",
        "/styleguide/",
    ]


@pytest.mark.axe
@pytest.mark.parametrize(("language", "theme", "width"), cells(SAMPLE))
def test_pages_have_no_accessibility_fault(live_server, page, language, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    with translation.override(language):
        addresses = make_addresses()

    faults = {}
    for address in addresses:
        page.goto(live_server.url + address)
        violations = Axe().run(page).response["violations"]
        found = [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in violations]
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if found or sideways > 0:
            faults[address] = (found, sideways)

    assert faults == {}
