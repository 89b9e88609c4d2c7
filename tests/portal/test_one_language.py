"""A record that is written in one language alone is whole everywhere: pages, lists, search, API and admin."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.languages import SUFFIXES, language_tag, translated_fields
from core.models.base import SORT_LANGUAGES, Publishable
from portal.api_router import ENDPOINTS
from tests import factories
from tests.admin.conftest import admin_url, signed_in
from tests.admin.test_query_counts import factory_of

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "zh-hans", "ru", "ar"]
TEXTS = {"ru": "Лаборатория вечной мерзлоты", "zh-hans": "冻土实验室", "ar": "مختبر التربة المتجمدة"}
WORDS = {"ru": "мерзлоты", "zh-hans": "实验室", "ar": "التربة"}
MODELS = {endpoint: viewset.serializer_class.model for endpoint, viewset in ENDPOINTS.items()}
KINDS = {
    endpoint: model
    for endpoint, model in MODELS.items()
    if issubclass(model, Publishable) and model.title_field in translated_fields(model)
}
LISTS = {
    "alliances": "alliances:list",
    "institutions": "members:institution_list",
    "news": "news:list",
    "events": "alliances:event_list",
    "groups": "research:group_list",
    "projects": "research:project_list",
    "opportunities": "research:opportunity_list",
    "areas": "research:area_list",
}


def only_in(language, model):
    """A published record whose every text is in this language."""
    empty = {f"{name}_{suffix}": "" for name in translated_fields(model) for suffix in SUFFIXES}
    own = language.replace("-", "_")
    texts = {f"{name}_{own}": TEXTS[language] for name in translated_fields(model)}
    return factory_of(model)(**empty | texts)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", KINDS)
def test_record_has_a_name_and_a_place_in_every_order(kind, language):
    record = only_in(language, KINDS[kind])

    assert str(record) == TEXTS[language]
    assert all(getattr(record, f"sort_{suffix}") for suffix in SORT_LANGUAGES)


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", KINDS)
def test_page_of_the_record_shows_it_in_its_own_language(client, kind, language, reader):
    record = only_in(language, KINDS[kind])

    page = client.get(record.get_absolute_url().replace("/en/", f"/{reader}/", 1), follow=True)

    html = page.content.decode()
    assert page.status_code == 200
    assert TEXTS[language] in html
    if reader != language:
        assert f'lang="{language_tag(language)}"' in html


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", LISTS)
def test_lists_show_and_find_it(client, kind, language, reader):
    only_in(language, KINDS[kind])
    address = reverse(LISTS[kind]).replace("/en/", f"/{reader}/", 1)

    # The tree of areas has no search.
    for query in [{}] if kind == "areas" else [{}, {"search": WORDS[language]}]:
        assert TEXTS[language] in client.get(address, query).content.decode(), query


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", KINDS)
def test_api_names_the_language_of_each_text(client, kind, language):
    record = only_in(language, KINDS[kind])

    answer = client.get(f"/api/v1/{kind}/{record.slug}/", {"lang": "en"})

    title = record.title_field
    assert answer.json()[title] == TEXTS[language]
    assert answer.json()["languages"][title] == language_tag(language)
    assert answer.headers["Content-Language"] == "en"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", KINDS)
def test_admin_lists_name_and_find_it(kind, language):
    model = KINDS[kind]
    record = only_in(language, model)
    superuser = signed_in(factories.SuperuserFactory())
    assert model in admin.site._registry

    page = superuser.get(admin_url(model, "changelist"), {"q": WORDS[language]})

    assert [row.pk for row in page.context["cl"].result_list] == [record.pk]
    assert TEXTS[language] in page.content.decode()


def test_filter_offers_names_marked_with_their_language(client):
    factories.AllianceFactory(slug="named", name="Alliance of the North", name_ru="Альянс Севера")
    factories.AllianceFactory(slug="unnamed", name="Alliance of the South")

    html = client.get("/ru/news/").content.decode()

    assert '<option value="named">Альянс Севера</option>' in html
    assert '<option value="unnamed" lang="en" dir="ltr">Alliance of the South</option>' in html
