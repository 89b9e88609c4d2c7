import pytest
from django.urls import reverse

from core.choices import PublicationState as S
from core.clock import now
from core.errors import ReasonMissing
from core.models import AuditEntry, Picture, ProposedChange
from core.proposals import differences_of
from core.services.proposing import ChangeRefused, approve_change, return_change
from members.models import Representative, User
from tests import factories
from tests.admin.conftest import admin_url, signed_in
from tests.workspace.test_writing import as_shown, edit_address, picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    membership = factories.MembershipFactory()
    return factories.NewsItemFactory(
        institution=membership.institution, alliance=membership.alliance, title="As it is public", body="<p>Text.</p>"
    )


@pytest.fixture
def person(client, item):
    user = factories.RepresentativeUserFactory(institution=item.institution)
    client.force_login(user)
    return user


@pytest.fixture
def editor(item):
    return factories.SecretariatUserFactory(alliance=item.alliance)


def propose(client, item, **given):
    address = edit_address(item, "change")
    answer = client.post(address, as_shown(client, item, "change") | given)
    assert answer.status_code == 302
    return ProposedChange.objects.get(stage="waiting")


def test_public_version_stays_until_the_change_is_approved(client, item, person, editor):
    change = propose(client, item, title_en="As it shall be")
    public = client.get(item.get_absolute_url()).text + client.get(f"/api/v1/news/{item.slug}/").text
    assert "As it shall be" not in public

    approve_change(change, by=editor)

    item.refresh_from_db()
    assert (item.title_en, item.state) == ("As it shall be", S.PUBLISHED)
    entries = AuditEntry.objects.filter(object_id=item.pk).order_by("at", "pk").values_list("action", "after")
    assert [entry for entry in entries if entry[1]] == [("proposed change", "waiting"), ("proposed change", "approved")]


def test_change_carries_pictures_and_several_choices(client, item, person, editor):
    area = factories.AreaFactory()
    old = factories.PictureFactory(owner=item)
    new_row = {"pictures-1-file": picture_file(), "pictures-1-alt_en": "The new hall", "pictures-1-order": "2"}
    change = propose(client, item, areas=[area.pk], **new_row)
    assert (item.pictures.count(), item.areas.count()) == (1, 0)

    approve_change(change, by=editor)

    assert [picture.alt for picture in item.pictures.in_order()] == [old.alt, "The new hall"]
    assert list(item.areas.all()) == [area]
    assert Picture.objects.count() == 2


def test_difference_says_what_the_change_alters_and_nothing_else(client, item, person, editor):
    change = propose(client, item, title_en="As it shall be public")

    lines = list(differences_of(change, editor))

    assert [(line.label, line.language) for line in lines] == [("Title [English]", "en")]
    assert [segment.text for segment in lines[0].segments if segment.kind == "added"] == ["shall be"]


def test_change_that_was_made_from_an_older_version_is_not_applied(client, item, person, editor):
    change = propose(client, item, title_en="As it shall be")
    type(item).objects.filter(pk=item.pk).update(lead_en="Changed meanwhile")

    with pytest.raises(ChangeRefused, match="Lead"):
        approve_change(change, by=editor)

    change.refresh_from_db()
    item.refresh_from_db()
    assert (change.stage, item.title_en) == ("waiting", "As it is public")


def test_change_of_somebody_who_no_longer_represents_is_not_applied(client, item, person, editor):
    change = propose(client, item, title_en="As it shall be")
    Representative.objects.filter(user=person).update(until=now())

    with pytest.raises(ChangeRefused):
        approve_change(change, by=User.objects.get(pk=editor.pk))


@pytest.mark.parametrize("who", ["author", "other secretariat", "stranger"])
def test_only_the_secretariat_of_the_item_decides(client, item, person, who):
    change = propose(client, item, title_en="As it shall be")
    user = {
        "author": person,
        "other secretariat": factories.SecretariatUserFactory(),
        "stranger": factories.UserFactory(),
    }[who]

    with pytest.raises(ChangeRefused):
        approve_change(change, by=user)
    with pytest.raises(ChangeRefused):
        return_change(change, by=user, note="No")


