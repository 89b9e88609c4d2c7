"""The demo's mail: kept as files, shown as pages that can do nothing; 404 where the settings name no folder."""

import pytest
from django.urls import reverse

from core.services import mailing
from portal.settings.mail import mail_in_folder
from tests import factories

pytestmark = pytest.mark.django_db
EVIL = "<style>p { color: teal; }</style><p>Привет</p><script>alert(1)</script>"


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    settings.DEMO_MAIL_DIR = tmp_path / "mail"
    for name, value in mail_in_folder().items():
        setattr(settings, name, value)
    return settings.DEMO_MAIL_DIR


@pytest.fixture
def name(folder):
    factories.OutboxMessageFactory(subject="Опубликовано", text="Привет\nhttps://portal.example/ru/\n", html=EVIL)
    mailing.send_due()
    [path] = folder.glob("*.eml")
    return path.stem


def test_list_and_page_show_what_was_sent(client, name):
    listed = client.get(reverse("demo_mail_list"))
    page = client.get(reverse("demo_mail", args=[name]))

    assert "Опубликовано" in listed.text
    assert '<a href="https://portal.example/ru/"' in page.text
    assert 'sandbox=""' in page.text
    assert "---" not in page.text
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_html_of_a_mail_may_show_its_styles_and_nothing_else(client, name):
    page = client.get(reverse("demo_mail_html", args=[name]))

    assert page.text.strip() == EVIL
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    policy = page["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("frame-ancestors 'self'; sandbox")


@pytest.mark.parametrize("name", ["nothing-here", "..", "%2e%2e%2fsecret"])
@pytest.mark.usefixtures("folder")
def test_other_files_are_not_shown(client, name):
    assert client.get(f"/demo-mail/{name}/").status_code == 404


def test_without_a_folder_there_is_no_such_page(client, name, settings):
    settings.DEMO_MAIL_DIR = ""

    for route, args in [("demo_mail_list", []), ("demo_mail", [name]), ("demo_mail_html", [name])]:
        assert client.get(reverse(route, args=args)).status_code == 404


def test_mails_of_one_moment_are_all_kept_newest_first(client, folder):
    for number in range(5):
        factories.OutboxMessageFactory(subject=f"Mail {number}")

    mailing.send_due()

    shown = client.get(reverse("demo_mail_list")).context["mails"]
    assert [mail.subject for mail in shown] == [f"Mail {number}" for number in (4, 3, 2, 1, 0)]
