import pytest

from core.choices import PublicationState
from tests import factories
from tests.admin.conftest import admin_url, signed_in


@pytest.fixture
def ours(db):
    return factories.AllianceFactory(slug="aua", name="Asian Universities Alliance", acronym="AUA")


@pytest.fixture
def theirs(db):
    return factories.AllianceFactory(slug="uasr", name="University Alliance of the Silk Road", acronym="UASR")


@pytest.fixture
def secretary(ours):
    return factories.SecretariatUserFactory(alliance=ours, full_name="First Secretary")


@pytest.fixture
def secretariat(secretary):
    return signed_in(secretary)


@pytest.fixture
def story(ours):
    return factories.NewsItemFactory(
        alliance=ours, state=PublicationState.SUBMITTED, title_en="A bridge", body_en="<p>It stands.</p>"
    )


@pytest.fixture
def post():
    """Presses a button on the page of the review, opened before or now."""

    def post(client, item, deed, page=None, **data):
        address = admin_url(item, "review")
        page = page or client.get(address)
        return client.post(address, {"deed": deed, "seen": page.context["form"]["seen"].value(), **data})

    return post
