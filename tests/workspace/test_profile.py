"""The institution's own profile: one part shows at once, the other waits; nobody else reaches either."""

import itertools
import re

import pytest
from django.urls import reverse
from django.utils.html import escape
from reversion.models import Version

from core.editing import Editor, kinds
from core.errors import NotYours
from core.models import AuditEntry, OutboxMessage, ProposedChange
from core.services.proposing import ChangeRefused, approve_change, return_change
from core.services.writing import save_written
from members.models import Institution, Representative, User
from tests import factories
from tests.admin.conftest import admin_url, signed_in
from tests.workspace.test_writing import picture_file
from workspace.sessions import WritingSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution():
    texts = {"name": "Xi'an University", "name_ru": "Университет Сианя", "description": "<p>As it was.</p>"}
    made = factories.InstitutionFactory(website="https://old.example", **texts)
    return factories.MembershipFactory(institution=made).institution


@pytest.fixture
def person(client, institution):
    user = factories.RepresentativeUserFactory(institution=institution)
    client.force_login(user)
    return user


@pytest.fixture
def editor(institution):
    return factories.SecretariatUserFactory(alliance=institution.memberships.get().alliance)


def profile(institution):
    return reverse("workspace:profile", args=[institution.pk])


def at_once(institution):
    return reverse("workspace:profile_edit", args=[institution.pk])


def reviewed(institution):
    return reverse("workspace:change", args=["institutions", institution.pk])


def as_shown(client, address):
    """What a browser sends back of a form that nobody touched."""
    page = client.get(address)
    editor = page.context["editor"]
    data = {"_made-from": page.context["made_from"], "_autosave": page.context["autosave_id"]}
    rows = [part for formset in editor.formsets for part in (formset.management_form, *formset.forms)]
    for form in (editor.form, *rows):
        for bound in form:
            value = bound.value()
            value = getattr(value, "pk", getattr(value, "code", value))
            if value is not None and value is not False and value != "" and bound.name != "logo":
                data[bound.html_name] = value
    return data


def send(client, address, **given):
    return client.post(address, as_shown(client, address) | given)


def propose(client, institution, **given):
    assert send(client, reviewed(institution), **given).status_code == 302
    return ProposedChange.objects.get(stage="waiting")


# What shows at once


@pytest.mark.usefixtures("person")
def test_profile_that_is_saved_shows_at_once_in_its_languages(client, institution):
    page = institution.get_absolute_url()
    assert "As it was." in client.get(page).text

    answer = send(
        client,
        at_once(institution),
        description_en="<p>As it is.</p>",
        description_ru="<p>Как есть.</p>",
        logo=picture_file(),
        contact_email="office@xian.example",
    )

    assert answer["Location"] == profile(institution)
    client.logout()
    shown = client.get(page).text
    assert "As it is." in shown
    assert "office@xian.example" in shown
    assert "Как есть." in client.get(page.replace("/en/", "/ru/")).text
    institution.refresh_from_db()
    assert institution.logo.name.endswith(".webp")


def test_saving_leaves_a_trace_and_a_version(client, institution, person):
    send(client, at_once(institution), website="https://new.example")

    entry = AuditEntry.objects.get(object_id=institution.pk)
    assert (entry.action, entry.actor_id, entry.note) == ("change", person.pk, "website")
    assert [version.field_dict["website"] for version in Version.objects.get_for_object(institution)] == [
        "https://new.example",
        "https://old.example",
    ]


@pytest.mark.usefixtures("person")
def test_forged_fields_of_the_reviewed_part_change_nothing(client, institution):
    before = Institution.objects.values("name_en", "country", "ror_id", "slug", "state", "text_marks").get()
    forged = {
        "name_en": "Forged",
        "country": "FR",
        "ror_id": "https://ror.org/017zhmm22",
        "slug": "forged",
        "state": "archived",
        "unready_languages": ["en"],
        "aliases-TOTAL_FORMS": "1",
        "aliases-INITIAL_FORMS": "0",
        "aliases-0-text": "Forged",
        "pictures-TOTAL_FORMS": "1",
        "pictures-INITIAL_FORMS": "0",
        "pictures-0-alt_en": "Forged",
    }

    send(client, at_once(institution), website="https://new.example", **forged)

    institution.refresh_from_db()
    assert institution.website == "https://new.example"
    assert Institution.objects.values("name_en", "country", "ror_id", "slug", "state", "text_marks").get() == before
    assert not institution.aliases.exists()
    assert not ProposedChange.objects.exists()


