import pytest
from django.conf import settings
from django.template.loader import get_template

from portal.styleguide import COMPONENTS, FRAMES
from tests import factories

pytestmark = pytest.mark.django_db

TEMPLATES = settings.PROJECT_DIR / "templates" / "styleguide"


def test_style_guide_shows_every_component_in_both_themes_and_directions(client):
    factories.MembershipFactory()
    factories.NewsItemFactory()

    page = client.get("/styleguide/").text

    components = [key for keys in COMPONENTS.values() for key in keys]
    assert page.count('class="component"') == len(components)
    for frame in FRAMES[:4]:
        opening = f'<div class="frame" data-theme="{frame.theme}" lang="{frame.language}" dir="{frame.direction}">'
        assert page.count(opening) == len(components)


def test_style_guide_speaks_the_language_of_its_reader(client):
    factories.MembershipFactory()

    page = client.get("/styleguide/", headers={"accept-language": "ar"}).text

    assert '<html lang="ar" dir="rtl">' in page
    assert "Style guide" not in page
    assert "Every component" not in page


def test_every_specimen_is_shown():
    shown = {key for keys in COMPONENTS.values() for key in keys}

    assert {path.stem for path in TEMPLATES.glob("*.html")} == shown | {"page", "frame"}
    for key in shown:
        get_template(f"styleguide/{key}.html")


def test_style_guide_without_records_is_not_there(client):
    assert client.get("/styleguide/").status_code == 404


def test_style_guide_shows_no_draft(client):
    factories.MembershipFactory()
    factories.DraftInstitutionFactory(name="Hidden institution", logo="institutions/hidden.webp")
    factories.DraftNewsItemFactory(title="Hidden story")

    page = client.get("/styleguide/").text

    assert "Hidden" not in page
