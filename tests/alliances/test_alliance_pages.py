import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from alliances.validators import validate_links
from core.choices import Standing
from core.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "Never to be seen"


@pytest.fixture(autouse=True)
def _content_types_are_known():
    """They are read once a process, so they are no query of a page."""
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_models(*(content_type.model_class() for content_type in ContentType.objects.all()))


def make_alliance(rows=1):
    alliance = factories.AllianceFactory()
    for _number in range(rows):
        source = factories.SourceFactory()
        factories.MembershipFactory(alliance=alliance, source=source)
        factories.MembershipFactory(alliance=alliance, standing=Standing.CLAIMED, source=source)
        factories.StatementFactory(alliance=alliance, source=source)
        factories.MilestoneFactory(alliance=alliance, source=source)
        factories.TenureFactory(seat__body__alliance=alliance)
        factories.ContradictionSideFactory(contradiction__alliance=alliance).sources.add(source)
        factories.AllianceFactory(parent=alliance)
        factories.AllianceAliasFactory(alliance=alliance)
        for factory in (factories.EventFactory, factories.DocumentFactory, factories.NewsItemFactory):
            factory(alliance=alliance)
        alliance.areas.add(factories.AreaFactory())
        alliance.sources.add(source)
    return alliance


@pytest.mark.parametrize("rows", [1, 3])
def test_alliance_page_query_count(client, rows, django_assert_num_queries):
    alliance = make_alliance(rows)

    with django_assert_num_queries(10):
        page = client.get(alliance.get_absolute_url())

    assert len(page.context["claims"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_event_page_query_count(client, rows, django_assert_num_queries):
    event = factories.EventFactory()
    for _number in range(rows):
        factories.EventHostFactory(event=event)
        factories.EventFactory(parent=event)
        factories.PictureFactory(owner=event)

    with django_assert_num_queries(5):
        page = client.get(event.get_absolute_url())

    assert len(page.context["pictures"]) == rows


def test_alliance_page_shows_nothing_that_is_not_published(client):
    draft = factories.DraftInstitutionFactory(name=SECRET)
    draft_source = factories.DraftSourceFactory(title=SECRET)
    alliance = factories.AllianceFactory(host=draft, parent=factories.DraftAllianceFactory(name=SECRET))
    factories.MembershipFactory(alliance=alliance, institution=draft)
    factories.MembershipFactory(alliance=alliance, institution=draft, role="observer", standing=Standing.CLAIMED)
    factories.StatementFactory(alliance=alliance, source=draft_source)
    factories.MilestoneFactory(alliance=alliance, source=draft_source)
    factories.BodyFactory(alliance=alliance, host=draft, source=draft_source)
    factories.ContradictionSideFactory(contradiction__alliance=alliance).sources.add(draft_source)
    factories.DraftAllianceFactory(parent=alliance, name=SECRET)
    factories.DraftEventFactory(alliance=alliance, title=SECRET)
    factories.DraftDocumentFactory(alliance=alliance, title=SECRET)
    factories.DocumentFactory(alliance=alliance, title=SECRET, visibility="members")
    factories.DraftNewsItemFactory(alliance=alliance, title=SECRET)
    alliance.areas.add(factories.DraftAreaFactory(name=SECRET))
    alliance.sources.add(draft_source)

    pages = [client.get(alliance.get_absolute_url()), client.get(reverse("alliances:members", args=[alliance.slug]))]
    pages += [client.get(reverse(f"alliances:{name}")) for name in ("list", "event_list", "document_list")]

    assert [SECRET in page.content.decode() for page in pages] == [False] * 5
    assert pages[0].context["alliance"].recorded_members == 0


def test_claimed_members_are_shown_apart_and_not_counted(client):
    alliance = make_alliance()

    page = client.get(alliance.get_absolute_url())

    assert (page.context["alliance"].recorded_members, len(page.context["claims"])) == (1, 1)
    assert "Claimed, not confirmed by the record" in page.content.decode()


def test_possible_members_come_only_when_asked_for(client):
    alliance = factories.AllianceFactory()
    left = factories.MembershipFactory(alliance=alliance, until=PartialDate.unknown())
    address = reverse("alliances:members", args=[alliance.slug])

    certain = client.get(address).context["object_list"]
    possible = client.get(address, {"certainty": "possible"}).context["object_list"]

    assert (list(certain), list(possible)) == ([], [left])


def test_figure_without_a_date_says_undated(client):
    alliance = factories.AllianceFactory()
    factories.StatementFactory(alliance=alliance, value=151, qualifier="about")

    page = client.get(alliance.get_absolute_url()).content.decode()

    assert "about 151" in page
    assert "undated" in page
    assert "0 recorded here" in page


def test_undated_events_stand_at_the_end(client):
    undated = factories.EventFactory(starts=PartialDate.unknown())
    dated = factories.EventFactory()

    page = client.get(reverse("alliances:event_list"))

    assert list(page.context["object_list"]) == [dated, undated]


@pytest.mark.parametrize("name", ["detail", "members"])
def test_former_address_leads_to_the_present_one(client, name):
    alliance = factories.AllianceFactory(slug="former")
    alliance = type(alliance).objects.get(pk=alliance.pk)
    alliance.slug = "present"
    alliance.save()

    answer = client.get(reverse(f"alliances:{name}", args=["former"]))

    assert (answer.status_code, answer.headers["Location"]) == (301, reverse(f"alliances:{name}", args=["present"]))


def test_file_of_a_document_is_for_those_who_may_read_it(client):
    public = factories.DocumentFactory(slug="charter", file=ContentFile(b"%PDF-1.7", name="charter.pdf"))
    closed = factories.DocumentFactory(file=ContentFile(b"%PDF-1.7", name="minutes.pdf"), visibility="council")

    answer = client.get(reverse("alliances:document_file", args=[public.slug]))
    refused = [
        client.get(reverse("alliances:document_file", args=[closed.slug])),
        client.get(f"/media/{closed.file.name}"),
        client.get("/media/document/00/nothing.pdf"),
    ]

    assert answer.getvalue() == b"%PDF-1.7"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="charter.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert [page.status_code for page in refused] == [404, 404, 404]


def test_picture_is_public_with_its_record_only(client):
    shown = factories.PictureFactory(owner=factories.NewsItemFactory())
    hidden = factories.PictureFactory(owner=factories.DraftNewsItemFactory())

    answer = client.get(f"/media/{shown.file.name}")
    repeat = client.get(f"/media/{shown.file.name}", headers={"If-None-Match": answer.headers["ETag"]})

    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("image/webp", "public, max-age=300")
    assert answer.getvalue()
    assert repeat.status_code == 304
    assert client.get(f"/media/{hidden.file.name}").status_code == 404


def test_alliance_page_wears_its_colour_and_shows_its_own_links_and_note(client):
    alliance = factories.AllianceFactory(
        accent="plum", links="Calendar | https://example.org/calendar", links_ru="Календарь | https://example.org/ru"
    )
    other = factories.AllianceFactory(foot_note="Supported by the city")

    for name in ("alliances:detail", "alliances:members"):
        page = client.get(reverse(name, args=[alliance.slug])).text
        assert '<body class="accent--plum">' in page
        assert '<a href="https://example.org/calendar" rel="external">Calendar</a>' in page
        assert "Supported by the city" not in page
    assert "Supported by the city" in client.get(other.get_absolute_url()).text
    assert "Календарь" in client.get(f"/ru/alliances/{alliance.slug}/").text


@pytest.mark.parametrize("links", ["Calendar", "Calendar | calendar", " | https://example.org/", "A | javascript:x"])
def test_links_of_an_alliance_are_words_and_an_address(links):
    with pytest.raises(ValidationError, match="Entry 1"):
        validate_links(links)


def test_documents_stand_by_kind_with_what_their_file_is(client):
    report = factories.DocumentFactory(kind="report", file=ContentFile(b"%PDF-1.7" + b" " * 2040, name="report.pdf"))
    lost = factories.DocumentFactory(kind="report", file=ContentFile(b"%PDF-1.7", name="lost.pdf"))
    lost.file.storage.delete(lost.file.name)
    charter = factories.DocumentFactory(kind="charter")

    page = client.get(reverse("alliances:document_list"))

    sections = [(str(label), set(rows)) for label, rows in page.context["sections"]]
    assert sections == [("Charter or constitution", {charter}), ("Report", {report, lost})]
    text = page.content.decode().replace("\xa0", " ")
    assert [part in text for part in ("PDF · <bdi>2.0 KB</bdi>", "<li>PDF</li>", "on another site")] == [True] * 3


def test_hosts_of_an_event_stand_before_those_who_help_and_those_who_come(client):
    event = factories.EventFactory()
    roles = ["participant", "co_host", "host"]
    hosts = [factories.EventHostFactory(event=event, role=role) for role in roles]

    page = client.get(event.get_absolute_url())

    assert list(page.context["hosts"]) == hosts[::-1]


def test_other_names_repeat_no_name_that_the_page_shows(client, db):
    alliance = factories.AllianceFactory(name="Silk Road Alliance", name_zh_hans="丝路联盟", acronym="SRA")
    for text in ["SILK ROAD ALLIANCE", "丝路联盟", "S.R.A.", "SRA", "New Silk Road Alliance"]:
        factories.AllianceAliasFactory(alliance=alliance, text=text)

    page = client.get(alliance.get_absolute_url())

    assert [alias.text for alias in page.context["aliases"]] == ["New Silk Road Alliance", "S.R.A."]


def test_abbreviation_that_is_the_name_is_said_once(client, db):
    alliance = factories.AllianceFactory(name="Ge4", acronym="Ge4")
    other = factories.AllianceFactory(name="Silk Road Alliance", acronym="SRA")

    listed = client.get("/en/alliances/").content.decode()
    pages = [client.get(each.get_absolute_url()).content.decode() for each in (alliance, other)]

    assert "(<bdi>Ge4</bdi>)" not in listed
    assert "(<bdi>SRA</bdi>)" in listed
    assert ["· <bdi>" in page for page in pages] == [False, True]