@pytest.mark.usefixtures("person")
def test_language_that_is_not_ready_stays_so(client, institution):
    institution.text_origins = {"unready": {"zh-hans": {"name": "西安大学"}}}
    institution.save()
    page = client.get(at_once(institution)).text

    send(client, at_once(institution), website="https://new.example")

    stored = Institution.objects.get()
    assert "unready_languages" not in page
    assert stored.name_zh_hans in ("", None)
    assert stored.text_origins["unready"]["zh-hans"]["name"] == "西安大学"


@pytest.mark.usefixtures("person")
def test_error_keeps_what_was_typed_and_the_file(client, institution):
    page = send(
        client,
        at_once(institution),
        description_ru="<p>Набрано.</p>",
        contact_email="no address",
        logo=picture_file("crest.png"),
    )

    assert "Набрано." in page.text
    assert "crest.png" in page.text
    note = re.search(r'name="_held-logo" value="([^"]+)"', page.text)[1]
    send(client, at_once(institution), **{"_held-logo": note})
    institution.refresh_from_db()
    assert institution.logo


@pytest.mark.usefixtures("person")
def test_second_writer_is_shown_both_versions(client, institution):
    data = as_shown(client, at_once(institution)) | {"website": "https://mine.example"}
    Institution.objects.update(website="https://theirs.example")

    page = client.post(at_once(institution), data)

    (clash,) = page.context["conflict"].merge.clashes
    assert (page.status_code, clash.theirs, clash.mine) == (409, "https://theirs.example", "https://mine.example")
    assert Institution.objects.get().website == "https://theirs.example"


@pytest.mark.usefixtures("person")
def test_saving_writes_over_nothing_that_was_stored_meanwhile(client, institution, monkeypatch):
    """Between reading and holding the row, the secretariat gives the institution another name."""
    data = as_shown(client, at_once(institution)) | {"website": "https://new.example"}
    take_sent = WritingSession.take_sent

    def slowly(session):
        take_sent(session)
        Institution.objects.update(name_en="Approved meanwhile")

    monkeypatch.setattr(WritingSession, "take_sent", slowly)
    client.post(at_once(institution), data)

    stored = Institution.objects.get()
    assert (stored.name_en, stored.website) == ("Approved meanwhile", "https://new.example")


@pytest.mark.parametrize("who", ["contributor", "of another", "secretary"])
def test_service_saves_for_representatives_alone(institution, editor, who):
    """The secretariat edits the whole record in the admin; this form is for those who own it."""
    contributor = factories.RepresentativeFactory(user=factories.UserFactory(), institution=institution)
    Representative.objects.filter(pk=contributor.pk).update(role="contributor")
    of_another = factories.RepresentativeUserFactory(institution=factories.InstitutionFactory())
    by = {"contributor": contributor.user, "of another": of_another, "secretary": editor}[who]

    with pytest.raises(NotYours):
        save_written(Editor(kinds()["profile"], by, institution, {"website": "https://forged.example"}, {}), by=by)


# What waits


