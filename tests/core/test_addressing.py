"""Addresses that are worked out once for each route: the same as Django's, whatever the language and the slug."""

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, path, reverse, set_script_prefix
from django.utils import translation

from core.addressing import address_of

urlpatterns = [path("elsewhere/<slug>/", lambda request, slug: None, name="elsewhere")]


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru", "ar"])
@pytest.mark.parametrize("route", ["members:institution", "governance:alliance"])
def test_address_is_djangos_in_each_language(language, route):
    with translation.override(language):
        assert address_of(route, "uasr") == reverse(route, args=["uasr"])


def test_address_of_what_is_no_slug_is_refused():
    address_of("members:institution", "spbpu")

    for slug in ("", "a/b", "a b", "../admin"):
        with pytest.raises(NoReverseMatch):
            address_of("members:institution", slug)


def test_address_begins_where_the_portal_is_mounted():
    usual = address_of("members:institution", "spbpu")
    try:
        set_script_prefix("/portal/")
        assert address_of("members:institution", "spbpu") == f"/portal{usual}"
    finally:
        set_script_prefix("/")


def test_address_follows_the_routes_in_use():
    with pytest.raises(NoReverseMatch):
        address_of("elsewhere", "spbpu")
    with override_settings(ROOT_URLCONF=__name__):
        assert address_of("elsewhere", "spbpu") == "/elsewhere/spbpu/"
