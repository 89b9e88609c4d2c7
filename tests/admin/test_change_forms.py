"""Change forms: what one button saves and moves."""

import datetime

import pytest
from django.contrib.admin import site
from django.contrib.messages import get_messages
from django.urls import reverse
from reversion.models import Version

from core.admin.moves import PublishableAdmin
from core.clock import now
from core.languages import language_tag
from core.models import AuditEntry, Picture
from news.models import NewsItem
from tests.admin.conftest import admin_url, form_data, png
from tests.admin.test_query_counts import factory_of
from tests.factories import (
    AreaFactory,
    DraftNewsItemFactory,
    MembershipFactory,
    NewsItemFactory,
    NewsMentionFactory,
    PictureFactory,
)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def save(client, obj, **changes):
    """Open the form of a record, change some fields and press a button."""
    page = client.get(admin_url(obj, "change"))
    return client.post(admin_url(obj, "change"), form_data(page, **changes))


def test_one_button_saves_and_publishes(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, draft, kicker_en="New", _move="published")

    story = NewsItem.objects.get()
    assert response.url == admin_url(draft, "change")
    assert (story.kicker, story.state, story.is_published) == ("New", "published", True)
    assert AuditEntry.objects.get(action="move").after == "published"


def test_moment_in_the_future_schedules_and_names_the_zone(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours, title="Forum")
    moment = (now() + datetime.timedelta(days=3)).replace(second=0, microsecond=0)

    response = save(secretariat, draft, _move="published", move_at=f"{moment:%Y-%m-%dT%H:%M}")

    story = NewsItem.objects.get()
    assert (story.published_at, story.is_scheduled) == (moment, True)
    assert "“Forum” will be public from" in said(response)[0]
    assert "(UTC)" in said(response)[0]


def test_moment_that_has_passed_is_refused_and_the_text_kept(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, draft, kicker_en="New", _move="published", move_at="2020-01-01T10:00")

    story = NewsItem.objects.get()
    assert (story.kicker, story.state) == ("New", "draft")
    assert said(response)[1] == "This moment has passed. Leave it empty to publish at once."


def test_return_without_a_reason_saves_and_asks_for_it(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours, state="submitted")

    response = save(secretariat, item, kicker_en="New", _move="returned", move_reason=" ")

    item.refresh_from_db()
    assert (item.kicker, item.state) == ("New", "submitted")
    assert said(response)[1] == "Say why: the author reads the reason."


def test_return_with_a_reason_moves(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours, state="submitted")

    save(secretariat, item, _move="returned", move_reason="The figures lack a source.")

    item.refresh_from_db()
    assert item.state == "returned"
    assert AuditEntry.objects.get(action="move").note == "The figures lack a source."


def test_refused_move_repeats_the_reason_that_was_typed(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, item, _move="returned", move_reason="The figures lack a source.")

    assert "cannot go from" in said(response)[1]
    assert said(response)[2] == "You gave this reason: The figures lack a source."


def test_error_in_the_form_keeps_all_that_was_typed(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours, state="submitted")

    response = save(secretariat, item, kicker_en="New", slug="no good", _move="returned", move_reason="Because")

    item.refresh_from_db()
    assert item.state == "submitted"
    page = response.content.decode()
    assert "Because</textarea>" in page
    assert 'value="New"' in page


def test_new_record_is_made_and_submitted_at_once(secretariat, ours):
    page = secretariat.get(admin_url(NewsItem, "add"))

    secretariat.post(
        admin_url(NewsItem, "add"),
        form_data(page, title_en="Forum", slug="forum", alliance=ours.pk, source_date="2021", _move="submitted"),
    )

    assert NewsItem.objects.get(slug="forum").state == "submitted"


def test_forged_move_to_no_state_only_saves(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, draft, kicker_en="New", _move="nonsense")

    assert response.url == admin_url(NewsItem, "changelist")
    assert NewsItem.objects.get().state == "draft"


@pytest.mark.parametrize(("state", "buttons"), [("published", ["archived"]), ("archived", ["draft"])])
def test_form_has_the_buttons_of_the_table(secretariat, ours, state, buttons):
    page = secretariat.get(admin_url(NewsItemFactory(alliance=ours, state=state), "change"))

    assert [move["to"] for move in page.context["moves"]] == buttons
    assert page.content.decode().count('name="_move"') == len(buttons)


def test_old_version_offers_no_move(superuser, ours):
    story = NewsItemFactory(alliance=ours)
    save(superuser, story, kicker_en="New")
    [version] = Version.objects.get_for_object(story)

    old = superuser.get(admin_url(story, "revision", version.pk))

    assert old.status_code == 200
    assert 'name="_move"' not in old.content.decode()


def check(client, obj, **typed):
    """Ask for remarks on a form as it stands in a browser."""
    page = client.get(admin_url(obj, "change"))
    return client.post(page.context["check_address"], form_data(page, **typed)).content.decode()


