import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.factories import AllianceFactory, SecretariatUserFactory, SuperuserFactory


@pytest.fixture
def ours(db):
    return AllianceFactory(slug="aua", name="Asian Universities Alliance", acronym="AUA")


@pytest.fixture
def theirs(db):
    return AllianceFactory(slug="uasr", name="University Alliance of the Silk Road", acronym="UASR")


@pytest.fixture
def secretary(ours):
    """Staff of our secretariat, who may know nothing of theirs."""
    return SecretariatUserFactory(alliance=ours)


@pytest.fixture
def secretariat(secretary):
    return signed_in(secretary)


@pytest.fixture
def superuser(db):
    return signed_in(SuperuserFactory())


@pytest.fixture
def browse(live_server, page, transactional_db):
    """Opens an address as the superuser; gives what the browser's console says and what axe finds."""
    session = signed_in(SuperuserFactory()).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def browse(address):
        said.clear()
        page.goto(live_server.url + address, wait_until="networkidle")
        page.wait_for_load_state("load")  # a busy machine runs scripts late
        told = list(said)  # axe fetches and styles on its own
        return told, [violation["id"] for violation in Axe().run(page).response["violations"]]

    return browse


def png(name="photo.png"):
    content = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def admin_url(obj, page, *args):
    """The address of an admin page of a model or of a record."""
    model = obj if isinstance(obj, type) else type(obj)
    keys = args if isinstance(obj, type) else (obj.pk, *args)
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


def form_data(response, **changes):
    """What a browser would post back from a change form, with some fields changed."""
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if bound.field.disabled or value is None or value is False:
                continue
            data[bound.html_name] = bound.field.prepare_value(value)
            widget = bound.field.widget
            if hasattr(widget, "decompress") and not hasattr(widget, "choices"):
                parts = value if isinstance(value, list) else widget.decompress(value)
                data |= {
                    f"{bound.html_name}{suffix}": str(part or "")
                    for suffix, part in zip(widget.widgets_names, parts, strict=True)
                }
    data = {name: value for name, value in data.items() if not hasattr(value, "open")}
    data["_made-from"] = response.context.get("made_from", "")
    return data | changes
