"""Signing in: strangers learn nothing about accounts, attempts are limited, and what ends a session ends it."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as project_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.models import OutboxMessage
from portal.settings import base
from tests.admin.conftest import signed_in
from tests.factories import PASSWORD, RepresentativeUserFactory, SecretariatUserFactory, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN, RESET = "/accounts/login/", "/accounts/password/reset/"
UNKNOWN = "nobody@university.example"


@pytest.fixture
def known():
    user = UserFactory(email="somebody@university.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def hashed(monkeypatch):
    """Counts how often a password is hashed."""
    done = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: done.append(1) or encode(*args))
    return done


@pytest.fixture
def limited(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/300s/key", "reset_password": "3/m/key", "login": "30/m/ip"}
    cache.clear()
    yield
    cache.clear()


def sign_in(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def said(page, address):
    """What a page says, without the address that was typed and the token of the form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode().replace(address, "…"))


def test_sign_in_answers_alike_and_hashes_as_often_for_known_and_unknown(known, hashed):
    answers, work = [], []
    for address in (known.email, UNKNOWN):
        hashed.clear()
        answers.append(said(sign_in(Client(), address, "wrong-password"), address))
        work.append(len(hashed))

    assert answers[0] == answers[1]
    assert work[0] == work[1] > 0


def test_disabled_account_reads_like_an_unknown_one(known):
    known.is_active = False
    known.save()
    answers = [sign_in(Client(), address, "wrong-password") for address in (known.email, UNKNOWN)]

    assert said(answers[0], known.email) == said(answers[1], UNKNOWN)


def test_reset_answers_alike_and_writes_one_letter_for_known_and_unknown(client, known):
    answers = [client.post(RESET, {"email": address}) for address in (known.email, UNKNOWN)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, f"{RESET}done/")] * 2
    assert sorted(OutboxMessage.objects.values_list("address", flat=True)) == sorted([known.email, UNKNOWN])
    assert mail.outbox == []


def test_reset_letter_is_in_the_language_of_the_account_and_below_the_base_address(client, known, settings):
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://portal.example", ["*"]
    known.language = "ru"
    known.save()

    client.post(RESET, {"email": known.email}, headers={"host": "evil.example"})

    letter = OutboxMessage.objects.get()
    assert letter.language == "ru"
    assert "https://portal.example/accounts/password/reset/key/" in letter.text
    assert "evil.example" not in letter.text + letter.html


