import base64
import hashlib
import re
from importlib.resources import files

import pytest
from django.http import HttpResponse

from portal.middleware import ResourcePolicyMiddleware
from portal.settings.security import CSP_POLICY, EDITOR_STYLE


def test_hash_in_the_policy_is_that_of_the_editors_style_sheet():
    script = (files("django_prose_editor") / "static/django_prose_editor/editor.js").read_text(encoding="utf-8")
    style = re.search(r"=`(\.ProseMirror \{[^`]*)`", script)[1]

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"'sha256-{digest}'" == EDITOR_STYLE


def test_policy_allows_nothing_unsafe_and_no_other_host():
    values = {str(value) for sources in CSP_POLICY.values() for value in sources}

    assert not {value for value in values if "unsafe" in value or "://" in value or "*" in value}


@pytest.mark.parametrize("directive", ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
def test_policy_is_sent_without_nonce(client, directive):
    header = client.get("/healthz")["Content-Security-Policy"]

    assert directive in header
    assert "nonce" not in header


def test_headers_of_every_answer(client):
    answer = client.get("/healthz")

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert not answer.cookies


def test_header_for_other_sites_is_left_alone():
    response = HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})

    answer = ResourcePolicyMiddleware(lambda request: response)(None)

    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
