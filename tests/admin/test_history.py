"""The history of a record: who, when, what, with words marked; and nothing of what is out of sight."""

import pytest
from reversion.models import Version
from reversion.revisions import create_revision, set_user

from core.dates import PartialDate
from core.differences import compare, readable
from core.models import AuditEntry
from core.services.publishing import move
from core.services.recording import correct_fact
from members.models import InstitutionAlias
from tests.admin.conftest import admin_url, signed_in
from tests.admin.test_revisions import first_version, save
from tests.factories import (
    AreaFactory,
    DraftEventFactory,
    DraftSourceFactory,
    EventHostFactory,
    InstitutionFactory,
    MembershipFactory,
    NewsItemFactory,
    SecretariatUserFactory,
    SourceFactory,
)


def versions_of(obj):
    return list(Version.objects.get_for_object(obj).order_by("pk"))


def compared(client, obj, **query):
    response = client.get(admin_url(obj, "compare"), query)
    assert response.status_code == 200
    return response


def changes_in(response):
    """The changes of a comparison by language and field, as (removed, added)."""
    found = {}
    for group in response.context["comparison"].groups:
        for change in group.changes:
            texts = [
                "".join(part.text for part in change.segments if part.kind == kind) for kind in ("removed", "added")
            ]
            found[group.language, change.spec.label] = tuple(texts)
    return found


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        (
            "西安交通大学",
            "西安电子科技大学",
            [("same", "西安"), ("removed", "交通"), ("added", "电子科技"), ("same", "大学")],
        ),
        ("جامعة القاهرة", "جامعة عين القاهرة", [("same", "جامعة "), ("added", "عين "), ("same", "القاهرة")]),
        (
            "a good day",
            "a very fine day",
            [("same", "a "), ("removed", "good"), ("added", "very fine"), ("same", " day")],
        ),
        ("one\ntwo\nthree", "one\nthree", [("same", "one\n"), ("removed", "two\n"), ("same", "three")]),
        ("", "new", [("added", "new")]),
        ("same", "same", [("same", "same")]),
    ],
)
def test_words_are_marked(old, new, parts):
    assert [(segment.kind, segment.text) for segment in compare(old, new)] == parts


def test_arabic_vowels_stay_with_their_letters():
    kinds = {segment.text for segment in compare("كَتَبَ الطالب", "كُتِبَ الطالب") if segment.kind != "same"}

    assert kinds == {"كَتَبَ", "كُتِبَ"}


@pytest.mark.timeout(20)
def test_long_texts_are_compared_in_bounded_time():
    old, new = "x y " * 40_000, "y z " * 40_000

    segments = compare(old, new)

    assert "".join(part.text for part in segments if part.kind != "added") == old
    assert "".join(part.text for part in segments if part.kind != "removed") == new


def test_structure_of_formatted_text_is_readable():
    html = '<h2>Calls</h2><p>See <a href="https://a.example">here</a>.</p><ul><li><p>one</p></li></ul>'

    assert readable(html) == "# Calls\nSee here (https://a.example).\n• one"


def test_history_says_who_when_and_what(secretariat, secretary, ours):
    event = DraftEventFactory(alliance=ours)
    save(secretariat, event, place_en="Beijing")
    save(secretariat, event, place_en="Shanghai", title_ru="Форум", starts="2021-06")

    response = secretariat.get(admin_url(event, "history"))

    newest, first = response.context["entries"]
    assert newest.changed == ["Title", "Place", "Begins"]
    assert first.is_first
    assert str(secretary) in response.content.decode()


def test_history_tells_moves_with_their_reason(secretariat, secretary, ours):
    story = NewsItemFactory(alliance=ours, state="submitted", published_at=None)
    move(story, "returned", by=secretary, note="The date is missing.")

    response = secretariat.get(admin_url(story, "history"))

    assert "The date is missing." in response.content.decode()
    assert response.context["entries"][0].states == ("Awaiting review", "Returned to author")


def test_history_tells_corrections_of_facts_in_scope_alone(secretariat, secretary, ours, theirs):
    membership = MembershipFactory(alliance=ours, since=PartialDate.year(2016))
    foreign = MembershipFactory(alliance=theirs, institution=membership.institution)
    stranger = SecretariatUserFactory(alliance=theirs)
    for row, person in [(membership, secretary), (foreign, stranger)]:
        row.since = PartialDate.year(2015)
        correct_fact(row, by=person)

    response = secretariat.get(admin_url(membership.institution, "history"))

    assert [entry.action for entry in response.context["entries"]] == ["Corrected"]
    assert theirs.acronym not in response.content.decode().split('id="content-main"')[1]


