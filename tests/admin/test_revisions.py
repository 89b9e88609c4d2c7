"""Versions restored and deleted records recovered: within the scope of the person, without states and facts."""

import json

import pytest
from django.urls import reverse
from reversion.models import Version

from alliances.models import Alliance, Event, EventHost, Membership, Secretariat
from core.identity import is_withdrawn
from core.models import AuditEntry
from members.models import Institution
from news.models import NewsItem
from tests.admin.conftest import admin_url, form_data, signed_in
from tests.factories import (
    DraftEventFactory,
    DraftSourceFactory,
    EventFactory,
    EventHostFactory,
    InstitutionFactory,
    MembershipFactory,
    SecretariatUserFactory,
    SourceFactory,
)


def save(client, obj, **changes):
    page = client.get(admin_url(obj, "change"))
    response = client.post(admin_url(obj, "change"), form_data(page, **changes))
    assert response.status_code == 302


def first_version(obj):
    return Version.objects.get_for_object(obj).order_by("pk").first()


def restore(client, obj, *keys):
    return client.post(admin_url(obj, "revision", first_version(obj).pk), {"take": keys})


@pytest.fixture
def event(secretariat, ours):
    """An event that was saved twice: its first version says Beijing."""
    event = DraftEventFactory(alliance=ours, title_en="Forum", title_ru="Форум")
    save(secretariat, event, place_en="Beijing")
    save(secretariat, event, place_en="Shanghai", title_ru="Большой форум")
    return event


def test_restoring_brings_back_every_language(secretariat, secretary, event):
    page = secretariat.get(admin_url(event, "revision", first_version(event).pk))

    response = restore(secretariat, event, "place_en", "title_ru")

    event.refresh_from_db()
    content = page.content.decode()
    assert response.status_code == 302
    assert 'name="take" value="place_en"' in content
    assert 'name="take" value="title_ru"' in content
    assert (event.place_en, event.title_ru) == ("Beijing", "Форум")
    entry = AuditEntry.objects.filter(action="restore").get()
    assert (entry.actor_id, entry.object_id) == (secretary.pk, event.pk)
    assert Version.objects.get_for_object(event).count() == 3


def test_restoring_takes_what_is_ticked_alone(secretariat, event):
    restore(secretariat, event, "title_ru")

    event.refresh_from_db()
    assert (event.place_en, event.title_ru) == ("Shanghai", "Форум")


def test_looking_at_a_version_changes_nothing(secretariat, event):
    page = secretariat.get(admin_url(event, "revision", first_version(event).pk))

    event.refresh_from_db()
    assert "Beijing" in page.content.decode()
    assert event.place_en == "Shanghai"


def test_restoring_moves_no_state(secretariat, event):
    secretariat.post(admin_url(event, "move", "published"))

    restore(secretariat, event, "place_en", "state", "published_at")

    event.refresh_from_db()
    assert (event.state, event.place_en) == ("published", "Beijing")


def test_restoring_brings_rows_back(secretariat, ours):
    event = DraftEventFactory(alliance=ours)
    kept, dropped = EventHostFactory(event=event, order=1), EventHostFactory(event=event, order=2)
    save(secretariat, event, place_en="Beijing")
    save(secretariat, event, **{"hosts-0-order": 7, "hosts-1-DELETE": "on"})
    later = EventHostFactory(event=event, order=9)

    restore(secretariat, event, "hosts")

    hosts = {host.pk: (host.institution_id, host.order) for host in EventHost.objects.filter(event=event)}
    assert hosts == {kept.pk: (kept.institution_id, 1), dropped.pk: (dropped.institution_id, 2)}
    assert later.pk not in hosts


def test_restoring_leaves_alone_what_is_out_of_sight(secretariat, ours):
    institution = MembershipFactory(alliance=ours).institution
    first, second, hidden = SourceFactory(), SourceFactory(), DraftSourceFactory(title="Zebra Letter")
    institution.sources.set([first])
    save(secretariat, institution, acronym="ONE")
    institution.sources.set([second, hidden])

    page = secretariat.get(admin_url(institution, "revision", first_version(institution).pk))
    restore(secretariat, institution, "sources")

    assert "Zebra" not in page.content.decode()
    assert set(institution.sources.all()) == {first, hidden}


def test_restoring_an_alliance_appoints_nobody(superuser, secretariat, secretary, ours):
    save(superuser, ours, acronym="ONE")
    Secretariat.objects.exclude(user=secretary).delete()
    former = SecretariatUserFactory(alliance=ours)
    save(superuser, ours, acronym="TWO")
    Secretariat.objects.filter(user=former).delete()
    version = Version.objects.get_for_object(ours).latest("pk")

    secretariat.post(admin_url(ours, "revision", version.pk), {"take": ["secretariat", "acronym"]})

    assert not Secretariat.objects.filter(user=former).exists()
    assert Alliance.objects.get(pk=ours.pk).acronym == "TWO"


def test_version_that_lies_elsewhere_is_refused(secretariat, superuser, ours, theirs):
    event = DraftEventFactory(alliance=theirs)
    save(superuser, event, place_en="Beijing")
    Event.objects.filter(pk=event.pk).update(alliance=ours)

    restore(secretariat, event, "alliance")

    event.refresh_from_db()
    assert event.alliance == ours


