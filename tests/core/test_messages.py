"""What is told: one message a receiver, in his or her language, with the deed itself, and never by the Host header."""

from email import message_from_bytes, policy

import pytest
from django.db import transaction

from core import messages
from core.admin.exports import exported_columns
from core.errors import IllegalMove
from core.mailer import as_mail
from core.messages import Address, MessageKind
from core.models import OutboxMessage
from core.services.messages import tell
from tests import factories

GREETING = """{% load i18n %}{% translate "News" %}: {{ about }}
“{{ about }}”

Somebody wrote: {{ note }}"""


@pytest.fixture(autouse=True)
def greeting(settings, tmp_path, monkeypatch):
    """A kind of this test's own, with its text."""
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "greeting.txt").write_text(GREETING)
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    kind = MessageKind("greeting", title="Greeting", why="You get this because you were greeted.", action="Read it")
    monkeypatch.setitem(messages.kinds, "greeting", kind)
    return kind


@pytest.fixture
def story(db):
    return factories.NewsItemFactory(title="Wells & schools", title_ru="Колодцы и школы")


def test_message_is_in_the_language_of_its_receiver(story):
    russian = factories.UserFactory(language="ru", full_name="Вера Орлова")
    reader = factories.UserFactory(language="", full_name="Ann Reed")

    first, second = tell("greeting", [russian, reader], about=story, context={"note": "fine"})

    assert first.subject == "Новости: Колодцы и школы “Колодцы и школы”"
    assert (first.language, first.name, first.receiver) == ("ru", "Вера Орлова", russian)
    assert second.subject == "News: Wells & schools “Wells & schools”"
    assert second.body == "Somebody wrote: fine"


def test_text_is_no_markup_and_html_is_escaped(story):
    [message] = tell("greeting", [factories.UserFactory()], about=story, context={"note": "<b>5 > 3</b>"})

    assert "<b>5 > 3</b>" in message.text
    assert "<b>5" not in message.html
    assert "&lt;b&gt;5 &gt; 3&lt;/b&gt;" in message.html


@pytest.mark.parametrize(
    "name",
    [
        "A\r\nBcc: everybody@elsewhere.example\r\n\r\n<h1>Yours</h1>",
        "A\x0bBcc: everybody@elsewhere.example\x1f\x85\u2028Cc: all@elsewhere.example",
        "\u202eelpmaxe\u2066",
        "=?utf-8?q?=0D=0ABcc:_everybody@elsewhere.example?=",
        "</script><script>alert(1)</script>",
        "🏛️" * 5000,
        "Université, “A” <a@elsewhere.example>; Б\\",
    ],
    ids=["line breaks", "separators", "direction", "encoded word", "script", "length", "signs"],
)
def test_hostile_names_stay_in_the_subject(story, name):
    """Whatever a name holds: one letter to its receiver alone, with a subject of one line."""
    story.title, story.title_ru = name, ""
    reader = factories.UserFactory(full_name="Ann Reed")
    [message] = tell("greeting", [reader], about=story, context={"note": "fine"})

    mail = message_from_bytes(as_mail(message).message().as_bytes(), policy=policy.default)

    assert (mail["To"], mail["Cc"], mail["Bcc"], len(mail.get_all("Subject"))) == (reader.email, None, None, 1)
    assert len(mail["Subject"]) <= 301
    assert "Somebody wrote: fine" in mail.get_body("plain").get_content()
    assert "<script>" not in mail.get_body("html").get_content()


def test_message_says_why_one_gets_it_and_where_to_change_that(story, settings):
    settings.BASE_URL = "https://portal.example"
    account, stranger = factories.UserFactory(), Address("guest@university.example", "en")

    to_account, to_stranger = tell("greeting", [account, stranger], about=story, context={"link": "/id/1"})

    for content in (to_account.text, to_account.html):
        assert "You get this because you were greeted." in content
        assert "https://portal.example/accounts/settings/" in content
        assert "https://portal.example/id/1" in content
    assert "/accounts/settings/" not in to_stranger.text + to_stranger.html
    assert to_stranger.link == "https://portal.example/id/1"


def test_link_may_be_made_in_the_language_of_the_receiver(story):
    [message] = tell(
        "greeting",
        [factories.UserFactory(language="ar")],
        about=story,
        context={"link": story.get_absolute_url},
    )

    assert message.link == f"http://testserver/ar/news/{story.slug}/"


def test_arabic_letter_runs_from_right_to_left(story):
    [message] = tell("greeting", [factories.UserFactory(language="ar")], about=story)

    assert '<html lang="ar" dir="rtl">' in message.html
    assert '<div class="letter" lang="ar" dir="rtl">' in message.html


def test_disabled_accounts_and_repeated_addresses_get_nothing(story):
    reader = factories.UserFactory(email="ann@university.example")
    again = Address("Ann@University.example", "ru")

    written = tell("greeting", [factories.DisabledUserFactory(), reader, again, reader], about=story)

    assert [message.receiver for message in written] == [reader]
    assert OutboxMessage.objects.count() == 1


def test_same_key_writes_nothing_twice(story):
    first, second = factories.UserFactory(), factories.UserFactory()
    tell("greeting", [first], about=story, once="circular 7")

    written = tell("greeting", [first, second], about=story, once="circular 7")

    assert [message.receiver for message in written] == [second]
    assert OutboxMessage.objects.count() == 2


def test_what_is_undone_is_not_told(story):
    @transaction.atomic
    def tell_and_fail():
        tell("greeting", [factories.UserFactory()], about=story)
        raise IllegalMove(story, "draft")

    with pytest.raises(IllegalMove):
        tell_and_fail()

    assert not OutboxMessage.objects.exists()


def test_later_changes_of_the_account_do_not_change_the_message(story):
    reader = factories.UserFactory(email="old@university.example")
    tell("greeting", [reader], about=story)
    reader.email = "new@university.example"
    reader.save()

    message = OutboxMessage.objects.get()

    assert message.address == "old@university.example"


def test_alliances_of_the_record_are_kept(story):
    alliance = factories.AllianceFactory()
    ours = factories.NewsItemFactory(alliance=alliance)

    [message] = tell("greeting", [factories.UserFactory()], about=ours)

    assert message.alliance_ids == f" {alliance.pk} "
    assert (message.about_type, message.about_id) == ("news.newsitem", ours.pk)


def test_what_a_message_says_is_not_exported():
    names, _dates = exported_columns(OutboxMessage)

    assert not {"body", "text", "html", "link"} & set(names)
