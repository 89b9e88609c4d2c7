"""The frame of the admin: menu in the order of the work, whom one works for, the way back."""

import pytest
from django.contrib import admin
from django.urls import reverse

from alliances.models import Membership
from core.admin_menu import Group, Menu, menu
from members.models import Office
from tests.admin.conftest import admin_url, signed_in
from tests.factories import SecretariatFactory, UserFactory

OWN_APPS = {"core", "members", "alliances", "governance", "research", "news", "workspace", "portal"}
OWN_MODELS = [model for model in admin.site._registry if model._meta.app_label in OWN_APPS]


def entries(page):
    return [entry["model"]._meta.label_lower for group in page.context["available_apps"] for entry in group["models"]]


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_list_has_a_place(model):
    label = model._meta.label_lower

    named = [group for group in menu.groups if label in group.models]
    assert len(named) + (label in menu.parts) == 1


def test_menu_names_nothing_that_is_not_there():
    registered = {model._meta.label_lower for model in admin.site._registry}

    assert {label for group in menu.groups for label in group.models} | menu.parts <= registered


def test_menu_leaves_parts_and_closed_lists_out(secretariat):
    shown = entries(secretariat.get(reverse("admin:index")))

    assert shown[:2] == ["alliances.membership", "members.institution"]
    assert not set(shown) & menu.parts
    assert "members.user" not in shown


def test_lists_of_other_packages_stand_last_and_for_the_superuser_alone(superuser, secretariat):
    groups = superuser.get(reverse("admin:index")).context["available_apps"]

    foreign = [entry for entry in groups[-1]["models"] if entry["model"]._meta.app_label not in OWN_APPS]
    assert foreign
    assert {label.split(".")[0] for label in entries(secretariat.get(reverse("admin:index")))} <= OWN_APPS


def test_part_of_a_record_keeps_its_list(secretariat):
    page = secretariat.get(reverse("admin:app_list", args=["members"]))

    models = [entry["model"] for app in page.context["app_list"] for entry in app["models"]]
    assert Office in models
    assert admin_url(Office, "changelist") in page.content.decode()


def test_menu_without_groups_is_empty():
    empty = Menu()

    assert empty.regroup([]) == []
    assert empty.group_of("news.newsitem") is None


def test_what_has_no_place_stands_in_the_last_group():
    arranged = Menu()
    arranged.arrange([Group("first", "First", ("a.b",)), Group("last", "Last")], parts=["a.part"])

    assert arranged.group_of("a.b").key == "first"
    assert arranged.group_of("x.unknown").key == "last"
    assert arranged.group_of("a.part") is None


def test_header_names_own_alliances_alone(secretariat, secretary, ours, theirs):
    page = secretariat.get(reverse("admin:index"))

    assert page.context["workplaces"] == [ours]
    assert theirs.acronym not in page.content.decode()


def test_header_names_every_own_alliance(secretariat, secretary, ours, theirs):
    SecretariatFactory(user=secretary, alliance=theirs)

    assert secretariat.get(reverse("admin:index")).context["workplaces"] == [ours, theirs]


def test_superuser_works_for_all(superuser, ours):
    page = superuser.get(reverse("admin:index"))

    assert page.context["workplaces"] == []
    assert "All alliances" in page.content.decode()


def test_staff_without_a_secretariat_works_for_nobody(ours):
    page = signed_in(UserFactory(is_staff=True)).get(reverse("admin:index"))

    assert page.status_code == 200
    assert page.context["workplaces"] == []
    assert "alliances.membership" not in entries(page)


def test_way_back_leads_over_the_group(secretariat):
    page = secretariat.get(admin_url(Membership, "changelist")).content.decode()

    assert f'href="{reverse("admin:index")}#lists-members"' in page
    assert 'aria-current="page"' in page