def test_change_is_decided_once(client, item, person, editor):
    change = propose(client, item, title_en="As it shall be")
    approve_change(change, by=editor)

    with pytest.raises(ChangeRefused):
        return_change(change, by=editor, note="Too late")


def test_returned_change_is_mended_and_sent_again(client, item, person, editor):
    change = propose(client, item, title_en="As it shal be")
    with pytest.raises(ReasonMissing):
        return_change(change, by=editor, note=" ")
    return_change(change, by=editor, note="A letter is missing")

    assert "A letter is missing" in client.get(edit_address(item, "item")).text
    again = propose(client, item, title_en="As it shall be")

    assert again.pk == change.pk
    approve_change(again, by=editor)
    item.refresh_from_db()
    assert item.title_en == "As it shall be"


def test_change_is_taken_back_by_its_author(client, item, person):
    change = propose(client, item, title_en="As it shall be")

    client.post(edit_address(item, "withdraw_change"))

    change.refresh_from_db()
    assert change.stage == "withdrawn"


def test_item_of_others_takes_no_change(client, person):
    other = factories.NewsItemFactory(institution=factories.InstitutionFactory())

    assert client.get(edit_address(other, "change")).status_code == 404
    assert client.post(edit_address(other, "change"), {}).status_code == 404


@pytest.fixture
def desk(editor):
    """The secretariat that decides, in the admin."""
    return signed_in(editor)


def page_of(change):
    return admin_url(change, "change")


def test_secretariat_sees_what_a_change_alters_and_approves_it(client, desk, item, person):
    change = propose(client, item, title_en="As it shall be")

    shown = desk.get(page_of(change))
    desk.post(page_of(change), {"approve": "1"})

    assert "<ins>" in shown.text
    assert [line.label for line in shown.context["lines"]] == ["Title [English]"]
    item.refresh_from_db()
    assert item.title_en == "As it shall be"
    assert "approve" not in desk.get(page_of(change)).text


def test_list_of_changes_names_and_narrows_the_kinds_in_words(client, desk, item, person):
    change = propose(client, item, title_en="As it shall be")
    address = reverse("admin:core_proposedchange_changelist")

    shown = desk.get(address).text

    assert '<td class="field-kind_name">News item</td>' in shown
    assert "?kind=news" in shown
    assert change.title in desk.get(address, {"kind": "news"}).text
    assert change.title not in desk.get(address, {"kind": "events"}).text


def test_change_is_returned_with_a_reason_or_not_at_all(client, desk, item, person):
    change = propose(client, item, title_en="As it shall be")

    refused = desk.post(page_of(change), {"return": "1", "note": " "})
    change.refresh_from_db()
    assert (refused.status_code, change.stage) == (200, "waiting")

    desk.post(page_of(change), {"return": "1", "note": "Name the source."})
    change.refresh_from_db()
    assert (change.stage, change.note) == ("returned", "Name the source.")
    assert "Name the source." in client.get(f"/workspace/news/{item.pk}/").text


def test_secretariat_that_comes_late_is_told_and_nothing_happens(client, desk, item, person, editor):
    change = propose(client, item, title_en="As it shall be")
    return_change(change, by=editor, note="Name the source.")

    late = desk.post(page_of(change), {"approve": "1"})

    assert late.status_code == 200
    item.refresh_from_db()
    assert item.title_en == "As it is public"


def test_another_secretariat_finds_no_such_change(client, item, person):
    change = propose(client, item, title_en="As it shall be")
    stranger = signed_in(factories.SecretariatUserFactory())

    for answer in (stranger.get(page_of(change)), stranger.post(page_of(change), {"approve": "1"})):
        assert answer.status_code == 302
    change.refresh_from_db()
    assert change.stage == "waiting"
