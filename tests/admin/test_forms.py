"""Forms of the admin accept and show only what lies within the scope of the person."""

import pytest
from django.urls import reverse

from alliances.models import Alliance, Event, Membership
from core.models import Source
from members.models import Institution
from news.models import NewsItem
from tests.admin.conftest import admin_url, form_data, signed_in
from tests.factories import (
    AllianceFactory,
    AreaFactory,
    BodyFactory,
    DraftEventFactory,
    DraftInstitutionFactory,
    DraftSourceFactory,
    EventFactory,
    EventHostFactory,
    InstitutionFactory,
    MembershipFactory,
    NewsItemFactory,
    SecretariatFactory,
    SecretariatUserFactory,
    SourceFactory,
)


@pytest.fixture
def member(ours):
    """An institution that our secretariat edits."""
    return MembershipFactory(alliance=ours).institution


def autocomplete(client, model, field, term=""):
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": term,
    }
    return client.get(reverse("admin:autocomplete"), query)


def test_autocomplete_offers_own_alliances_alone(secretariat, ours, theirs):
    found = autocomplete(secretariat, Event, "alliance").json()["results"]

    assert [row["id"] for row in found] == [ours.pk]


def test_autocomplete_offers_shared_records_once_public(secretariat):
    public, _draft = InstitutionFactory(), DraftInstitutionFactory()

    found = autocomplete(secretariat, Event, "institution").json()["results"]

    assert [row["id"] for row in found] == [public.pk]


def test_autocomplete_of_accounts_is_the_superusers(secretariat, superuser):
    assert autocomplete(superuser, Source, "title").status_code == 403
    assert autocomplete(secretariat, Event, "created_by").status_code == 403


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_records_of_another_alliance_are_not_there(secretariat, theirs, page):
    event = EventFactory(alliance=theirs)

    response = secretariat.get(admin_url(event, page))

    assert response.status_code == 302
    assert event.title not in response.content.decode()


def test_posting_a_change_to_another_alliances_record_changes_nothing(secretariat, theirs):
    event = EventFactory(alliance=theirs, title="Theirs")

    secretariat.post(admin_url(event, "change"), {"title_en": "Ours", "slug": event.slug, "alliance": theirs.pk})

    event.refresh_from_db()
    assert event.title == "Theirs"


def test_posted_id_of_another_alliance_is_refused(secretariat, ours, theirs):
    event = DraftEventFactory(alliance=ours)
    page = secretariat.get(admin_url(event, "change"))

    response = secretariat.post(admin_url(event, "change"), form_data(page, alliance=theirs.pk))

    assert "alliance" in response.context["adminform"].form.errors
    event.refresh_from_db()
    assert event.alliance == ours


def test_posted_id_of_anothers_draft_is_refused(secretariat, ours):
    event, draft = DraftEventFactory(alliance=ours), DraftInstitutionFactory()
    page = secretariat.get(admin_url(event, "change"))

    response = secretariat.post(admin_url(event, "change"), form_data(page, institution=draft.pk))

    assert "institution" in response.context["adminform"].form.errors


def test_record_cannot_be_placed_outside_ones_alliances(secretariat, ours):
    stranger = InstitutionFactory()
    event = DraftEventFactory(alliance=ours)
    page = secretariat.get(admin_url(event, "change"))
    data = form_data(page, institution=stranger.pk)
    data.pop("alliance")

    response = secretariat.post(admin_url(event, "change"), data)

    assert response.context["adminform"].form.non_field_errors()
    event.refresh_from_db()
    assert event.alliance == ours


def test_adding_sets_the_author_and_a_draft(secretariat, secretary, ours):
    page = secretariat.get(admin_url(Event, "add"))

    response = secretariat.post(
        admin_url(Event, "add"), form_data(page, title_en="Forum", slug="forum", alliance=ours.pk, starts="2021-05")
    )

    assert response.status_code == 302
    event = Event.objects.get(slug="forum")
    assert (event.created_by, event.state, event.starts.text) == (secretary, "draft", "2021-05")


