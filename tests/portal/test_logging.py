import json
import logging

import pytest

from portal.logging import JsonFormatter, RequestIdFilter, request_id


def test_json_line_names_the_request_and_stays_one_line():
    record = logging.LogRecord("portal", logging.WARNING, __file__, 1, "two\nlines: %s", ("مرحبا",), None)
    token = request_id.set("request-one")
    RequestIdFilter().filter(record)
    request_id.reset(token)

    line = JsonFormatter().format(record)

    assert "\n" not in line
    entry = json.loads(line)
    assert (entry["level"], entry["message"], entry["request_id"]) == ("WARNING", "two\nlines: مرحبا", "request-one")


def test_request_id_of_the_proxy_is_kept(client):
    answer = client.get("/healthz", headers={"X-Request-ID": "proxy-0123456789"})

    assert answer["X-Request-ID"] == "proxy-0123456789"


@pytest.mark.parametrize("forged", ["short", "with space in it", "x" * 65, 'quote"quote"', ""])
def test_request_id_that_could_forge_a_log_line_is_replaced(client, forged):
    answer = client.get("/healthz", headers={"X-Request-ID": forged})

    assert len(answer["X-Request-ID"]) == 32
    assert answer["X-Request-ID"] != forged
