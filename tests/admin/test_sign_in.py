"""Signing in to the admin goes through the accounts pages; its language is the account's."""

import pytest
from django.urls import reverse

from tests.admin.conftest import admin_url, signed_in
from tests.factories import PASSWORD, DisabledUserFactory, RepresentativeUserFactory, SuperuserFactory, UserFactory


def test_admin_signs_in_through_the_accounts_pages(client, secretary):
    asked = client.get(reverse("admin:index"), follow=True)
    response = client.post(
        asked.redirect_chain[-1][0], {"login": secretary.email.upper(), "password": PASSWORD, "next": "/admin/"}
    )

    assert asked.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert response.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_admin_login_checks_no_password_itself(client, secretary):
    response = client.post(reverse("admin:login"), {"username": secretary.email, "password": PASSWORD})

    assert response.status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("factory", [UserFactory, RepresentativeUserFactory, DisabledUserFactory])
def test_only_staff_gets_in(db, factory):
    assert signed_in(factory()).get("/admin/", follow=True).status_code in {200, 403}
    assert signed_in(factory()).get("/admin/").status_code != 200


def test_nobody_signs_up(client, db):
    page = client.get(reverse("account_signup"))

    assert "password1" not in page.content.decode()
    assert "sign up" not in client.get(reverse("account_login")).content.decode().lower()


def test_language_is_the_accounts(secretariat, secretary):
    secretary.language = "ru"
    secretary.save()

    page = secretariat.get("/admin/", headers={"accept-language": "ar"})

    assert '<html lang="ru" dir="ltr">' in page.content.decode()


def test_without_a_choice_the_browser_decides(secretariat):
    assert 'dir="rtl"' in secretariat.get("/admin/", headers={"accept-language": "ar"}).content.decode()


@pytest.mark.parametrize(("language", "kept"), [("zh-hans", "zh-hans"), ("xx", ""), ("", "")])
def test_language_form_saves_the_choice(secretariat, secretary, language, kept):
    response = secretariat.post(reverse("admin:set_language"), {"language": language, "next": "/admin/core/"})

    secretary.refresh_from_db()
    assert (secretary.language, response.url) == (kept, "/admin/core/")


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_language_form_leads_nowhere_else(secretariat, address):
    response = secretariat.post(reverse("admin:set_language"), {"language": "ru", "next": address})

    assert response.url == "/admin/"


def test_password_page_is_the_accounts(secretariat):
    assert secretariat.get(reverse("admin:password_change")).url == reverse("account_change_password")


def test_accounts_are_made_by_the_superuser(superuser):
    account = UserFactory._meta.model
    data = {"email": "New@Office.example", "full_name": "New", "usable_password": "true"}
    data |= {"password1": "camel-caravan-9", "password2": "camel-caravan-9"}

    assert superuser.post(admin_url(account, "add"), data).status_code == 302
    assert account.objects.filter(email="new@office.example").exists()


def test_superuser_changes_a_password_without_inline_style(superuser):
    page = superuser.get(reverse("admin:auth_user_password_change", args=[SuperuserFactory().pk]))

    assert page.status_code == 200
    assert " style=" not in page.content.decode()