@pytest.mark.parametrize("column", ["state", "published_at", "created_by", "search_tokens"])
def test_no_unexpected_column_changes_by_a_forged_post(secretariat, ours, column):
    event = DraftEventFactory(alliance=ours)
    page = secretariat.get(admin_url(event, "change"))
    before = getattr(event, column)

    data = form_data(page, title_en=event.title, **{column: "published"})
    secretariat.post(admin_url(event, "change"), data)

    event.refresh_from_db()
    assert getattr(event, column) == before


def test_shared_institution_is_read_only_without_a_relation(secretariat):
    stranger = InstitutionFactory(name="Elsewhere University")

    page = secretariat.get(admin_url(stranger, "change"))
    posted = secretariat.post(admin_url(stranger, "change"), {"name_en": "Mine", "slug": stranger.slug})

    assert page.status_code == 200
    assert "Elsewhere University" in page.content.decode()
    assert not page.context["has_change_permission"]
    assert posted.status_code == 403


def test_read_only_page_names_no_unseen_relation(secretariat):
    stranger = InstitutionFactory()
    stranger.related.add(DraftInstitutionFactory(name="Zebra Partner"))
    stranger.sources.add(DraftSourceFactory(title="Zebra Letter"))
    EventHostFactory(institution=stranger)

    page = secretariat.get(admin_url(stranger, "change")).content.decode()

    assert "Zebra" not in page


def test_institution_shows_the_rows_of_own_alliances_alone(secretariat, member, theirs):
    MembershipFactory(alliance=theirs, institution=member)

    page = secretariat.get(admin_url(member, "change"))

    shown = [
        form.instance.alliance
        for inline in page.context["inline_admin_formsets"]
        if inline.formset.model is Membership
        for form in inline.formset.initial_forms
    ]
    assert len(shown) == 1
    assert theirs.name not in page.content.decode()


def test_saving_keeps_relations_out_of_sight(secretariat, member):
    hidden, seen = DraftSourceFactory(title="Zebra Letter"), SourceFactory()
    member.sources.add(hidden, seen)
    page = secretariat.get(admin_url(member, "change"))

    response = secretariat.post(admin_url(member, "change"), form_data(page, acronym="NEW"))

    assert response.status_code == 302
    member.refresh_from_db()
    assert member.acronym == "NEW"
    assert "Zebra" not in page.content.decode()
    assert set(member.sources.all()) == {hidden, seen}


def test_saving_keeps_a_hidden_foreign_key(secretariat, ours):
    hidden = DraftSourceFactory(title="Zebra Letter")
    event = DraftEventFactory(alliance=ours, source=hidden)
    page = secretariat.get(admin_url(event, "change"))

    response = secretariat.post(admin_url(event, "change"), form_data(page, place_en="Beijing"))

    assert response.status_code == 302
    assert "Zebra" not in page.content.decode()
    event.refresh_from_db()
    assert (event.source, event.place) == (hidden, "Beijing")


def test_news_keep_the_alliances_of_others_that_they_name(secretariat, ours, theirs):
    story = NewsItemFactory(alliance=ours)
    story.alliances.add(ours, theirs)
    page = secretariat.get(admin_url(story, "change"))

    response = secretariat.post(admin_url(story, "change"), form_data(page, kicker_en="New"))

    assert response.status_code == 302
    assert set(NewsItem.objects.get(pk=story.pk).alliances.all()) == {ours, theirs}


def test_inline_row_of_another_alliance_cannot_be_taken_over(secretariat, ours, theirs):
    own = EventHostFactory(event=DraftEventFactory(alliance=ours))
    foreign = EventHostFactory(event=EventFactory(alliance=theirs))
    page = secretariat.get(admin_url(own.event, "change"))

    secretariat.post(admin_url(own.event, "change"), form_data(page, **{"hosts-0-id": foreign.pk, "hosts-0-order": 9}))

    foreign.refresh_from_db()
    assert (foreign.order, foreign.event.alliance) == (1, theirs)