def test_version_from_before_a_migration_is_shown_and_restored(secretariat, event):
    version = first_version(event)
    data = json.loads(version.serialized_data)
    del data[0]["fields"]["summary_en"]
    data[0]["fields"]["former_column"] = "Old"
    Version.objects.filter(pk=version.pk).update(serialized_data=json.dumps(data))

    page = secretariat.get(admin_url(event, "revision", version.pk)).content.decode()
    restore(secretariat, event, "place_en", "summary_en")

    event.refresh_from_db()
    assert "former_column" in page
    assert "In one or two sentences [English]" in page
    assert event.place_en == "Beijing"


def test_version_of_another_alliance_is_not_there(event, theirs):
    stranger = signed_in(SecretariatUserFactory(alliance=theirs))
    own = DraftEventFactory(alliance=theirs)
    version = first_version(event)

    for page in ["revision", "compare"]:
        arguments = [version.pk] if page == "revision" else []
        assert stranger.get(admin_url(event, page, *arguments), {"old": version.pk}).status_code == 404
        assert stranger.get(admin_url(own, page, *arguments), {"old": version.pk}).status_code == 404
    assert stranger.post(admin_url(own, "revision", version.pk), {"take": "place_en"}).status_code == 404


def test_deleted_draft_is_recovered_by_its_secretariat_alone(secretariat, event, theirs):
    EventHostFactory(event=event)
    save(secretariat, event, place_en="Almaty")
    version = Version.objects.get_for_object(event).latest("pk")
    secretariat.post(admin_url(event, "delete"), {"post": "yes"})
    stranger = signed_in(SecretariatUserFactory(alliance=theirs))

    assert not Event.objects.exists()
    assert is_withdrawn(event.pk)
    assert "Forum" not in stranger.get(admin_url(Event, "recoverlist")).content.decode()
    assert stranger.get(admin_url(Event, "recover", version.pk)).status_code == 404
    assert "Forum" in secretariat.get(admin_url(Event, "recoverlist")).content.decode()
    assert "Almaty" in secretariat.get(admin_url(Event, "recover", version.pk)).content.decode()

    assert secretariat.post(admin_url(Event, "recover", version.pk)).status_code == 302

    back = Event.objects.get()
    assert (back.pk, back.state, back.place_en, back.hosts.count()) == (event.pk, "draft", "Almaty", 1)
    assert not is_withdrawn(event.pk)
    assert AuditEntry.objects.filter(action="recover", object_id=event.pk).exists()


def test_recovered_record_has_its_permanent_address_again(secretariat, client, event):
    address = f"/id/{event.pk}"
    version = Version.objects.get_for_object(event).latest("pk")
    secretariat.post(admin_url(event, "delete"), {"post": "yes"})
    recover = admin_url(Event, "recover", version.pk)

    secretariat.get(recover)
    assert client.get(address).status_code == 410
    secretariat.post(recover)

    assert client.get(address).status_code == 404
    assert secretariat.get(address).url == Event.objects.get().get_absolute_url()


def test_what_was_public_comes_back_as_a_draft(superuser, ours):
    event = EventFactory(alliance=ours)
    save(superuser, event, place_en="Beijing")
    version = first_version(event)
    superuser.post(admin_url(event, "delete"), {"post": "yes"})

    superuser.post(admin_url(Event, "recover", version.pk))

    back = Event.objects.get()
    assert (back.state, back.published_at) == ("draft", None)


def test_version_of_another_kind_of_record_is_not_recovered(secretariat, event):
    version = first_version(event)
    secretariat.post(admin_url(event, "delete"), {"post": "yes"})

    assert secretariat.get(admin_url(NewsItem, "recover", version.pk)).status_code == 404


def test_address_that_was_given_away_is_told_on_recovery(secretariat, event, ours):
    version = first_version(event)
    slug = event.slug
    secretariat.post(admin_url(event, "delete"), {"post": "yes"})
    DraftEventFactory(alliance=ours, slug=slug)

    response = secretariat.post(admin_url(Event, "recover", version.pk), follow=True)

    assert not Event.objects.filter(pk=event.pk).exists()
    assert [str(message) for message in response.context["messages"]]


def test_restoring_an_institution_leaves_its_memberships_alone(secretariat, ours):
    membership = MembershipFactory(alliance=ours)
    institution = membership.institution
    save(secretariat, institution, acronym="ONE")
    save(secretariat, institution, acronym="TWO")
    later = MembershipFactory(alliance=ours, institution=institution, role="observer")

    restore(secretariat, institution, "acronym", "memberships")

    assert Institution.objects.get(pk=institution.pk).acronym == "ONE"
    assert set(Membership.objects.current()) == {membership, later}


def test_shared_record_is_restored_by_its_editors_alone(secretariat):
    stranger = InstitutionFactory()

    assert secretariat.get(admin_url(stranger, "compare")).status_code == 403
    assert secretariat.get(reverse("admin:members_institution_recoverlist")).status_code == 200


def test_reading_opens_no_revision(secretariat, event):
    before = Version.objects.count()

    secretariat.get(admin_url(event, "change"))
    secretariat.get(admin_url(Event, "changelist"))
    secretariat.get(admin_url(event, "history"))
    secretariat.get(admin_url(event, "compare"), {"old": first_version(event).pk})

    assert Version.objects.count() == before


def test_history_names_fields_and_languages_in_the_language_of_the_reader(secretariat, secretary, ours):
    event = DraftEventFactory(alliance=ours, title_en="Forum")
    save(secretariat, event, title_zh_hans="论坛")
    secretary.language = "zh-hans"
    secretary.save()

    page = secretariat.get(admin_url(event, "history")).content.decode()

    assert "保存的第一个版本：标题 [简体中文]" in page
    assert "Title" not in page
