"""The schema and the page to try it."""

from io import StringIO

import pytest
from django.core.management import call_command

from portal.api_router import ENDPOINTS


def test_schema_is_written_without_a_warning(capsys):
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())

    assert capsys.readouterr().err == ""


def test_schema_describes_every_endpoint(client, db):
    described = client.get("/api/v1/schema/").json()

    assert described["openapi"] == "3.1.1"
    lists = {f"/api/v1/{name}/" for name in ENDPOINTS}
    assert lists <= set(described["paths"])
    for path in lists:
        answers = described["paths"][path]["get"]["responses"]
        assert set(answers) == {"200", "400", "404", "406", "429", "500"}


def test_schema_describes_filters_by_their_values(client, db):
    parameters = client.get("/api/v1/schema/").json()["paths"]["/api/v1/seats/"]["get"]["parameters"]
    by_name = {parameter["name"]: parameter["schema"] for parameter in parameters}

    assert set(by_name) == {
        *("alliance", "body", "country", "institution", "kind", "lang", "ordering", "page", "page_size"),
        *("standing", "year"),
    }
    assert by_name["standing"]["enum"] == ["recorded", "claimed"]
    assert by_name["page_size"]["maximum"] == 100


def test_entrance_lists_the_endpoints(client, db):
    entrance = client.get("/api/v1/").json()

    assert list(entrance["endpoints"]) == list(ENDPOINTS)
    assert entrance["languages"] == ["en", "zh-hans", "ru", "ar"]


@pytest.mark.browser
def test_page_to_try_the_api_works_under_the_policy(live_server, page):
    messages, foreign = [], []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: request.url.startswith(live_server.url) or foreign.append(request.url))

    page.goto(f"{live_server.url}/api/v1/docs/")
    page.locator(".opblock-summary-control", has_text="/institutions/").first.click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table td.response-col_status", has_text="200").wait_for()

    assert messages == []
    assert [address for address in foreign if not address.startswith("data:")] == []
