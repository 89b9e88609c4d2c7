import pytest

from core.page_cache.store import pages
from portal.menu import remembered


@pytest.fixture
def kept(settings):
    """The finished pages of this process, empty, and kept from now on."""
    settings.PAGE_CACHE_MEGABYTES = 8
    pages.clear()
    yield pages
    pages.clear()


@pytest.fixture(params=[0, 8], ids=["made anew", "kept"])
def keeping(request, settings):
    """Pages made anew for each reader, and kept."""
    settings.PAGE_CACHE_MEGABYTES = request.param
    pages.clear()
    yield request.param
    pages.clear()


@pytest.fixture
def fresh(settings, client):
    """Call it with an address: the page as it is made anew."""

    def make(address):
        kept_before, settings.PAGE_CACHE_MEGABYTES = settings.PAGE_CACHE_MEGABYTES, 0
        remembered.forget()
        try:
            return client.get(address).content
        finally:
            settings.PAGE_CACHE_MEGABYTES = kept_before

    return make
