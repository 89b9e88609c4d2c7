"""One's own settings: the time zone in which a person reads and enters moments."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.choices import PublicationState as S
from core.models import OutboxMessage
from core.services.publishing import move
from core.zones import zone_choices, zone_of
from members.models import User
from tests.admin.conftest import admin_url, signed_in
from tests.factories import (
    MembershipFactory,
    NewsItemFactory,
    RepresentativeFactory,
    RepresentativeUserFactory,
    SecretariatUserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2031, 5, 4, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("zone", "kept"), [("Asia/Shanghai", "Asia/Shanghai"), ("UTC", "UTC"), ("", ""), ("Asia/Nowhere", "Europe/Moscow")]
)
def test_own_zone_is_chosen_among_those_that_exist(client, zone, kept):
    user = UserFactory(time_zone="Europe/Moscow")
    client.force_login(user)
    form = client.get(reverse("account_settings")).context["form"]
    data = {name: form[name].value() for name in form.fields}

    client.post(reverse("account_settings"), {**data, "language": "ru", "time_zone": zone})

    assert User.objects.get().time_zone == kept


def test_every_zone_that_is_offered_exists():
    offered = [name for _group, places in zone_choices()[2:] for name, _label in places]

    assert {"Asia/Shanghai", "Europe/Moscow", "Africa/Cairo"} <= set(offered)
    assert all(zone_of(User(time_zone=name)) for name in offered)
    assert zone_of(User(time_zone="Asia/Nowhere")) is None


def test_admin_shows_and_takes_moments_in_the_zone_of_the_person():
    person = SecretariatUserFactory(time_zone="Asia/Shanghai")
    item = NewsItemFactory(alliance=person.secretariats.get().alliance, unpublish_at=NOON)
    client = signed_in(person)

    assert 'value="20:00:00"' in client.get(admin_url(item, "change")).text
    assert "Asia/Shanghai" in client.get("/admin/").text
    assert timezone.get_current_timezone_name() == "UTC"


def test_workspace_names_the_zone():
    page = signed_in(RepresentativeUserFactory(time_zone="Africa/Cairo")).get("/workspace/")

    assert "Times are in Africa/Cairo." in page.text


def test_letter_is_in_the_zone_of_its_receiver_not_of_who_caused_it():
    person = SecretariatUserFactory(time_zone="Asia/Shanghai")
    institution = MembershipFactory(alliance=person.secretariats.get().alliance).institution
    RepresentativeFactory(institution=institution, user__time_zone="Europe/Moscow")
    item = NewsItemFactory(institution=institution, alliance=person.secretariats.get().alliance, state=S.SUBMITTED)

    with timezone.override("Asia/Shanghai"):
        move(item, S.PUBLISHED, by=person, at=NOON)

    assert "15:00 (Europe/Moscow)" in OutboxMessage.objects.get().text
