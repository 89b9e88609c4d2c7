"""Revisions: restored within the scope of the person, without states and without append-only rows."""

import pytest
from reversion.models import Version

from alliances.models import Event, Membership
from core.models import WithdrawnId
from members.models import Institution
from news.models import NewsItem
from tests.admin.conftest import admin_url, form_data, signed_in
from tests.factories import DraftEventFactory, MembershipFactory, SecretariatUserFactory


def save(client, obj, **changes):
    page = client.get(admin_url(obj, "change"))
    response = client.post(admin_url(obj, "change"), form_data(page, **changes))
    assert response.status_code == 302


def first_version(obj):
    return Version.objects.get_for_object(obj).order_by("pk").first()


@pytest.fixture
def event(secretariat, ours):
    """An event that was saved twice: its first version says Beijing."""
    event = DraftEventFactory(alliance=ours, title_en="Forum", title_ru="Форум")
    save(secretariat, event, place_en="Beijing")
    save(secretariat, event, place_en="Shanghai", title_ru="Большой форум")
    return event


def test_revert_brings_back_every_language(secretariat, event):
    address = admin_url(event, "revision", first_version(event).pk)
    page = secretariat.get(address)

    response = secretariat.post(address, form_data(page))

    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.place_en, event.title_ru) == ("Beijing", "Форум")


def test_looking_at_a_version_changes_nothing(secretariat, event):
    page = secretariat.get(admin_url(event, "revision", first_version(event).pk))

    event.refresh_from_db()
    assert "Beijing" in page.content.decode()
    assert event.place_en == "Shanghai"


def test_revert_moves_no_state(secretariat, event):
    secretariat.post(admin_url(event, "move", "published"))
    address = admin_url(event, "revision", first_version(event).pk)

    secretariat.post(address, form_data(secretariat.get(address)))

    event.refresh_from_db()
    assert (event.state, event.place_en) == ("published", "Beijing")


def test_version_of_another_alliance_is_not_there(event, theirs):
    stranger = signed_in(SecretariatUserFactory(alliance=theirs))
    own = DraftEventFactory(alliance=theirs)
    version = first_version(event)

    assert stranger.get(admin_url(event, "revision", version.pk)).status_code == 404
    assert stranger.get(admin_url(own, "revision", version.pk)).status_code == 404
    assert stranger.post(admin_url(own, "revision", version.pk)).status_code == 404


def test_deleted_draft_is_recovered_by_its_secretariat_alone(secretariat, event, theirs):
    version = Version.objects.get_for_object(event).latest("pk")
    secretariat.post(admin_url(event, "delete"), {"post": "yes"})
    stranger = signed_in(SecretariatUserFactory(alliance=theirs))

    assert not Event.objects.exists()
    assert "Forum" not in stranger.get(admin_url(Event, "recoverlist")).content.decode()
    assert stranger.get(admin_url(Event, "recover", version.pk)).status_code == 404
    assert "Forum" in secretariat.get(admin_url(Event, "recoverlist")).content.decode()

    address = admin_url(Event, "recover", version.pk)
    secretariat.post(address, form_data(secretariat.get(address)))

    assert Event.objects.get().state == "draft"


def test_recovered_record_has_its_permanent_address_again(secretariat, client, event):
    address = f"/id/{event.pk}"
    version = Version.objects.get_for_object(event).latest("pk")
    secretariat.post(admin_url(event, "delete"), {"post": "yes"})
    assert client.get(address).status_code == 410

    recover = admin_url(Event, "recover", version.pk)
    seen_before = secretariat.get(recover)
    assert client.get(address).status_code == 410
    secretariat.post(recover, form_data(seen_before))

    assert not WithdrawnId.objects.filter(pk=event.pk).exists()
    assert client.get(address).status_code == 404
    assert secretariat.get(address).url == Event.objects.get().get_absolute_url()


def test_version_of_another_kind_of_record_is_not_recovered(secretariat, event):
    version = first_version(event)
    secretariat.post(admin_url(event, "delete"), {"post": "yes"})

    assert secretariat.get(admin_url(NewsItem, "recover", version.pk)).status_code == 404


def test_revert_of_an_institution_leaves_its_memberships_alone(secretariat, ours):
    membership = MembershipFactory(alliance=ours)
    institution = membership.institution
    save(secretariat, institution, acronym="ONE")
    save(secretariat, institution, acronym="TWO")
    later = MembershipFactory(alliance=ours, institution=institution, role="observer")
    address = admin_url(institution, "revision", first_version(institution).pk)

    secretariat.post(address, form_data(secretariat.get(address)))

    assert Institution.objects.get(pk=institution.pk).acronym == "ONE"
    assert set(Membership.objects.current()) == {membership, later}
    assert Membership.objects.count() == 2


def test_reading_opens_no_revision(secretariat, event):
    before = Version.objects.count()

    secretariat.get(admin_url(event, "change"))
    secretariat.get(admin_url(Event, "changelist"))

    assert Version.objects.count() == before
