from types import SimpleNamespace

import pytest

from tests import factories
from tests.browser.people import cookie_of


@pytest.fixture
def seat(live_server, browser):
    """Call it with a person, or with None for a reader: a page of a browser of his or her own."""
    contexts = []

    def sit_down(user=None, **options):
        options.setdefault("locale", "en")
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        if user is not None:
            context.add_cookies([cookie_of(user, live_server.url)])
        return context.new_page()

    yield sit_down
    for context in contexts:
        context.close()


@pytest.fixture
def crew():
    """An institution with its author, and the secretary of its alliance."""
    membership = factories.MembershipFactory()
    return SimpleNamespace(
        institution=membership.institution,
        alliance=membership.alliance,
        author=factories.RepresentativeUserFactory(institution=membership.institution, full_name="Anna Author"),
        secretary=factories.SecretariatUserFactory(alliance=membership.alliance, full_name="Sasha Secretary"),
    )