def test_name_place_and_ids_wait_for_the_secretariat(client, institution, person, editor):
    alias = factories.InstitutionAliasFactory(institution=institution, text="Old name")
    change = propose(
        client,
        institution,
        **{
            "name_en": "University of Xi'an",
            "country": "RU",
            "ror_id": "https://ror.org/017zhmm22",
            "aliases-0-DELETE": "on",
            "aliases-1-text": "XU",
            "aliases-1-kind": "acronym",
        },
    )
    client.logout()
    public = client.get(institution.get_absolute_url()).text + client.get("/api/v1/institutions/").text
    assert "University of Xi'an" not in public
    assert "017zhmm22" not in public

    approve_change(change, by=editor)

    stored = Institution.objects.get()
    assert (stored.name_en, stored.country.code, stored.ror_id) == (
        "University of Xi'an",
        "RU",
        "https://ror.org/017zhmm22",
    )
    assert [(name.text, name.kind) for name in stored.aliases.all()] == [("XU", "acronym")]
    assert alias.text not in client.get(institution.get_absolute_url()).text


def test_secretariat_is_told_and_decides_on_its_page(client, institution, person, editor):
    change = propose(client, institution, city_en="Xi'an Shi")
    told = OutboxMessage.objects.get(kind="change_waiting")
    assert told.receiver == editor

    desk = signed_in(editor)
    assert escape(change.title) in desk.get("/admin/review/").text
    shown = desk.get(admin_url(change, "change"))
    desk.post(admin_url(change, "change"), {"approve": "1"})

    assert [line.label for line in shown.context["lines"]] == ["City [English]"]
    assert Institution.objects.get().city_en == "Xi'an Shi"
    assert OutboxMessage.objects.get(kind="change_approved").receiver == person


def test_author_sees_why_it_came_back_and_takes_it_back(client, institution, person, editor):
    change = propose(client, institution, city_en="Xi'an Shi")
    assert "Awaiting review" in client.get(profile(institution)).text

    return_change(change, by=editor, note="The city is written Xi'an.")
    letter = OutboxMessage.objects.get(kind="change_returned")
    assert profile(institution) in letter.text
    for address in (profile(institution), "/workspace/"):
        assert "The city is written Xi&#x27;an." in client.get(address).text
    assert 'value="Xi&#x27;an Shi"' in client.get(reviewed(institution)).text
    client.post(reverse("workspace:withdraw_change", args=["institutions", institution.pk]))

    change.refresh_from_db()
    assert change.stage == "withdrawn"


@pytest.mark.usefixtures("person")
def test_forged_fields_of_the_other_part_are_in_no_change(client, institution, editor):
    forged = {"website": "https://forged.example", "kind": "ministry", "note": "Forged"}
    change = propose(client, institution, city_en="Xi'an Shi", **forged)

    approve_change(change, by=editor)

    stored = Institution.objects.get()
    assert (stored.website, stored.kind, stored.note) == ("https://old.example", "university", "")


@pytest.mark.usefixtures("person")
def test_both_parts_are_changed_side_by_side(client, institution, editor):
    """Neither the part that shows at once nor the change that waits undoes the other."""
    change = propose(client, institution, name_en="University of Xi'an")
    send(client, at_once(institution), website="https://new.example", description_en="<p>New.</p>")
    between = Institution.objects.get()
    assert (between.name_en, between.website) == ("Xi'an University", "https://new.example")

    approve_change(change, by=editor)

    stored = Institution.objects.get()
    assert (stored.name_en, stored.website) == ("University of Xi'an", "https://new.example")
    assert "New." in stored.description_en


def test_change_is_decided_once_and_by_a_related_secretariat(client, institution, person, editor):
    change = propose(client, institution, city_en="Xi'an Shi")
    for user in (person, factories.SecretariatUserFactory(), factories.UserFactory()):
        with pytest.raises(ChangeRefused):
            approve_change(change, by=user)
    approve_change(change, by=editor)

    with pytest.raises(ChangeRefused):
        return_change(change, by=User.objects.get(pk=editor.pk), note="Too late")


def test_change_of_somebody_who_writes_only_by_now_is_not_applied(client, institution, person, editor):
    change = propose(client, institution, city_en="Xi'an Shi")
    Representative.objects.filter(user=person).update(role="contributor")

    with pytest.raises(ChangeRefused):
        approve_change(change, by=editor)


# Whose it is

PARTS = ["profile", "at once", "reviewed"]