def test_form_lists_remarks_and_links_them_to_their_fields(secretariat, ours):
    story = NewsItemFactory(alliance=ours, body_en='<p><a href="https://a.example/">Click here</a></p>')

    page = secretariat.get(admin_url(story, "change")).content.decode()

    assert 'href="#id_body_en"' in page
    assert "The link “Click here” does not say where it leads" in page


def test_check_answers_to_what_was_typed_and_writes_nothing(secretariat, ours):
    story = NewsItemFactory(alliance=ours, title="Forum")

    said_of_it = check(secretariat, story, title_en="THE FORUM HAS OPENED", slug="no good")

    assert "The title is in capitals" in said_of_it
    assert NewsItem.objects.get().title == "Forum"


def test_check_of_a_new_record(secretariat, ours):
    page = secretariat.get(admin_url(NewsItem, "add"))

    response = secretariat.post(page.context["check_address"], form_data(page, title_ru="The forum has opened"))

    assert "not in the script of its language" in response.content.decode()
    assert not NewsItem.objects.exists()


def test_check_tells_of_pictures_in_the_form(secretariat, ours):
    story = NewsItemFactory(alliance=ours)
    one, two = (PictureFactory(owner=story, alt=alt, caption="The hall") for alt in ("A hall", "People"))

    said_of_it = check(secretariat, story)

    assert said_of_it.count("Another picture has the same caption") == 1
    assert {one.owner_id, two.owner_id} == {story.pk}


@pytest.mark.parametrize("method", ["get", "post"])
def test_check_of_another_alliances_record_is_not_there(secretariat, theirs, method):
    story = NewsItemFactory(alliance=theirs, title="ZEBRAS OF THE SAVANNA")
    address = f"{admin_url(story, 'change')}check/"

    response = getattr(secretariat, method)(address)

    assert response.status_code == (404 if method == "post" else 405)
    assert "ZEBRAS" not in response.content.decode()


def test_check_is_for_those_who_may_change_the_record(secretariat):
    area = AreaFactory()

    assert secretariat.post(f"{admin_url(area, 'change')}check/").status_code == 403


def test_leaving_a_form_with_remarks_says_so(secretariat, ours):
    story = NewsItemFactory(alliance=ours)

    response = save(secretariat, story, title_en="THE FORUM HAS OPENED")

    assert "1 remark on the texts of" in said(response)[0]


def test_paste_is_cleaned_and_its_pictures_counted(secretariat):
    pasted = '<h1>Forum</h1><p class="MsoNormal">Once</p><img src="data:,"><img src="https://a.example/b.png">'

    answer = secretariat.post(reverse("admin:news_newsitem_paste"), {"html": pasted})

    assert answer.json() == {"html": "<h2>Forum</h2><p>Once</p>", "left_out": 2}


def test_paste_is_for_those_who_manage_such_records(client, secretariat):
    address = reverse("admin:core_slugredirect_paste")

    assert client.post(address, {"html": "<p>a</p>"}).status_code == 302
    assert secretariat.post(address, {"html": "<p>a</p>"}).status_code == 403


def test_saving_a_foreign_picture_says_that_it_was_left_out(secretariat, ours):
    story = NewsItemFactory(alliance=ours)

    response = save(secretariat, story, body_en='<p>Once <img src="https://cdn.example/a.jpg"></p>')

    assert "1 remark on the texts of" in said(response)[0]
    assert NewsItem.objects.get().body == "<p>Once </p>"


def prefix_of(page, model):
    """The prefix of the rows of a model in a change form."""
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    return next(formset.prefix for formset in formsets if formset.model is model)


def test_picture_is_seen_in_its_form(secretariat, ours):
    picture = PictureFactory(owner=NewsItemFactory(alliance=ours))

    page = secretariat.get(admin_url(picture.owner, "change")).content.decode()

    assert f'src="{picture.file.url}"' in page
    assert "8 × 6" in page


def test_logo_is_seen_where_it_is_changed(secretariat, ours):
    institution = MembershipFactory(alliance=ours, institution__logo=png()).institution

    page = secretariat.get(admin_url(institution, "change")).text

    assert f'src="{institution.logo.url}"' in page
    assert "4 × 3" in page


def test_picture_of_a_form_that_came_back_leads_to_no_file(secretariat, ours):
    story = NewsItemFactory(alliance=ours)
    prefix = prefix_of(secretariat.get(admin_url(story, "change")), Picture)
    row = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-0-order": 1, f"{prefix}-0-file": png()}

    page = save(secretariat, story, **row, **{f"{prefix}-0-alt_en": "IMG_1.jpg"}).text

    assert "4 × 3" in page
    assert "picture-preview" not in page


def test_two_pictures_may_not_be_described_in_the_same_words(secretariat, ours):
    story = NewsItemFactory(alliance=ours)
    for number in (1, 2):
        PictureFactory(owner=story, alt=f"A hall, {number}", order=number)
    page = secretariat.get(admin_url(story, "change"))
    prefix = prefix_of(page, Picture)

    response = secretariat.post(admin_url(story, "change"), form_data(page, **{f"{prefix}-1-alt_en": "a hall, 1"}))

    formset = next(
        inline.formset for inline in response.context["inline_admin_formsets"] if inline.formset.model is Picture
    )
    assert formset.forms[1].errors == {
        "alt_en": ["Another picture has the same alternative text: “a hall, 1”"],
    }