def test_reason_of_another_alliance_is_not_told(secretariat, ours, theirs):
    institution = MembershipFactory(alliance=ours).institution
    MembershipFactory(alliance=theirs, institution=institution)
    stranger = SecretariatUserFactory(alliance=theirs)
    move(institution, "archived", by=stranger, note="Zebra reason")

    assert AuditEntry.objects.filter(note="Zebra reason").exists()
    assert "Zebra" in signed_in(stranger).get(admin_url(institution, "history")).content.decode()
    assert "Zebra" not in secretariat.get(admin_url(institution, "history")).content.decode()


def test_comparison_names_fields_by_language(secretariat, ours):
    event = DraftEventFactory(alliance=ours, title_en="Forum of rectors", title_zh_hans="校长论坛")
    save(secretariat, event, place_en="Beijing")
    save(secretariat, event, title_en="Forum of presidents", title_zh_hans="校长年会", starts="2021-06", kind="meeting")
    old, new = versions_of(event)

    found = changes_in(compared(secretariat, event, old=old.pk, new=new.pk))

    assert found["en", "Title"] == ("rectors", "presidents")
    assert found["zh-hans", "Title"] == ("论坛", "年会")
    assert ("", "Begins") in found


def test_version_is_compared_with_what_stands_now(secretariat, ours):
    event = DraftEventFactory(alliance=ours)
    save(secretariat, event, place_en="Beijing")
    type(event).objects.filter(pk=event.pk).update(place_en="Almaty")

    found = changes_in(compared(secretariat, event, old=first_version(event).pk, new="now"))

    assert found == {("en", "Place"): ("Beijing", "Almaty")}


def test_marked_words_are_told_by_more_than_colour(secretariat, ours):
    event = DraftEventFactory(alliance=ours, place_en="Beijing")
    save(secretariat, event, platform="Zoom")
    save(secretariat, event, place_en="Shanghai")

    page = compared(secretariat, event, old=first_version(event).pk).content.decode()

    assert '<ins><span class="visually-hidden">[added: </span>Shanghai' in page
    assert '<del><span class="visually-hidden">[removed: </span>Beijing' in page


def test_choices_and_rows_are_told_as_added_and_removed(secretariat, ours):
    institution = MembershipFactory(alliance=ours).institution
    first, second = SourceFactory(title="First letter"), SourceFactory(title="Second letter")
    institution.sources.set([first])
    InstitutionAlias.objects.create(institution=institution, text="Old name")
    save(secretariat, institution, acronym="ONE")
    institution.sources.set([second])
    save(secretariat, institution, acronym="TWO", **{"aliases-0-text": "New name"})

    response = compared(secretariat, institution, old=first_version(institution).pk)

    found = changes_in(response)
    assert found["", "Sources"] == ("First letter", "Second letter")
    ((part, rows),) = response.context["comparison"].parts
    assert (part.accessor, [row.kind for row in rows]) == ("aliases", ["changed"])


def test_comparison_names_nothing_out_of_sight(secretariat, superuser, ours):
    institution = MembershipFactory(alliance=ours).institution
    save(superuser, institution, acronym="ONE")
    hidden = DraftSourceFactory(title="Zebra letter")
    institution.sources.add(hidden)
    institution.related.add(InstitutionFactory(name="Zebra University", state="draft", published_at=None))
    InstitutionAlias.objects.create(institution=institution, text="Other", source=hidden)
    save(superuser, institution, acronym="TWO")
    old, new = versions_of(institution)

    page = compared(secretariat, institution, old=old.pk, new=new.pk).content.decode()
    whole = compared(superuser, institution, old=old.pk, new=new.pk).content.decode()

    assert "Zebra" in whole
    assert "Zebra" not in page
    assert "A record that you may not see" in page
    assert "Zebra" not in secretariat.get(admin_url(institution, "history")).content.decode()


def keep_versions(event, user, number):
    """As many versions of an event, each with another place, one more area and one more host."""
    for count in range(number):
        with create_revision():
            set_user(user)
            event.place_en = f"City {count}"
            event.save()
            event.areas.add(AreaFactory())
            EventHostFactory(event=event, order=count)


@pytest.mark.parametrize("kept", [1, 30])
def test_history_query_count(secretariat, secretary, ours, kept, django_assert_num_queries):
    event = DraftEventFactory(alliance=ours)
    keep_versions(event, secretary, kept)

    with django_assert_num_queries(8):
        response = secretariat.get(admin_url(event, "history"))

    assert len(response.context["entries"]) == kept


@pytest.mark.parametrize("kept", [2, 30])
def test_comparison_query_count(secretariat, secretary, ours, kept, django_assert_num_queries):
    event = DraftEventFactory(alliance=ours)
    keep_versions(event, secretary, kept)
    versions = versions_of(event)

    with django_assert_num_queries(10):
        compared(secretariat, event, old=versions[0].pk, new=versions[-1].pk)