def addresses(institution):
    return dict(zip(PARTS, (profile(institution), at_once(institution), reviewed(institution)), strict=True))


@pytest.mark.parametrize("part", PARTS)
def test_representative_of_another_institution_finds_and_changes_nothing(client, institution, person, part):
    theirs = factories.InstitutionFactory(website="https://theirs.example")
    address = addresses(theirs)[part]
    data = as_shown(client, reviewed(institution)) | as_shown(client, at_once(institution))

    assert client.get(address).status_code == 404
    answer = client.post(address, data | {"website": "https://forged.example", "city_en": "Forged"})

    assert answer.status_code in (404, 405)
    theirs.refresh_from_db()
    assert (theirs.website, ProposedChange.objects.count()) == ("https://theirs.example", 0)


@pytest.mark.parametrize(("part", "status"), [("profile", 200), ("at once", 404), ("reviewed", 404)])
def test_contributor_reads_the_profile_and_changes_nothing(client, institution, part, status):
    user = factories.UserFactory()
    factories.RepresentativeFactory(user=user, institution=institution, role="contributor")
    client.force_login(user)
    address = addresses(institution)[part]

    shown = client.get(address)
    client.post(address, {"website": "https://forged.example"})

    assert shown.status_code == status
    assert at_once(institution) not in shown.text
    assert Institution.objects.get().website == "https://old.example"


def test_staff_who_represent_it_change_it_through_the_workspace_alone(institution):
    staff = factories.SecretariatUserFactory()
    factories.RepresentativeFactory(user=staff, institution=institution)
    desk = signed_in(staff)

    shown = desk.get(admin_url(institution, "change"))
    answer = desk.post(admin_url(institution, "change"), {"name_en": "Forged", "name_ru": "Forged", "slug": "forged"})

    assert (shown.context["has_change_permission"], answer.status_code) == (False, 403)
    assert Institution.objects.get().name_en == "Xi'an University"
    assert desk.get(at_once(institution)).status_code == 200


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("deed", "kind"),
    [*itertools.product(["copy", "delete", "move", "picture"], ["institutions", "profile"]), ("comment", "profile")],
)
def test_institution_is_not_copied_deleted_or_moved_by_its_people(client, institution, kind, deed):
    answer = client.post(reverse(f"workspace:{deed}", args=[kind, institution.pk]), {"to": "draft"})

    assert answer.status_code == 404
    assert Institution.objects.get().state == "published"


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("kind", ["institutions", "profile"])
def test_institution_is_not_written_anew(client, kind):
    assert client.get(reverse("workspace:new", args=[kind])).status_code == 404
    assert client.post(reverse("workspace:new", args=[kind]), {"name_en": "New"}).status_code in (404, 405)
    assert Institution.objects.count() == 1


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("part", "queries"), [("profile", 10), ("at once", 8), ("reviewed", 11)])
@pytest.mark.parametrize("rows", [1, 20])
def test_pages_take_the_same_queries_for_few_and_many_names(
    client, institution, part, queries, rows, django_assert_num_queries
):
    for _number in range(rows):
        factories.InstitutionAliasFactory(institution=institution)

    with django_assert_num_queries(queries):
        client.get(addresses(institution)[part])


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("part", "forget_leads_to"), [("at once", at_once), ("reviewed", reviewed)])
def test_unsaved_text_is_kept_for_its_own_form(client, institution, part, forget_leads_to):
    address = addresses(institution)[part]
    shown = client.get(address)
    data = as_shown(client, address) | {"description_en": "<p>Kept.</p>", "city_en": "Kept"}
    keep = shown.context["keep_address"]

    assert client.post(keep, data).status_code == 204

    (offer,) = client.get(address).context["offers"]
    other = {"at once": "reviewed", "reviewed": "at once"}[part]
    assert client.get(addresses(institution)[other]).context["offers"] == []
    assert "Kept" in client.get(f"{address}?restore={offer.pk}").text
    answer = client.post(reverse("workspace:forget", args=[offer.pk]))
    assert answer["Location"] == forget_leads_to(institution)