def test_pictures_are_ordered_without_script(secretariat, ours):
    story = NewsItemFactory(alliance=ours)
    first, second = (PictureFactory(owner=story, order=number) for number in (1, 2))
    page = secretariat.get(admin_url(story, "change"))
    prefix = prefix_of(page, Picture)
    swapped = {f"{prefix}-0-order": 2, f"{prefix}-1-order": 1}

    response = secretariat.post(admin_url(story, "change"), form_data(page, **swapped))

    assert response.status_code == 302
    assert list(story.pictures.in_order()) == [second, first]


def preview(client, obj, language="en", **typed):
    page = client.get(admin_url(obj, "change"))
    return client.post(f"{admin_url(obj, 'change')}preview/{language}/", form_data(page, **typed))


def test_preview_shows_what_was_typed_and_writes_nothing(secretariat, ours):
    story = DraftNewsItemFactory(alliance=ours, title="As stored", lead="Once")

    response = preview(secretariat, story, title_en="As typed", body_en="<h1>Part</h1>")

    page = response.content.decode()
    assert "As typed" in page
    assert "<h2>Part</h2>" in page
    assert "sandbox allow-same-origin;" in response["Content-Security-Policy"]
    assert NewsItem.objects.get().title == "As stored"
    assert not AuditEntry.objects.exists()
    assert not Version.objects.exists()


@pytest.mark.parametrize(("language", "title"), [("ru", "Форум"), ("ar", "Forum"), ("zh-hans", "Forum")])
def test_preview_in_each_language(secretariat, ours, language, title):
    story = DraftNewsItemFactory(alliance=ours, title="Forum", title_ru="Форум")

    page = preview(secretariat, story, language).content.decode()

    assert f'<html lang="{language_tag(language)}"' in page
    assert title in page


def test_preview_of_a_new_record(secretariat, ours):
    page = secretariat.get(admin_url(NewsItem, "add"))
    typed = form_data(page, title_en="A new forum", slug="forum", alliance=ours.pk, source_date="2021")

    response = secretariat.post(f"{admin_url(NewsItem, 'add')}preview/en/", typed)

    assert "A new forum" in response.content.decode()
    assert not NewsItem.objects.exists()


def test_preview_of_a_form_with_errors_says_what_to_mend(secretariat, ours):
    story = DraftNewsItemFactory(alliance=ours)

    page = preview(secretariat, story, slug="no good").content.decode()

    assert "There is no preview yet" in page
    assert "Enter a valid “slug”" in page


def test_preview_is_for_those_who_may_change_the_record(secretariat, ours, theirs):
    draft, area = DraftNewsItemFactory(alliance=theirs), AreaFactory()

    assert secretariat.post(f"{admin_url(draft, 'change')}preview/en/").status_code == 404
    assert secretariat.post(f"{admin_url(area, 'change')}preview/en/").status_code == 403
    assert secretariat.get(f"{admin_url(area, 'change')}preview/en/").status_code == 405


@pytest.mark.parametrize(
    "model_admin", [a for a in site._registry.values() if isinstance(a, PublishableAdmin)], ids=str
)
def test_every_kind_of_record_with_a_page_has_a_preview(superuser, model_admin):
    record = factory_of(model_admin.model)()

    response = preview(superuser, record)

    assert response.status_code == 200
    assert "There is no preview yet" not in response.content.decode()


def test_head_says_how_the_record_stands_and_where_it_is(secretariat, ours):
    story = DraftNewsItemFactory(alliance=ours, title="Forum", title_ru="Форум", lead="Once")
    save(secretariat, story, kicker_en="New", _move="published")

    head = secretariat.get(admin_url(story, "change")).context["head"]

    assert head["since"] == AuditEntry.objects.get(action="move").at
    assert head["permanent"].endswith(f"/id/{story.pk}")
    assert head["public"] == story.get_absolute_url()
    assert [language["code"] for language in head["languages"]] == ["en"]
    assert [(language["code"], [str(label) for label in labels]) for language, labels in head["lacking"]] == [
        ("zh-hans", ["kicker", "title", "lead"]),
        ("ru", ["kicker", "lead"]),
        ("ar", ["kicker", "title", "lead"]),
    ]
    assert head["change"].who


def test_head_tells_those_who_only_look_of_no_change(secretariat, superuser):
    area = AreaFactory()
    save(superuser, area, name_en="Energy")

    head = secretariat.get(admin_url(area, "change")).context["head"]

    assert head["change"] is None


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("factory", "queries"), [(PictureFactory, 30), (NewsMentionFactory, 30)])
def test_form_query_count(superuser, factory, queries, rows, django_assert_num_queries):
    story = NewsItemFactory()
    owner = "owner" if factory is PictureFactory else "news_item"
    for _number in range(rows):
        factory(**{owner: story})
    superuser.get(admin_url(story, "change"))

    with django_assert_num_queries(queries):
        superuser.get(admin_url(story, "change"))
