import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from reversion.models import Version

from core import editing
from core.choices import PublicationState as S
from core.models import AuditEntry, Autosave, Picture
from core.services import keeping
from news.models import NewsItem
from tests import factories

pytestmark = pytest.mark.django_db
KINDS = ["news", "events", "groups", "projects", "opportunities"]
NEW = "/workspace/news/new/"
PICTURE_ROWS = {"pictures-TOTAL_FORMS": "3", "pictures-INITIAL_FORMS": "0"}


@pytest.fixture
def institution():
    membership = factories.MembershipFactory()
    return membership.institution


@pytest.fixture
def person(client, institution):
    user = factories.RepresentativeUserFactory(institution=institution)
    client.force_login(user)
    return user


def sent(institution, **given):
    """A news form as a browser sends it; further fields overwrite."""
    fields = {"kind": "news", "institution": institution.pk, "original_language": "en", "title_en": "We met"}
    return {**PICTURE_ROWS, **fields, **given}


def picture_file(name="room.png"):
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def edit_address(item, page="edit"):
    return reverse(f"workspace:{page}", args=["news", item.pk])


def as_shown(client, item, address="edit"):
    """What a browser sends back of an item's form that nobody touched."""
    context = client.get(edit_address(item, address)).context
    return as_sent(context["editor"], context["made_from"], context["autosave_id"])


def as_sent(editor, made_from, autosave_id):
    """What a browser sends of a form that nobody touched."""
    data = {"_made-from": made_from, "_autosave": autosave_id}
    for form in (editor.form, *editor.pictures.forms, editor.pictures.management_form):
        for bound in form:
            value = bound.value()
            if isinstance(value, list):
                value = [getattr(part, "pk", part) for part in value]
            if value is not None and value is not False and value != "" and bound.name != "file":
                data[bound.html_name] = value
    return data


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_written_in_one_language(client, kind, institution):
    title = f"{editing.kinds()[kind].model.title_field}_ar"
    page = client.get(f"/workspace/{kind}/new/")
    data = {"institution": institution.pk, title: "لقاء في القاهرة", **PICTURE_ROWS}
    for form in (page.context["editor"].form,):
        data |= {bound.html_name: bound.value() for bound in form if bound.field.required and bound.value()}
    for _rows, formset in page.context["editor"].rows:
        data |= {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}

    answer = client.post(f"/workspace/{kind}/new/", data)

    (item,) = editing.kinds()[kind].model.objects.filter(institution=institution)
    assert answer["Location"] == reverse("workspace:edit", args=[kind, item.pk])
    assert (getattr(item, title), item.state) == ("لقاء في القاهرة", S.DRAFT)


def test_item_that_is_sent_waits_for_the_secretariat(client, institution, person):
    client.post(NEW, sent(institution, body_en="<p>A text.</p>", _submit="1"))

    item = NewsItem.objects.get()
    assert item.state == S.SUBMITTED
    assert list(
        AuditEntry.objects.filter(object_id=item.pk).values_list("action", "actor_id").order_by("at", "pk")
    ) == [
        ("add", person.pk),
        ("move", person.pk),
    ]


@pytest.mark.usefixtures("person")
def test_item_without_a_whole_language_stays_a_draft_and_says_why(client, institution):
    page = client.post(NEW, sent(institution, _submit="1"), follow=True)

    assert NewsItem.objects.get().state == S.DRAFT
    assert "it needs title and text in one language" in page.text


@pytest.mark.usefixtures("person")
def test_remarks_are_told_before_an_item_goes(client, institution):
    data = sent(institution, body_en="<p>The list is <a href='https://a.example'>here</a>.</p>", _submit="1")

    page = client.post(NEW, data, follow=True)
    item = NewsItem.objects.get()
    client.post(edit_address(item), as_shown(client, item) | {"_submit": "1", "_told": "1"})

    assert "Look at the remarks" in page.text
    item.refresh_from_db()
    assert item.state == S.SUBMITTED


