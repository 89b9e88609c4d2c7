"""The consent to show one's contacts: off until one gives it, dated, taken back at once."""

import datetime

import pytest
from django.urls import reverse

from core.clock import now
from core.models import AuditEntry
from members.models import User
from members.services import consenting
from tests.admin.conftest import signed_in
from tests.factories import RepresentativeUserFactory, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
PHONE = "+86 29 8266 8000"
CHOICE = "/accounts/settings/contacts/"
YESTERDAY = now() - datetime.timedelta(days=1)


@pytest.fixture
def person():
    return RepresentativeUserFactory()


def choose(user, *, shown, phone=""):
    data = {"contacts-phone": phone, **({"contacts-is_shown": "on"} if shown else {})}
    return signed_in(user).post(CHOICE, data)


def kept(user):
    account = User.objects.get(pk=user.pk)
    return account.shows_contacts, account.phone


def deeds():
    return list(AuditEntry.objects.order_by("at", "pk").values_list("action", flat=True))


def test_contacts_are_not_shown_until_the_person_says_so(person):
    page = signed_in(person).get(reverse("account_settings"))

    assert kept(person) == (False, "")
    assert not page.context["contacts_form"]["is_shown"].value()
    assert "from then on no page shows them" in page.text


def test_consent_is_dated_and_told_in_the_trail(person):
    answer = choose(person, shown=True, phone=PHONE)

    entry = AuditEntry.objects.get()
    assert answer.url == reverse("account_settings")
    assert kept(person) == (True, PHONE)
    assert now() - User.objects.get(pk=person.pk).contacts_shown_since < datetime.timedelta(minutes=1)
    assert (entry.action, entry.actor_id, entry.object_id) == ("contacts_shown", person.pk, str(person.pk))


def test_another_number_keeps_the_day_of_the_consent(person):
    User.objects.filter(pk=person.pk).update(contacts_shown_since=YESTERDAY)

    choose(person, shown=True, phone="+7 812 552 6080")

    assert User.objects.get(pk=person.pk).contacts_shown_since == YESTERDAY
    assert kept(person) == (True, "+7 812 552 6080")
    assert deeds() == []


@pytest.mark.parametrize("phone", [PHONE, "", "nonsense"])
def test_consent_is_taken_back_with_the_number_whatever_stands_there(person, phone):
    consenting.show_contacts(person, phone=PHONE)

    assert choose(person, shown=False, phone=phone).status_code == 302

    assert kept(person) == (False, "")
    assert deeds() == ["contacts_shown", "contacts_hidden"]


def test_number_without_consent_is_asked_about_and_stays_in_the_form(person):
    page = choose(person, shown=False, phone=PHONE)

    assert page.status_code == 422
    assert "Tick this to show the number" in page.text
    assert page.context["contacts_form"]["phone"].value() == PHONE
    assert kept(person) == (False, "")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("٠٠٢٠ ٢ ٢٧٩٥ ١٣٨٥", "0020 2 2795 1385"),
        ("+86（29）8266－8000", "+86(29)8266-8000"),
        ("call me", None),
        ("+86 29 8266 8000\n<b>", None),
        ("12", None),
    ],
)
def test_number_is_kept_in_digits_that_a_telephone_knows(person, typed, number):
    page = choose(person, shown=True, phone=typed)

    assert page.status_code == (302 if number else 422)
    assert kept(person) == (bool(number), number or "")


def test_nobody_chooses_for_somebody_else(person):
    other = UserFactory()
    data = {"contacts-is_shown": "on", "contacts_shown_since": "2020-01-01", "phone": PHONE, "user": person.pk}

    signed_in(other).post(CHOICE, data)
    signed_in(person).post(reverse("account_settings"), {"full_name": "X", "language": "en", **data})
    address = reverse("admin:members_user_change", args=[person.pk])
    client = signed_in(SuperuserFactory())
    page = client.get(address)
    fields = page.context["adminform"].form.fields

    assert kept(person) == (False, "")
    assert not {"phone", "contacts_shown_since"} & set(fields)


def test_renaming_oneself_changes_what_one_is_found_by(person):
    person.full_name = "Ольга Шёлкова"
    person.save(update_fields=["full_name"])

    assert "шелкова" in User.objects.get(pk=person.pk).search_tokens
    assert "university" not in User.objects.get(pk=person.pk).search_tokens
