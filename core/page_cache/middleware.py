"""Answers readers without a session from the finished pages."""

import logging
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.middleware.http import ConditionalGetMiddleware
from django.urls import resolve
from django.utils import translation
from django.utils.http import parse_etags

from core import reads
from core.announcing import is_reached_by_links
from core.packing import PackingMiddleware, takes_gzip
from core.page_cache.collecting import collecting
from core.page_cache.store import Page, pages
from core.parameters import NamedParameters, refuse_others

logger = logging.getLogger(__name__)

# The page is made plain and whole; what the reader can take and has already is looked at afterwards.
ABOUT_THE_COPY = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
OF_THE_BODY = ("Content-Length", "Content-Encoding", "ETag")
NOT_IN_304 = frozenset({"Content-Type", "Content-Length", "Content-Encoding"})
VARIES_BY = frozenset({"accept-encoding", "cookie"})
MESSAGES_COOKIE = CookieStorage.cookie_name


class PageCacheMiddleware:
    """Keeps pages whose view is a `KeptPage`, below a language, for readers who are nobody: no session, no credentials.

    One query asks what changed since the last request, so that no process shows what another one has withdrawn.
    Of the query string only the parameters that the page knows reach it, in one order: others neither make a second
    copy nor get into the first one. What the page would refuse, and what cannot be read, takes its usual way, before
    anything is asked; so does everything without a database.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self._compress = PackingMiddleware(get_response).process_response
        self._compare = ConditionalGetMiddleware(get_response).process_response

    def __call__(self, request):
        if not settings.PAGE_CACHE_MEGABYTES or not _is_for_everybody(request):
            return self.get_response(request)
        key = _key_of(request)
        if key is None:
            return self.get_response(request)
        try:
            position = pages.catch_up()
        except (OperationalError, InterfaceError):
            logger.warning("Cannot ask what changed, so the page is made anew.", exc_info=True)
            return self.get_response(request)
        page = pages.find(key)
        if page is not None:
            reads.count(request, page.subject)
            return _answer(request, page)
        view = _view_of(request)
        if request.method == "HEAD" or view is None:
            return self.get_response(request)
        return self._make(request, key, view, position)

    def _make(self, request, key, view, position):
        stale_at = pages.stale_at()
        about_the_copy = {name: request.META.pop(name) for name in ABOUT_THE_COPY if name in request.META}
        request.META["QUERY_STRING"] = key[1]
        request.__dict__.pop("GET", None)
        with collecting(since=position, stale_at=stale_at) as reading:
            response = self.get_response(request)
        request.META |= about_the_copy
        subject = reads.subject_of(response) if response.status_code == 200 and view.shows_one_record else None
        reads.count(request, subject)
        if not reading.is_complete or not _may_be_kept(request, response):
            return self._compress(request, self._compare(request, response))
        page = Page.of(
            response.content,
            {name: value for name, value in response.items() if name not in OF_THE_BODY},
            anchors=_anchors(reading, response) if view.shows_one_record else dict.fromkeys(reading.anchors),
            ids=frozenset(reading.ids),
            stale_at=stale_at,
            subject=subject,
        )
        pages.keep(key, page, since=position)
        return _answer(request, page)


def _is_for_everybody(request):
    """Whether the answer cannot depend on who asks; a host that is not ours is refused on the usual way."""
    if request.method not in {"GET", "HEAD"} or request.META.get("HTTP_AUTHORIZATION"):
        return False
    if _language_of(request) is None:
        return False
    if request.META.get("HTTP_COOKIE") and {settings.SESSION_COOKIE_NAME, MESSAGES_COOKIE} & set(request.COOKIES):
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _language_of(request):
    prefix = request.path_info[1:].partition("/")[0]
    return prefix if prefix in dict(settings.LANGUAGES) else None


def _view_of(request):
    """The view of an address, if its pages are kept."""
    with translation.override(_language_of(request)):
        try:
            view = getattr(resolve(request.path_info).func, "view_class", None)
        except Http404:
            return None
    return view if getattr(view, "is_kept", False) else None


def _key_of(request):
    """What tells this page from the others; None where no page is kept, or where the page would refuse to be made."""
    if not request.META.get("QUERY_STRING"):
        return request.path_info, ""
    view = _view_of(request)
    try:
        return view and (request.path_info, _known(request, view))
    except (BadRequest, SuspiciousOperation):
        return None


def _known(request, view):
    """Of a query string what the page reads: each parameter once, without empty ones, in the order of their names."""
    given = request.GET
    if issubclass(view, NamedParameters):
        refuse_others(request, view.get_parameters())
    return urlencode([(name, given[name]) for name in sorted(view.get_parameters()) if given.get(name)])


def _may_be_kept(request, response):
    varies_by = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and "public" in response.headers.get("Cache-Control", "")
        and "'nonce-" not in response.headers.get("Content-Security-Policy", "")
        and varies_by <= VARIES_BY
    )


def _anchors(reading, response):
    """By model, the ids by which the page of one record asked for rows; None where rows are not found by relations."""
    own = response.context_data["object"].pk
    return {
        label: frozenset({own, *ids}) if is_reached_by_links(apps.get_model(label)) else None
        for label, ids in reading.anchors.items()
    }


def _answer(request, page):
    packed = takes_gzip(request)
    tag = f'"{page.tag}-gzip"' if packed else f'"{page.tag}"'
    if _has_it(request, page):
        headers = {name: value for name, value in page.headers.items() if name not in NOT_IN_304}
        return HttpResponseNotModified(headers={**headers, "ETag": tag})
    body = page.packed if packed else page.body
    headers = {**page.headers, "ETag": tag, "Content-Length": str(len(body))}
    if packed:
        headers["Content-Encoding"] = "gzip"
    return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)


def _has_it(request, page):
    """Whether the reader's copy, packed or plain, is this page; proxies may have marked its tag as weak."""
    given = request.META.get("HTTP_IF_NONE_MATCH")
    if not given:
        return False
    tags = {tag.removeprefix("W/").strip('"').removesuffix("-gzip") for tag in parse_etags(given)}
    return page.tag in tags or "*" in tags
