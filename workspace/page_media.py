"""Scripts and styles of a form in a page of ours."""

import django
import js_asset


def with_nonce(request, media):
    """Earlier versions of Django give the editor's import map no nonce, and it would stay a plain box."""
    if django.VERSION < (6, 1) and hasattr(request, "csp_nonce"):
        return js_asset.Media(nonce=str(request.csp_nonce)) + media
    return media