def test_inline_row_cannot_be_put_under_another_parent(secretariat, ours, theirs):
    own = EventHostFactory(event=DraftEventFactory(alliance=ours))
    foreign = EventFactory(alliance=theirs)
    page = secretariat.get(admin_url(own.event, "change"))

    secretariat.post(admin_url(own.event, "change"), form_data(page, **{"hosts-0-event": foreign.pk}))

    own.refresh_from_db()
    assert own.event.alliance == ours


def test_membership_in_another_alliance_cannot_be_added_in_an_institution(secretariat, member, theirs):
    page = secretariat.get(admin_url(member, "change"))
    prefix = next(
        inline.formset.prefix for inline in page.context["inline_admin_formsets"] if inline.formset.model is Membership
    )
    forged = {
        f"{prefix}-TOTAL_FORMS": 2,
        f"{prefix}-1-alliance": theirs.pk,
        f"{prefix}-1-role": "member",
        f"{prefix}-1-since": "2019",
        f"{prefix}-1-standing": "recorded",
        f"{prefix}-1-institution": member.pk,
    }

    secretariat.post(admin_url(member, "change"), form_data(page, **forged))

    assert not Membership.objects.filter(alliance=theirs).exists()


def test_no_list_is_edited_in_place():
    from django.contrib import admin

    assert [model for model, model_admin in admin.site._registry.items() if model_admin.list_editable] == []


def test_delete_page_names_no_unseen_related_record(superuser, theirs):
    body = BodyFactory(alliance=theirs, name="Council of Theirs")
    host = body.alliance
    colleague = signed_in(SecretariatUserFactory(alliance=AllianceFactory()))

    assert "Council of Theirs" in superuser.get(admin_url(host, "delete")).content.decode()
    assert "Council of Theirs" not in colleague.get(admin_url(host, "delete")).content.decode()


def test_delete_page_says_only_that_something_unseen_stands_in_the_way(secretariat, secretary, theirs):
    draft = DraftInstitutionFactory(created_by=secretary)
    MembershipFactory(alliance=theirs, institution=draft)

    page = secretariat.get(admin_url(draft, "delete")).content.decode()

    assert theirs.acronym not in page
    assert "Records that you may not see" in page


def test_what_was_public_is_not_deleted_by_a_secretariat(secretariat, superuser, ours):
    event = EventFactory(alliance=ours)

    assert secretariat.post(admin_url(event, "delete"), {"post": "yes"}).status_code == 403
    assert superuser.post(admin_url(event, "delete"), {"post": "yes"}).status_code == 302


def test_sidebar_shows_own_deeds_alone(secretariat, ours, theirs):
    colleague = signed_in(SecretariatUserFactory(alliance=theirs))
    event = DraftEventFactory(alliance=theirs, title="Zebra Forum")
    page = colleague.get(admin_url(event, "change"))
    colleague.post(admin_url(event, "change"), form_data(page, place_en="Xi'an"))

    assert "Zebra Forum" in colleague.get(reverse("admin:index")).content.decode()
    assert "Zebra Forum" not in secretariat.get(reverse("admin:index")).content.decode()


def test_history_of_a_shared_record_is_told_to_its_editors_alone(secretariat, member):
    assert secretariat.get(admin_url(member, "history")).status_code == 200
    assert secretariat.get(admin_url(InstitutionFactory(), "history")).status_code == 403


def test_view_on_site_leads_to_nothing_unseen(secretariat, theirs):
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(Event).pk
    draft, public = DraftEventFactory(alliance=theirs), EventFactory(alliance=theirs)

    assert secretariat.get(reverse("admin:view_on_site", args=[kind, draft.pk])).status_code == 404
    assert secretariat.get(reverse("admin:view_on_site", args=[kind, public.pk])).status_code == 302


def test_areas_are_the_superusers_to_change(secretariat):
    area = AreaFactory()

    assert secretariat.get(admin_url(area, "change")).status_code == 200
    assert secretariat.post(admin_url(area, "change"), {}).status_code == 403


def test_alliances_are_added_by_the_superuser(secretariat, superuser):
    refused = secretariat.get(admin_url(Alliance, "add"))
    assert refused.status_code == 403
    assert "ask whoever administers this portal" in refused.content.decode()
    assert f'<a href="{reverse("admin:index")}">Back to “Today”</a>' in refused.content.decode()
    assert superuser.get(admin_url(Alliance, "add")).status_code == 200


