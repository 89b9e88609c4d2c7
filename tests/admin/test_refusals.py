"""What staff are told inside the admin where a page is missing or refused; others are told it as readers are."""

import pytest
from django.test import Client
from django.urls import reverse

from news.models import NewsItem
from tests.admin.conftest import admin_url, signed_in
from tests.factories import NewsItemFactory, RepresentativeUserFactory

NOWHERE = "/admin/nowhere/"
IN_ADMIN, PUBLIC = 'id="branding"', 'class="masthead"'


@pytest.mark.parametrize(
    ("language", "opening", "words"),
    [
        ("en", '<html lang="en" dir="ltr">', "Page not found"),
        ("zh-hans", '<html lang="zh-hans" dir="ltr">', "页面不存在"),
        ("ru", '<html lang="ru" dir="ltr">', "не найдена"),
        ("ar", '<html lang="ar" dir="rtl">', "الصفحة غير موجودة"),
    ],
)
def test_staff_stay_in_the_admin_and_find_back(secretariat, secretary, language, opening, words):
    secretary.language = language
    secretary.save()

    answer = secretariat.get(NOWHERE)

    assert answer.status_code == 404
    assert opening in answer.text
    assert words in answer.text
    assert IN_ADMIN in answer.text
    assert PUBLIC not in answer.text
    assert f'<li><a href="{reverse("admin:index")}">' in answer.text
    assert 'name="q" value=""' in answer.text


def test_page_of_a_list_leads_back_to_that_list(secretariat):
    answer = secretariat.get(admin_url(NewsItem, "recover", 7))

    assert answer.status_code == 404
    assert f'<li><a href="{admin_url(NewsItem, "changelist")}">' in answer.text


@pytest.mark.parametrize(
    "address", ["/admin/news/", "/admin/news/nothing/7/", "/admin/news/newsmention/7/", "/admin/a"]
)
def test_page_of_no_list_leads_to_none(secretariat, address):
    answer = secretariat.get(address, follow=True)

    assert "Back to the list" not in answer.text


def test_list_that_the_person_may_not_see_is_not_named(secretariat):
    answer = secretariat.get("/admin/core/withdrawnid/")

    assert answer.status_code == 403
    assert IN_ADMIN in answer.text
    assert "Back to the list" not in answer.text


@pytest.mark.parametrize("make", [None, RepresentativeUserFactory])
def test_others_are_told_as_readers_are(db, make):
    page = signed_in(make()).get(NOWHERE, follow=True) if make else Client().get(NOWHERE, follow=True)

    assert IN_ADMIN not in page.text


def test_staff_outside_the_admin_get_the_page_of_readers(secretariat):
    answer = secretariat.get("/en/nowhere/")

    assert answer.status_code == 404
    assert PUBLIC in answer.text
    assert IN_ADMIN not in answer.text


def test_expired_form_that_has_no_text_is_told_in_the_admin(secretary, ours):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(secretary)

    answer = browser.post(admin_url(NewsItemFactory(alliance=ours), "delete"), {"post": "yes"})

    assert answer.status_code == 403
    assert "The form has expired" in answer.text
    assert IN_ADMIN in answer.text


def test_no_menu_of_the_admin_is_shown_without_a_second_factor(secretary, ours, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(secretary)

    answer = browser.post(admin_url(NewsItemFactory(alliance=ours), "delete"), {"post": "yes"})

    assert answer.status_code == 403
    assert IN_ADMIN not in answer.text


@pytest.mark.parametrize(("address", "status", "told"), [("/admin/review/?foo=1", 400, '<code dir="ltr">foo</code>')])
def test_reason_that_readers_are_told_is_told_in_the_admin_too(secretariat, address, status, told):
    answer = secretariat.get(address)

    assert answer.status_code == status
    assert told in answer.text
    assert IN_ADMIN in answer.text