@pytest.mark.usefixtures("person")
def test_institution_of_others_is_refused_and_what_was_typed_comes_back(client, institution):
    other = factories.InstitutionFactory()

    page = client.post(NEW, sent(other, lead_ru="Встреча в Каире"))

    assert not NewsItem.objects.exists()
    assert "Встреча в Каире" in page.text


@pytest.mark.usefixtures("person")
def test_main_alliance_is_one_that_the_institution_is_in(client, institution):
    foreign = factories.AllianceFactory()

    client.post(NEW, sent(institution, alliance=foreign.pk))

    assert not NewsItem.objects.exists()


@pytest.mark.usefixtures("person")
def test_fields_that_the_form_does_not_name_stay_as_they_are(client, institution):
    client.post(NEW, sent(institution, state="published", slug="chosen", unpublish_at="2030-01-01", created_by="1"))

    item = NewsItem.objects.get()
    assert (item.state, item.slug, item.unpublish_at) == (S.DRAFT, "we-met", None)


@pytest.mark.usefixtures("person")
def test_picture_outlives_a_form_that_is_refused(client, institution):
    row = {"pictures-0-file": picture_file(), "pictures-0-order": "1", "pictures-0-alt_en": ""}
    page = client.post(NEW, sent(institution, **row))
    kept = page.context["editor"].pictures.forms[0]["kept"].value()
    assert not NewsItem.objects.exists()

    again = {"pictures-0-kept": kept, "pictures-0-alt_en": "A room with a long table", "pictures-0-order": "1"}
    client.post(NEW, sent(institution, _autosave=page.context["autosave_id"], **again))

    (picture,) = NewsItem.objects.get().pictures.all()
    assert picture.alt == "A room with a long table"
    assert picture.file.width == 60
    assert not Autosave.objects.exists()
    assert Picture.objects.count() == 1


@pytest.mark.usefixtures("person")
def test_picture_that_somebody_else_keeps_is_not_taken(client, institution):
    other = factories.UserFactory()
    fields = {"kind": "news", "object_id": "", "file": picture_file()}
    foreign = keeping.keep_picture(other, keeping.proper_id(""), **fields)

    client.post(NEW, sent(institution, **{"pictures-0-kept": foreign.pk, "pictures-0-is_decorative": "on"}))

    assert not NewsItem.objects.exists()
    assert client.get(foreign.file.url).status_code == 404


@pytest.mark.usefixtures("person")
def test_two_people_who_write_at_once_do_not_overwrite_each_other(client, institution):
    item = factories.NewsItemFactory(institution=institution, state=S.DRAFT, title="First", kicker="Old")
    mine = as_shown(client, item) | {"title_en": "Mine"}
    NewsItem.objects.filter(pk=item.pk).update(title_en="Theirs", kicker_en="New")

    page = client.post(edit_address(item), mine)

    item.refresh_from_db()
    assert page.status_code == 409
    assert (item.title_en, item.kicker_en) == ("Theirs", "New")
    assert page.context["editor"].form["title_en"].value() == "Mine"
    assert page.context["editor"].form["kicker_en"].value() == "New"


@pytest.mark.usefixtures("person")
def test_untouched_form_saves_nothing(client, institution):
    item = factories.NewsItemFactory(institution=institution, state=S.DRAFT, title="First", body="<p>Text.</p>")
    factories.PictureFactory(owner=item)

    answer = client.post(edit_address(item), as_shown(client, item))

    assert answer.status_code == 302
    assert not AuditEntry.objects.filter(object_id=item.pk).exists()
    assert not Version.objects.get_for_object_reference(NewsItem, item.pk).exists()


def test_who_was_signed_out_while_writing_gets_the_text_back(client, institution):
    page = client.post(NEW, sent(institution, body_en="<p>Half an hour of work</p>"))

    assert page.status_code == 403
    assert "Half an hour of work" in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("way", ["token of an earlier session", "page that gave it back"])
