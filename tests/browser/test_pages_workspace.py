"""Pages of people who are signed in: accounts, workspace and review, each as the person who opens it.

axe finds nothing, nothing scrolls sideways, the console is silent; each language, theme and width is in the sample.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from core.clock import now
from core.services import keeping
from core.services.preview_links import make_preview_link
from core.services.publishing import move
from core.services.reviewing import comment
from members.models.invitation import hash_of
from members.services.consenting import show_contacts
from tests import factories
from tests.admin.conftest import admin_url
from tests.browser.matrix import cells
from tests.browser.people import walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Language, theme, width, and the part of the pages: all of them in Arabic, each once more in another language.
SAMPLE = [
    ("ar", "dark", 320, slice(None)),
    ("en", "light", 1280, slice(0, None, 3)),
    ("zh-hans", "dark", 1280, slice(1, None, 3)),
    ("ru", "light", 320, slice(2, None, 3)),
]
KINDS = ["news", "events", "groups", "projects", "opportunities"]
BODY = "<p>First.</p><h2>Then</h2><p>Second, <a href='https://a.example/'>here</a>.</p>"
OPEN_TOKEN = "an-open-token"


@pytest.fixture
def items(crew):
    """One story in each state that has a page of its own."""
    given = {"institution": crew.institution, "alliance": crew.alliance, "body": BODY, "created_by": crew.author}
    crew.draft = factories.DraftNewsItemFactory(title="Half written", **given)
    factories.PictureFactory(owner=crew.draft, caption="At the table")
    crew.waiting = factories.NewsItemFactory(state="submitted", title="Waits", **given)
    factories.PictureFactory(owner=crew.waiting, caption="In the hall")
    comment(crew.waiting, "Which year?", by=crew.secretary)
    crew.returned = factories.NewsItemFactory(state="submitted", title="Came back", **given)
    move(crew.returned, "returned", by=crew.secretary, note="Say which year.\nAnd who was there.")
    crew.public = factories.NewsItemFactory(title="Read by all", **given)
    area = factories.AreaFactory()
    crew.public.areas.add(area)
    return crew


@pytest.fixture
def surroundings(items):
    """What stands around them: colleagues, invitations, messages, texts that were kept, changes."""
    crew = items
    crew.colleague = factories.RepresentativeFactory(institution=crew.institution)
    factories.InvitationFactory(institution=crew.institution)
    factories.InvitationFactory(institution=crew.institution, token_hash=hash_of(OPEN_TOKEN))
    content = {"title_en": ["Kept"], "pictures-TOTAL_FORMS": ["0"], "pictures-INITIAL_FORMS": ["0"]}
    keeping.keep_text(crew.author, keeping.proper_id(""), kind="news", object_id="", content=content, title="Kept")
    crew.message = factories.OutboxMessageFactory(receiver=crew.author, state="sent", sent_at=now())
    given = {"proposed_by": crew.author, "content": {"title_en": ["Read by everybody"]}}
    crew.change = factories.ProposedChangeFactory(target=crew.public, **given)
    factories.DocumentFactory(alliance=crew.alliance, visibility="members")
    for person in (crew.author, crew.secretary):
        show_contacts(person, phone="+86 29 8266 8000")
    given["kind"] = "institutions"
    factories.ProposedChangeFactory(target=crew.institution, institution_id=crew.institution.pk, **given)
    factories.MembershipFactory(institution=crew.institution, standing="claimed")
    make_preview_link(crew.waiting, by=crew.secretary)
    return crew


def pages_of(crew):
    """Whose page, its address, and the button that brings it into its state."""
    item = {name: ["news", getattr(crew, name).pk] for name in ("draft", "waiting", "returned", "public")}
    author = [
        *(reverse("workspace:index"), reverse("workspace:items"), reverse("workspace:messages")),
        reverse("workspace:message", args=[crew.message.pk]),
        *(reverse("workspace:item", args=item[name]) for name in item),
        *(reverse("workspace:new", args=[kind]) for kind in KINDS),
        reverse("workspace:edit", args=item["draft"]),
        reverse("workspace:change", args=item["public"]),
        reverse("workspace:delete", args=item["draft"]),
        *(reverse("workspace:documents"), reverse("workspace:contacts")),
        *(reverse(f"workspace:{name}", args=[crew.institution.pk]) for name in ("profile", "profile_edit")),
        reverse("workspace:change", args=["institutions", crew.institution.pk]),
        reverse("workspace:people", args=[crew.institution.slug]),
        reverse("workspace:people_end", args=[crew.institution.slug, crew.colleague.pk]),
        *(
            "/accounts/settings/",
            "/accounts/settings/contacts/",
            "/accounts/email/",
            "/accounts/password/change/",
            "/accounts/sessions/",
        ),
        *("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/", "/accounts/logout/"),
        *("/accounts/second-factor/", f"/accounts/invitation/{OPEN_TOKEN}/"),
    ]
    secretary = [
        *("/admin/", "/admin/review/", admin_url(crew.waiting, "review"), admin_url(crew.change, "change")),
        *(admin_url(crew.returned, "review"), reverse("preview_links", args=["news.newsitem", crew.waiting.pk])),
    ]
    reader = [
        *("/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/inactive/"),
        *(f"/accounts/invitation/{OPEN_TOKEN}/", "/accounts/invitation/unknown/"),
    ]
    return {
        crew.author: [
            *((address, None) for address in author),
            (reverse("workspace:new", args=["news"]), "[name=_save]"),
            (reverse("workspace:edit", args=item["draft"]), "[name=_submit]"),
        ],
        crew.secretary: [*((address, None) for address in secretary), ("/admin/review/", ".queue-form [type=submit]")],
        None: [(address, None) for address in reader],
    }


def opened(page, address, button):
    """Bring a page into its state."""
    answer = page.goto(address)
    assert answer.status in {200, 410}, (address, answer.status)
    if button:
        page.locator(button).click()
        page.wait_for_load_state()


@pytest.mark.axe
@pytest.mark.parametrize(("language", "theme", "width", "part"), cells(SAMPLE))
def test_pages_of_people_have_no_fault(seat, surroundings, language, theme, width, part):
    faults, said = {}, []
    for person, pages in pages_of(surroundings).items():
        if person is not None:
            type(person).objects.filter(pk=person.pk).update(language=language)
        page = seat(person, locale=language, color_scheme=theme, viewport={"width": width, "height": 900})
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        for address, button in pages[part]:
            opened(page, address, button)
            silent = len(said)
            found = [(fault["id"], [node["html"][:160] for node in fault["nodes"]]) for fault in violations(page)]
            del said[silent:]  # axe styles on its own
            sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if found or sideways > 0:
                faults[address, button] = (found, sideways)

    assert (faults, [line for line in said if "status of 410" not in line]) == ({}, [])


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
@pytest.mark.timeout(600)
def test_keyboard_reaches_everything_of_people_and_shows_where_it_is(seat, surroundings, language, width):
    faults = {}
    for person, pages in pages_of(surroundings).items():
        if person is not None:
            type(person).objects.filter(pk=person.pk).update(language=language)
        page = seat(person, locale=language, viewport={"width": width, "height": 900})
        for address, button in pages:
            opened(page, address, button)
            unseen = [stop["name"] for stop in walk(page) if not (stop["isSeen"] and stop["isMarked"])]
            if unseen:
                faults[address, button] = unseen

    assert faults == {}


def violations(page):
    return Axe().run(page).response["violations"]
