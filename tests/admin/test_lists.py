"""Lists of the admin show a secretariat its own alliance's records, and shared ones only once they are public."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from alliances.models import Alliance, Document, Event, Membership, Statement
from core.dates import PartialDate
from core.models import AuditEntry, SlugRedirect, Source, WithdrawnId
from core.services.auditing import record
from governance.models import Body, Proposal, Seat, Tenure
from members.models import Institution, User
from news.models import NewsItem
from research.models import Group
from tests.admin.conftest import admin_url
from tests.factories import (
    BodyFactory,
    DocumentFactory,
    DraftInstitutionFactory,
    DraftNewsItemFactory,
    DraftSourceFactory,
    EventFactory,
    GroupFactory,
    InstitutionFactory,
    MembershipFactory,
    ProposalFactory,
    RepresentativeUserFactory,
    SeatFactory,
    StatementFactory,
    TenureFactory,
)

OWN_APPS = {"core", "members", "alliances", "governance", "research", "news"}
CLOSED = [User, SlugRedirect, WithdrawnId]


def shown(response):
    return list(response.context["cl"].result_list)


OF_AN_ALLIANCE = [
    (Document, DocumentFactory),
    (Event, EventFactory),
    (Membership, MembershipFactory),
    (Statement, StatementFactory),
    (Body, BodyFactory),
    (Proposal, ProposalFactory),
    (NewsItem, DraftNewsItemFactory),
    (Group, GroupFactory),
]


@pytest.mark.parametrize(("model", "factory"), OF_AN_ALLIANCE)
def test_list_shows_own_records_alone(secretariat, ours, theirs, model, factory):
    own, _hidden = factory(alliance=ours), factory(alliance=theirs)

    response = secretariat.get(admin_url(model, "changelist"))

    assert shown(response) == [own]
    assert response.context["cl"].result_count == 1


def test_seats_and_tenures_follow_their_body(secretariat, ours, theirs):
    own = TenureFactory(seat=SeatFactory(body=BodyFactory(alliance=ours)))
    TenureFactory(seat=SeatFactory(body=BodyFactory(alliance=theirs)))

    assert shown(secretariat.get(admin_url(Tenure, "changelist"))) == [own]
    assert shown(secretariat.get(admin_url(Seat, "changelist"))) == [own.seat]


def test_alliances_of_others_are_not_listed_though_published(secretariat, ours, theirs):
    assert shown(secretariat.get(admin_url(Alliance, "changelist"))) == [ours]


@pytest.mark.parametrize(
    ("model", "public", "draft"),
    [(Institution, InstitutionFactory, DraftInstitutionFactory), (Source, None, DraftSourceFactory)],
)
def test_shared_records_are_listed_once_public(secretariat, model, public, draft):
    published = public() if public else draft(state="published")
    draft()

    assert shown(secretariat.get(admin_url(model, "changelist"))) == [published]


@pytest.mark.parametrize("model", CLOSED, ids=lambda model: model.__name__)
def test_some_lists_are_the_superusers_alone(secretariat, superuser, model):
    assert secretariat.get(admin_url(model, "changelist")).status_code == 403
    assert superuser.get(admin_url(model, "changelist")).status_code == 200


def test_packages_show_their_records_to_the_superuser_alone(secretariat):
    foreign = [model for model in admin.site._registry if model._meta.app_label not in OWN_APPS]

    assert foreign
    for model in foreign:
        assert secretariat.get(admin_url(model, "changelist")).status_code == 403


def test_trail_is_filtered_by_kind_of_record(secretariat, secretary, ours):
    record(EventFactory(alliance=ours), by=secretary, action="change")
    record(MembershipFactory(alliance=ours), by=secretary, action="correct")

    response = secretariat.get(admin_url(AuditEntry, "changelist"), {"object_type": "alliances.event"})

    assert [entry.object_type for entry in shown(response)] == ["alliances.event"]


def test_permissions_of_django_open_nothing(secretariat, secretary):
    """Rights follow from the scope alone, in the lists of other packages too."""
    secretary.user_permissions.set(Permission.objects.all())

    assert not secretary.has_perm("mfa.view_authenticator")
    assert secretariat.get(admin_url(Authenticator, "changelist")).status_code == 403
    assert secretariat.get(admin_url(User, "changelist")).status_code == 403


def test_index_names_no_closed_list(secretariat):
    page = secretariat.get(reverse("admin:index"))

    models = {entry["model"] for app in page.context["app_list"] for entry in app["models"]}
    assert not models & set(CLOSED)
    assert {model._meta.app_label for model in models} <= OWN_APPS


def test_trail_is_read_by_the_secretariats_concerned(secretariat, secretary, ours, theirs):
    record(ours, by=secretary, action="move")
    record(theirs, by=None, action="move")

    response = secretariat.get(admin_url(AuditEntry, "changelist"))

    assert [entry.object_id for entry in shown(response)] == [ours.pk]


def test_filters_offer_own_alliances_alone(secretariat, ours, theirs):
    EventFactory(alliance=ours)
    EventFactory(alliance=theirs)

    page = secretariat.get(admin_url(Event, "changelist"))

    assert theirs.name not in page.content.decode()


def test_filter_for_another_alliance_finds_nothing(secretariat, ours, theirs):
    EventFactory(alliance=ours)
    EventFactory(alliance=theirs)

    page = secretariat.get(admin_url(Event, "changelist"), {"alliance__id__exact": theirs.pk})

    assert shown(page) == []


@pytest.mark.parametrize(
    "lookup", ["memberships__isnull", "memberships", "created_by__email__startswith", "memberships__alliance__slug"]
)
def test_lookups_that_no_filter_names_are_refused(secretariat, theirs, lookup):
    MembershipFactory(alliance=theirs)

    response = secretariat.get(admin_url(Institution, "changelist"), {lookup: "0"})

    assert response.status_code in {302, 400}


def test_date_hierarchy_knows_own_years_alone(secretariat, ours, theirs):
    EventFactory(alliance=ours)
    EventFactory(alliance=theirs, starts=PartialDate.year(2031))

    assert "2031" not in secretariat.get(admin_url(Event, "changelist")).content.decode()


def test_facets_count_own_rows_alone(secretariat, ours, theirs):
    EventFactory(alliance=ours)
    for _number in range(7):
        EventFactory(alliance=theirs)

    page = secretariat.get(admin_url(Event, "changelist"), {"_facets": "True"}).content.decode()

    assert "(7)" not in page
    assert "(8)" not in page


@pytest.mark.parametrize("word", ["Tsinghua", "清华", "Цинхуа", "تسينغهوا"])
def test_search_finds_names_in_four_scripts(secretariat, word):
    found = InstitutionFactory(
        name_en="Tsinghua University", name_zh_hans="清华大学", name_ru="Университет Цинхуа", name_ar="جامعة تسينغهوا"
    )
    InstitutionFactory()

    assert shown(secretariat.get(admin_url(Institution, "changelist"), {"q": word})) == [found]


@pytest.mark.parametrize("signs", ["!!!", "ـ", "…"])
@pytest.mark.parametrize("factory", [InstitutionFactory, MembershipFactory])
def test_search_for_signs_alone_finds_nothing(secretariat, ours, factory, signs):
    factory(**{"alliance": ours} if factory is MembershipFactory else {})

    assert shown(secretariat.get(admin_url(factory._meta.model, "changelist"), {"q": signs})) == []


def test_memberships_are_found_by_the_name_of_the_institution(secretariat, ours):
    found = MembershipFactory(alliance=ours, institution__name_ru="Санкт-Петербургский политехнический университет")
    MembershipFactory(alliance=ours)

    assert shown(secretariat.get(admin_url(Membership, "changelist"), {"q": "политехнический"})) == [found]


def test_nobody_lists_anything_without_being_staff(client, db):
    client.force_login(RepresentativeUserFactory())

    assert client.get(admin_url(Institution, "changelist")).status_code in {302, 403}


def countries_offered(response):
    spec = next(spec for spec in response.context["cl"].filter_specs if getattr(spec, "field_path", "") == "country")
    return {choice["display"]: choice["selected"] for choice in spec.choices(response.context["cl"])}


def test_filter_by_country_offers_those_that_are_there_and_in_scope(secretariat):
    for country in ("KZ", "KZ", "CN"):
        InstitutionFactory(country=country)
    DraftInstitutionFactory(country="EG")

    page = secretariat.get(admin_url(Institution, "changelist"))

    assert countries_offered(page) == {"All": True, "China (1)": False, "Kazakhstan (2)": False}


def test_filter_by_country_counts_under_the_other_filters_and_keeps_its_choice(secretariat):
    found = InstitutionFactory(country="KZ", kind="academy")
    InstitutionFactory(country="CN", kind="university")
    query = {"country__exact": "KZ", "kind__exact": "academy"}

    page = secretariat.get(admin_url(Institution, "changelist"), query)
    without = secretariat.get(admin_url(Institution, "changelist"), query | {"kind__exact": "university"})

    assert shown(page) == [found]
    assert countries_offered(page) == {"All": False, "Kazakhstan (1)": True}
    assert countries_offered(without) == {"All": False, "China (1)": False, "Kazakhstan (0)": True}