def test_who_signed_in_anew_while_writing_gets_the_form_back_unsaved(institution, way):
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.RepresentativeUserFactory(institution=institution))
    token = str(client.get(NEW).context["csrf_token"])
    given = {"_again": "1", "csrfmiddlewaretoken": token} if way.startswith("page") else {"_save": "1"}

    page = client.post(NEW, sent(institution, body_en="<p>Half an hour of work</p>", **given))

    assert page.status_code == 403
    assert page.context["editor"].form["body_en"].value() == "<p>Half an hour of work</p>"
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize("state", [S.SUBMITTED, S.PUBLISHED, S.ARCHIVED])
def test_what_is_no_longer_with_the_author_is_not_edited(client, institution, person, state):
    item = factories.NewsItemFactory(institution=institution, state=state, title="As it was")

    assert client.get(edit_address(item)).status_code == 302
    client.post(edit_address(item), sent(institution, title_en="Changed"))

    item.refresh_from_db()
    assert item.title_en == "As it was"


def test_item_is_taken_back_copied_and_deleted(client, institution, person):
    item = factories.NewsItemFactory(institution=institution, state=S.SUBMITTED, published_at=None)
    factories.PictureFactory(owner=item)

    client.post(edit_address(item, "move"), {"to": "draft"})
    client.post(edit_address(item, "copy"))
    copied = NewsItem.objects.exclude(pk=item.pk).get()
    client.post(edit_address(item, "delete"))

    assert (copied.title, copied.state, copied.pictures.count()) == (item.title, S.DRAFT, 1)
    assert not NewsItem.objects.filter(pk=item.pk).exists()


def test_author_moves_nothing_to_where_the_secretariat_does(client, institution, person):
    item = factories.NewsItemFactory(institution=institution, state=S.SUBMITTED, published_at=None)

    assert client.post(edit_address(item, "move"), {"to": "published"}).status_code == 404


def test_typed_text_is_kept_and_restored(client, institution, person):
    page = client.get(NEW)
    data = sent(institution, title_en="Not saved yet", _autosave=page.context["autosave_id"])

    assert client.post(f"{NEW}keep/", data).status_code == 204

    offered = client.get(NEW).context["offers"]
    restored = client.get(f"{NEW}?restore={offered[0].pk}")
    assert [offer.title for offer in offered] == ["Not saved yet"]
    assert restored.context["editor"].form["title_en"].value() == "Not saved yet"
    client.post(NEW, data)
    assert not Autosave.objects.exists()


def test_two_windows_keep_two_texts(client, institution, person):
    for title in ("In one window", "In the other"):
        client.post(f"{NEW}keep/", sent(institution, title_en=title, _autosave=client.get(NEW).context["autosave_id"]))

    assert {row.title for row in Autosave.objects.all()} == {"In one window", "In the other"}


def test_kept_text_of_others_is_out_of_reach(client, institution, person):
    row = factories.AutosaveFactory(title="Of a colleague")

    assert client.get(f"{NEW}?restore={row.pk}").status_code == 404
    assert client.post(reverse("workspace:forget", args=[row.pk])).status_code == 404
    assert client.post(f"{NEW}keep/", sent(institution, _autosave=row.pk)).status_code == 404
    assert "Of a colleague" not in client.get(NEW).text


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("name", ["picture.gif", "picture.svg"])
def test_picture_that_cannot_be_taken_gets_a_sentence(client, name):
    file = SimpleUploadedFile(name, b"GIF89a" if name.endswith("gif") else b"<svg></svg>")

    answer = client.post(f"{NEW}picture/", {"file": file})

    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


@pytest.mark.usefixtures("person")
def test_partner_is_found_by_any_of_its_names(client, institution):
    partner = factories.InstitutionFactory(name_en="Lanzhou University", name_zh_hans="兰州大学", acronym="LZU")
    factories.DraftInstitutionFactory(name_en="Hidden Academy")

    client.post(NEW, sent(institution, institutions="兰州大学\nlzu"))
    hidden = client.post(NEW, sent(institution, institutions="Hidden Academy"))

    assert list(NewsItem.objects.get().institutions.all()) == [partner]
    assert "No institution is called" in hidden.text