def test_reset_ends_all_sessions_and_the_new_password_signs_in(client, known):
    elsewhere = signed_in(known)
    client.post(RESET, {"email": known.email})
    link = re.search(r"/accounts/password/reset/key/[\w-]+/", OutboxMessage.objects.get().text)[0]
    form = client.get(link, follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": "camel-caravan-9", "password2": "camel-caravan-9"})

    assert elsewhere.get("/workspace/").status_code == 302
    assert sign_in(Client(), known.email, "camel-caravan-9").url == "/workspace/"
    assert sign_in(Client(), known.email).status_code == 200


def test_changing_the_password_ends_the_other_sessions_and_tells_the_owner(known):
    here, elsewhere = Client(), Client()
    sign_in(here, known.email), sign_in(elsewhere, known.email)
    data = {"oldpassword": PASSWORD, "password1": "camel-caravan-9", "password2": "camel-caravan-9"}

    here.post("/accounts/password/change/", data)

    assert here.get("/workspace/").status_code == 200
    assert elsewhere.get("/workspace/").status_code == 302
    assert OutboxMessage.objects.get().address == known.email


def test_disabling_an_account_ends_its_sessions(known):
    client = Client()
    sign_in(client, known.email)

    known.is_active = False
    known.save()

    assert client.get("/workspace/").status_code == 302


def test_signing_out_ends_the_session_itself(known):
    client = Client()
    sign_in(client, known.email)
    stolen = client.cookies[project_settings.SESSION_COOKIE_NAME].value

    client.post("/accounts/logout/")

    thief = Client()
    thief.cookies[project_settings.SESSION_COOKIE_NAME] = stolen
    assert thief.get("/workspace/").status_code == 302


def test_sessions_are_listed_and_the_others_ended(known):
    here, elsewhere = Client(), Client(headers={"user-agent": "Another browser"})
    sign_in(here, known.email)
    alone = here.get(reverse("usersessions_list")).text
    sign_in(elsewhere, known.email)

    assert "You are signed in nowhere else." in alone
    assert "End the others" not in alone
    assert "Another browser" in here.get(reverse("usersessions_list")).text
    here.post(reverse("usersessions_list"))

    assert here.get("/workspace/").status_code == 200
    assert elsewhere.get("/workspace/").status_code == 302


@pytest.mark.usefixtures("limited")
def test_attempts_to_sign_in_are_limited_for_known_and_unknown_alike(known):
    for address in (known.email, UNKNOWN):
        answers = [sign_in(Client(), address, "wrong-password").status_code for _number in range(6)]
        assert answers[:5] == [200] * 5
        assert "Too many failed login attempts" in sign_in(Client(), address).text


@pytest.mark.usefixtures("limited")
def test_letters_to_one_address_are_limited(client):
    answers = [client.post(RESET, {"email": UNKNOWN}).status_code for _number in range(4)]

    assert answers == [302, 302, 302, 429]
    assert OutboxMessage.objects.count() == 3


def test_passwords_are_hashed_with_argon2():
    assert base.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert "5/300s/key" in dict(base.ACCOUNT_RATE_LIMITS)["login_failed"]


@pytest.mark.parametrize(("age", "status"), [(0, 200), (299, 200), (301, 302)])
def test_fresh_sign_in_is_not_asked_for_the_password_again(known, age, status):
    client = Client()
    sign_in(client, known.email)
    session = client.session
    session["signed_in_at"] = time.time() - age
    session.save()

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer.status_code == status
    assert status == 200 or answer.url.startswith(reverse("account_reauthenticate"))


def test_session_that_says_nothing_of_its_sign_in_is_asked_for_the_password(known):
    assert signed_in(known).get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_sign_in_and_out_leave_no_notice_on_the_page_that_opens(client, known):
    sign_in(client, known.email)
    assert list(client.get("/workspace/").context["messages"]) == []

    client.post("/accounts/logout/")

    assert list(client.get(LOGIN).context["messages"]) == []


@pytest.mark.parametrize("language", ["zh-hans", "ru", "ar"])
def test_short_password_is_refused_in_the_language_of_the_reader(language):
    validators = get_password_validators(base.AUTH_PASSWORD_VALIDATORS)

    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate_password("short-9", password_validators=validators)

    (sentence,) = refused.value.messages
    assert "12" in sentence
    assert "password" not in sentence


def test_sign_in_offers_the_reset_of_the_password_once(client):
    assert client.get(LOGIN).text.count(f'href="{RESET}"') == 1


# A second factor for staff


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("make", [SecretariatUserFactory, SuperuserFactory])
def test_staff_without_a_second_factor_is_led_to_set_one_up_and_back(make):
    user = make()
    client = signed_in(user)
    wanted = "/admin/members/institution/?q=petersburg"

    asked = client.get(wanted, follow=True)
    assert asked.redirect_chain == [("/accounts/second-factor/", 302)]
    assert reverse("mfa_activate_totp") in asked.text
    TOTP.activate(user, generate_totp_secret())

    assert "/accounts/second-factor/" in client.get(reverse("mfa_index")).text
    assert client.get("/accounts/second-factor/").url == wanted
    assert client.get(wanted).status_code == 200


@pytest.mark.usefixtures("required")
def test_no_page_of_the_admin_opens_without_a_second_factor():
    client = signed_in(SuperuserFactory())
    user = UserFactory()

    for address in ["/admin/", "/admin/search/", f"/admin/members/user/{user.pk}/change/", "/admin/autocomplete/"]:
        assert client.get(address).url == "/accounts/second-factor/"
    assert client.post(f"/admin/members/user/{user.pk}/delete/", {"post": "yes"}).status_code == 302
    user.refresh_from_db()


@pytest.mark.usefixtures("required")
def test_others_are_not_asked_for_a_second_factor():
    assert signed_in(RepresentativeUserFactory()).get("/workspace/").status_code == 200
    assert "second-factor" not in Client().get("/admin/", follow=True).redirect_chain[-1][0]


def test_password_alone_does_not_sign_in_who_has_a_second_factor(known):
    TOTP.activate(known, generate_totp_secret())
    client = Client()

    answer = sign_in(client, known.email)

    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/workspace/").status_code == 302
