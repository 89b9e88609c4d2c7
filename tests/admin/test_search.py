"""One search over the lists of the admin: any script, own scope alone, few queries."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.desk.registry import names
from core.models import Listed
from members.models import Institution, User
from news.models import NewsItem
from tests import factories
from tests.admin.conftest import admin_url, signed_in

SEARCH = "/admin/search/"


def found(page):
    return {result.model: [line.name_en for line in result.lines] for result in page.context["found"]}


def test_every_record_with_a_title_is_searched():
    assert {model for model in admin.site._registry if issubclass(model, Listed)} <= set(names())


@pytest.mark.parametrize("words", ["Tsinghua", "tsinghua univ", "清华", "Цинхуа", "تسينغهوا"])
def test_search_finds_names_in_four_scripts(secretariat, words):
    factories.InstitutionFactory(
        name_en="Tsinghua University", name_zh_hans="清华大学", name_ru="Университет Цинхуа", name_ar="جامعة تسينغهوا"
    )
    factories.InstitutionFactory()

    assert found(secretariat.get(SEARCH, {"q": words})) == {Institution: ["Tsinghua University"]}


def test_search_finds_what_belongs_to_the_name(secretariat, ours):
    institution = factories.InstitutionFactory(name_en="Harbin Institute of Technology")
    factories.MembershipFactory(alliance=ours, institution=institution)
    factories.TenureFactory(seat__body__alliance=ours, institution=institution)
    factories.NewsItemFactory(alliance=ours, title_en="A visit to Harbin")

    page = secretariat.get(SEARCH, {"q": "Harbin"})

    labels = [model._meta.label_lower for model in found(page)]
    assert labels == ["members.institution", "news.newsitem", "alliances.membership", "governance.tenure"]


def test_record_itself_comes_before_the_rows_that_join_it(secretariat, ours):
    factories.MembershipFactory(alliance=ours, institution__name="Xidian University")

    found = secretariat.get(SEARCH, {"q": "Xidian"}).context["found"]

    assert [part.model.__name__ for part in found] == ["Institution", "Membership"]


def test_each_line_leads_to_its_form(secretariat, ours):
    item = factories.NewsItemFactory(alliance=ours, title_en="Harbin")

    page = secretariat.get(SEARCH, {"q": "Harbin"}).content.decode()

    assert f'href="{admin_url(item, "change")}"' in page
    assert f'href="{admin_url(NewsItem, "changelist")}?q=Harbin"' in page


def test_search_finds_nothing_of_other_alliances(secretariat, superuser, theirs):
    factories.NewsItemFactory(alliance=theirs, title_en="Veiled")
    factories.MembershipFactory(alliance=theirs, institution=factories.DraftInstitutionFactory(name_en="Veiled"))
    factories.ContradictionFactory(alliance=theirs, topic_en="Veiled")
    factories.UserFactory(full_name="Veiled")

    assert found(secretariat.get(SEARCH, {"q": "Veiled"})) == {}
    assert len(found(superuser.get(SEARCH, {"q": "Veiled"}))) == 5


def test_struck_rows_are_not_found(secretariat, ours):
    row = factories.MembershipFactory(alliance=ours, institution__name_en="Harbin")
    type(row).objects.filter(pk=row.pk).update(recorded_until=row.recorded_from)

    assert set(found(secretariat.get(SEARCH, {"q": "Harbin"}))) == {Institution}


def test_only_the_superuser_finds_accounts(secretariat, superuser):
    factories.UserFactory(full_name="Marco Polo")

    assert found(secretariat.get(SEARCH, {"q": "Marco"})) == {}
    assert found(superuser.get(SEARCH, {"q": "Marco"})) == {User: ["Marco Polo"]}


def test_more_than_fit_are_in_the_list(secretariat, ours):
    for number in range(9):
        factories.NewsItemFactory(alliance=ours, title_en=f"Story {number}")

    [result] = secretariat.get(SEARCH, {"q": "Story"}).context["found"]

    assert len(result.shown) == 6
    assert result.has_more


@pytest.mark.parametrize("words", ["", "   ", "\0", "zzz", "%", "<script>", "x" * 5000])
def test_search_answers_whatever_is_typed(secretariat, words):
    page = secretariat.get(SEARCH, {"q": words})

    assert page.status_code == 200
    assert page.context["found"] == []
    assert "<script>alert" not in page.content.decode()


def test_search_without_words_shows_every_list(secretariat):
    page = secretariat.get(SEARCH)

    lists = {entry["model"] for app in page.context["app_list"] for entry in app["models"]}
    assert {model for model in admin.site._registry if model._meta.label_lower == "members.office"} <= lists


def test_box_stands_on_every_page(secretariat):
    for address in ("/admin/", admin_url(NewsItem, "changelist"), reverse("admin:app_list", args=["news"])):
        assert f'action="{SEARCH}"' in secretariat.get(address).content.decode()


def test_search_is_for_staff(client, db):
    client.force_login(factories.RepresentativeUserFactory())

    assert client.get(SEARCH, {"q": "x"}).status_code in {302, 403}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("secretary", 5), ("superuser", 3)])
def test_search_query_count(rows, who, queries, ours, secretary, django_assert_num_queries):
    for _number in range(rows):
        factories.NewsItemFactory(alliance=ours, title_en="Harbin")
        factories.MembershipFactory(alliance=ours, institution__name_en="Harbin")
    client = signed_in(secretary if who == "secretary" else factories.SuperuserFactory())
    client.get(SEARCH, {"q": "Harbin"})

    with django_assert_num_queries(queries):
        client.get(SEARCH, {"q": "Harbin"})
