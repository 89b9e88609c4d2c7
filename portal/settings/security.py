"""One Content-Security-Policy for both of its carriers: django-csp below Django 6, Django's own from there on."""

from typing import Any

import django

NONCE: Any
HAS_OWN_CSP = django.VERSION >= (6, 0)

if HAS_OWN_CSP:
    from django.utils.csp import CSP

    NONCE = CSP.NONCE
    CSP_MIDDLEWARE = "django.middleware.csp.ContentSecurityPolicyMiddleware"
    CSP_CONTEXT_PROCESSOR = "django.template.context_processors.csp"
else:
    from csp.constants import NONCE

    CSP_MIDDLEWARE = "csp.middleware.CSPMiddleware"
    CSP_CONTEXT_PROCESSOR = "csp.context_processors.nonce"

# The editor of rich text writes one fixed style sheet into the page; a test recomputes the hash from its package.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"

# The nonce enters the header only where a template asks for it: the admin, for the import map of its editor. Pages for
# readers never do, so that they can be cached.
CSP_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", NONCE],
    "style-src": ["'self'", EDITOR_STYLE],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "media-src": ["'self'"],
    "frame-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
