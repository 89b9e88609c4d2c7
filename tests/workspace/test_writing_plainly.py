"""Writing without script: formatted texts go to and fro as plain ones, and nothing of them is lost."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from core.choices import PublicationState as S
from core.models import AuditEntry, Autosave, ProposedChange
from core.services.proposing import approve_change, open_change_of
from tests import factories
from tests.workspace.test_writing import sent

pytestmark = pytest.mark.django_db
TABLE = "<table><tbody><tr><th>Year</th><td>2015</td></tr></tbody></table>"
BODY = f"<p>The halls are <strong>new</strong>.</p>{TABLE}<p>See <bdi>the plan</bdi>.</p>"


class Form(HTMLParser):
    """What a browser without script would send of the form of a page, but for its buttons."""

    def __init__(self, page):
        super().__init__()
        self.sent, self._area, self._select, self._option, self._depth = {}, None, None, None, 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._depth = int("writing" in (given.get("class") or ""))
        elif tag == "template":
            self._depth -= 1
        if self._depth != 1 or ("name" not in given and tag != "option"):
            return
        if tag == "textarea":
            self._area = given["name"]
            self.sent[self._area] = ""
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self.sent.setdefault(self._select, []).append(given["value"])
        elif tag == "input" and (given.get("type") not in ("checkbox", "radio", "file") or "checked" in given):
            self.sent[given["name"]] = (given.get("value") or "").replace("\n", "\r\n")

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            self.sent[self._area] = self.sent[self._area].removeprefix("\n").replace("\n", "\r\n")
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "template":
            self._depth += 1
        elif tag == "form":
            self._depth = 0

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data


@pytest.fixture
def institution():
    return factories.MembershipFactory().institution


@pytest.fixture
def person(client, institution):
    user = factories.RepresentativeUserFactory(institution=institution)
    client.force_login(user)
    return user


@pytest.fixture
def item(institution, person):
    return factories.DraftNewsItemFactory(institution=institution, body_en=BODY, body_ru="<ul><li>Зал</li></ul>\n")


def address_of(item, page="edit"):
    return reverse(f"workspace:{page}", args=["news", item.pk])


def form_of(client, address):
    return Form(client.get(address).text).sent


def test_saved_text_comes_back_as_plain_words_with_the_marks_explained(client, item):
    page = client.get(address_of(item))

    form = Form(page.text).sent
    assert form["body_en"] == "The halls are **new**.\r\n\r\n[[1: Table – Year 2015]]\r\n\r\nSee <bdi>the plan</bdi>."
    assert form["body_en-stored"] == BODY
    assert form["body_ru"] == "- Зал"
    assert page.text.count("<noscript><div") == 1


def test_form_that_nobody_touched_changes_nothing(client, item):
    answer = client.post(address_of(item), form_of(client, address_of(item)) | {"_save": "1"})

    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.body_en, item.body_ru) == (BODY, "<ul><li>Зал</li></ul>")
    assert not AuditEntry.objects.filter(object_id=item.pk).exists()


def test_edit_of_a_paragraph_keeps_the_table_beside_it(client, item):
    form = form_of(client, address_of(item))

    client.post(address_of(item), form | {"body_en": form["body_en"].replace("**new**", "old") + "\r\n\r\n- a\r\n- b"})

    item.refresh_from_db()
    changed = BODY.replace("<strong>new</strong>", "old") + "<ul><li><p>a</p></li><li><p>b</p></li></ul>"
    assert item.body_en == changed
    assert AuditEntry.objects.get(object_id=item.pk).note == "Text [English]"


def test_html_of_the_editor_is_stored_as_it_is_sent(client, item):
    form = form_of(client, address_of(item))
    by_script = {name: value for name, value in form.items() if not name.endswith("-stored")}
    rewritten = by_script | {"body_en": BODY, "body_ru": "<ul><li><p>Зал</p></li></ul>"}

    client.post(address_of(item), rewritten)
    assert not AuditEntry.objects.filter(object_id=item.pk).exists()

    client.post(address_of(item), rewritten | {"body_en": "<p>**Stars** and\n\nlines</p>"})
    item.refresh_from_db()
    assert item.body_en == "<p>**Stars** and\n\nlines</p>"


def test_refused_form_shows_the_plain_text_again(client, item):
    form = form_of(client, address_of(item))
    other = factories.InstitutionFactory()

    page = client.post(address_of(item), form | {"institution": other.pk, "body_en": "One.\r\n\r\n[[1: Table]]"})

    again = Form(page.text).sent
    assert again["body_en"] == "One.\r\n\r\n[[1: Table – Year 2015]]"
    client.post(address_of(item), again | {"institution": form["institution"]})
    item.refresh_from_db()
    assert item.body_en == f"<p>One.</p>{TABLE}"


def test_what_others_wrote_meanwhile_is_held_against_a_plain_text(client, item):
    mine = form_of(client, address_of(item)) | {"title_en": "Mine"}
    type(item).objects.filter(pk=item.pk).update(body_en="<p>Theirs</p>")

    page = client.post(address_of(item), mine)
    assert page.status_code == 409
    assert Form(page.text).sent["body_en"] == "Theirs"
    assert page.context["conflict"].clashes == []

    clashing = mine | {"body_en": "Mine"}
    (clash,) = client.post(address_of(item), clashing).context["conflict"].clashes
    assert [segment.text for segment in clash["mine"] if segment.kind == "added"] == ["Mine"]


def test_text_of_an_ended_session_comes_back_plain_and_goes_on(client, item):
    form = form_of(client, address_of(item)) | {"body_en": "Half an hour\r\n\r\n[[1: Table]]"}
    person_client = client
    person_client.logout()
    page = person_client.post(address_of(item), form)
    assert "Half an hour\n\n[[1: Table]]" in page.text.replace("\r\n", "\n")

    client.force_login(factories.RepresentativeUserFactory(institution=item.institution))
    given_back = client.post(address_of(item), form | {"_again": "1"})

    assert given_back.context["editor"].form["body_en"].value() == f"<p>Half an hour</p>{TABLE}"


def test_kept_text_is_html_whatever_was_sent(client, item, person):
    form = form_of(client, address_of(item)) | {"body_en": "Kept\r\n\r\n[[1: Table]]"}

    client.post(address_of(item, "keep"), form)

    row = Autosave.objects.get(person=person)
    assert row.content["body_en"] == [f"<p>Kept</p>{TABLE}"]
    restored = client.get(f"{address_of(item)}?restore={row.pk}")
    assert Form(restored.text).sent["body_en"] == "Kept\r\n\r\n[[1: Table – Year 2015]]"


def test_change_is_proposed_and_applied_from_a_plain_text(client, institution, person, django_user_model):
    item = factories.NewsItemFactory(institution=institution, state=S.PUBLISHED, body_en=BODY)
    form = form_of(client, address_of(item, "change"))

    client.post(address_of(item, "change"), form | {"body_en": form["body_en"].replace("new", "older"), "_submit": "1"})

    change = open_change_of(item)
    assert ProposedChange.objects.get().content["body_en"] == [BODY.replace("new", "older")]
    approve_change(change, by=django_user_model.objects.create_superuser("a@portal.example", "x"))
    item.refresh_from_db()
    assert item.body_en == BODY.replace("new", "older")


@pytest.mark.usefixtures("person")
def test_new_item_is_written_plainly(client, institution):
    address = reverse("workspace:new", args=["news"])
    form = form_of(client, address)
    assert form["body_en-stored"] == ""

    typed = {"body_en": "## Halls\r\n\r\nThree halls.", "_save": "1"}
    client.post(address, form | sent(institution, **typed))

    (item,) = institution.news.all()
    assert item.body_en == "<h2>Halls</h2><p>Three halls.</p>"