def test_new_institution_is_its_makers_draft(secretariat, secretary):
    page = secretariat.get(admin_url(Institution, "add"))

    response = secretariat.post(admin_url(Institution, "add"), form_data(page, name_en="New School", slug="new-school"))

    assert response.status_code == 302
    made = Institution.objects.get(slug="new-school")
    assert (made.state, made.created_by) == ("draft", secretary)


@pytest.mark.parametrize("model", ["news/newsitem", "alliances/event", "research/project", "alliances/document"])
def test_new_content_is_of_the_one_alliance_that_a_person_works_for(secretariat, ours, model):
    form = secretariat.get(f"/admin/{model}/add/").context["adminform"].form

    assert form.initial["alliance"] == ours.pk


def test_new_content_of_who_works_for_two_alliances_is_of_none_yet(secretary, secretariat):
    SecretariatFactory(user=secretary)

    form = secretariat.get("/admin/news/newsitem/add/").context["adminform"].form

    assert "alliance" not in form.initial


def test_new_story_is_first_written_in_the_language_of_the_person(secretary, secretariat):
    secretary.language = "zh-hans"
    secretary.save()

    form = secretariat.get("/admin/news/newsitem/add/").context["adminform"].form

    assert form.initial["original_language"] == "zh-hans"


def test_choice_of_a_related_record_has_no_cross_that_deletes_it(superuser):
    page = superuser.get(admin_url(MembershipFactory(), "change")).text

    assert "change_id_institution" in page
    assert "delete_id_" not in page


def test_one_language_is_enough(secretariat, ours):
    event = DraftEventFactory(alliance=ours, title="Forum", title_ru="Форум")
    page = secretariat.get(admin_url(event, "change"))

    response = secretariat.post(admin_url(event, "change"), form_data(page, title_en=""))

    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.title_en, event.title_ru, event.title) == (None, "Форум", "Форум")


def test_text_in_no_language_is_asked_for(secretariat, ours):
    event = DraftEventFactory(alliance=ours)
    page = secretariat.get(admin_url(event, "change"))

    response = secretariat.post(admin_url(event, "change"), form_data(page, title_en=""))

    assert response.context["adminform"].form.errors == {"title_en": ["Write this text in at least one language."]}


@pytest.mark.parametrize(
    ("texts", "slug"),
    [
        ({"title_en": "Forum in Xi'an", "title_ru": "Форум"}, "forum-in-xian"),
        ({"title_ru": "Форум в Сиане"}, "forum-v-siane"),
        ({"title_zh_hans": "西安论坛"}, "xi-an-lun-tan"),
        ({"title_ar": "منتدى شيان"}, "mntda-shyan"),
        ({"title_en": "???"}, "newsitem"),
    ],
)
def test_address_left_empty_is_made_from_the_title_in_whatever_language(secretariat, ours, texts, slug):
    add = admin_url(NewsItem, "add")
    data = form_data(secretariat.get(add), alliance=ours.pk, slug="", **texts)

    response = secretariat.post(add, data)

    assert response.status_code == 302
    assert NewsItem.objects.get().slug == slug


def test_address_made_from_a_title_takes_none_that_was_given_out(secretariat, ours):
    NewsItemFactory(slug="forum")
    renamed = NewsItemFactory(slug="forum-2")
    renamed.slug = "moot"
    renamed.save()
    add = admin_url(NewsItem, "add")

    secretariat.post(add, form_data(secretariat.get(add), alliance=ours.pk, slug="", title_en="Forum"))

    assert NewsItem.objects.get(title_en="Forum").slug == "forum-3"


def test_address_of_a_present_record_is_not_left_out(secretariat, ours):
    change = admin_url(NewsItemFactory(alliance=ours, slug="forum"), "change")

    response = secretariat.post(change, form_data(secretariat.get(change), slug=""))

    assert "slug" in response.context["adminform"].form.errors
