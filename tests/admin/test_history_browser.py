"""In a real browser: a name corrected in four languages, compared, restored; and two people on one record."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from members.models import Institution
from tests.admin.conftest import admin_url, signed_in
from tests.admin.test_revisions import first_version, save
from tests.factories import DraftEventFactory, InstitutionFactory, SuperuserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = {
    "en": ("English", "Xian University", "Xi'an University"),
    "zh_hans": ("简体中文", "西安大学", "西安交通大学"),
    "ru": ("Русский", "Сианьский институт", "Сианьский университет"),
    "ar": ("العربيّة", "معهد شيان", "جامعة شيان"),
}


def named(number):
    return {f"name_{column}": names[number] for column, names in NAMES.items()}


def test_name_corrected_in_four_languages_is_compared_and_restored(browse, page):
    institution = InstitutionFactory(**named(1))
    save(signed_in(SuperuserFactory()), institution, note="Seen")
    browse(admin_url(institution, "change"))

    for column, (language, _old, new) in NAMES.items():
        page.get_by_role("tab", name=language).click()
        page.locator(f"#id_name_{column}").fill(new)
    page.locator("input[name=_continue]").click()
    page.get_by_role("link", name="History", exact=True).click()
    page.get_by_role("button", name="Compare the chosen versions").click()
    assert page.get_by_text("They do not differ.").is_visible()
    page.go_back()
    page.locator(f"input[name=old][value='{first_version(institution).pk}']").check()
    page.get_by_role("button", name="Compare the chosen versions").click()

    marked = page.locator("ins").all_inner_texts()
    assert [
        name for name in ("Xi'an", "交通", "университет", "جامعة") if not any(name in text for text in marked)
    ] == []
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    page.get_by_role("link", name="Restore the older version").click()
    page.get_by_role("button", name="Restore what is ticked").click()
    page.wait_for_url("**/history/")

    restored = Institution.objects.get(pk=institution.pk)
    assert {f"name_{column}": getattr(restored, f"name_{column}") for column in NAMES} == named(1)


def test_pages_of_the_history_are_silent_and_accessible(browse):
    event, client = DraftEventFactory(), signed_in(SuperuserFactory())
    save(client, event, place_en="Beijing", title_ar="منتدى")
    save(client, event, place_en="Shanghai", title_ar="منتدى الجامعات")
    gone = DraftEventFactory()
    save(client, gone, place_en="Almaty")
    version = first_version(gone)
    client.post(admin_url(gone, "delete"), {"post": "yes"})
    addresses = [
        admin_url(event, "history"),
        admin_url(event, "revision", first_version(event).pk),
        admin_url(type(event), "recoverlist"),
        admin_url(type(event), "recover", version.pk),
    ]

    found = {address: browse(address) for address in addresses}

    assert {address: result for address, result in found.items() if result != ([], [])} == {}


def test_conflict_is_shown_and_decided(browse, page):
    event = DraftEventFactory(platform="Zoom")
    browse(admin_url(event, "change"))
    save(signed_in(SuperuserFactory()), event, platform="Tencent Meeting")

    page.locator("#id_platform").fill("VooV")
    page.locator("input[name=_save]").click()
    page.get_by_role("heading", name="The record changed after you opened it").wait_for()
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    page.get_by_label("Take mine, as it stands in the form").check()
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/event/")

    event.refresh_from_db()
    assert event.platform == "VooV"
