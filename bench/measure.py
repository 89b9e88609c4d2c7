"""Times requests through the whole stack of middleware, ours (made anew, with parts, kept) and the floor's in turn."""

import contextlib
import gzip
import re
import statistics
import time
from unittest import mock

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench.data import STAFF
from core.page_cache.store import Part, pages
from members.models import User

POLYU = "institutions/hong-kong-polytechnic-university/"
EMPTY = "/floor/empty/"

# Kind of page: our address, and the floor's.
PAGES = {
    "home": ("/en/", "/floor/"),
    "institution list": ("/en/institutions/", "/floor/institutions/"),
    "institution": (f"/en/{POLYU}", f"/floor/{POLYU}"),
    "networks": (f"/en/{POLYU}networks/", f"/floor/{POLYU}networks/"),
    "alliance list": ("/en/alliances/", "/floor/alliances/"),
    "alliance": ("/en/alliances/uasr/", "/floor/alliances/uasr/"),
    "governance": ("/en/alliances/uasr/governance/", "/floor/alliances/uasr/governance/"),
    "news list": ("/en/news/", "/floor/news/"),
    "news item": ("/en/news/lanzhou-ten-years/", "/floor/news/lanzhou-ten-years/"),
    "API institutions": ("/api/v1/institutions/?page_size=20", "/floor/api/institutions/"),
    "API memberships": ("/api/v1/memberships/?page_size=20", "/floor/api/memberships/"),
    "API news": ("/api/v1/news/?page_size=20", "/floor/api/news/"),
    "admin institutions": ("/admin/members/institution/", "/floor/admin/floor/institution/"),
}  # fmt: skip
STAFF_PAGES = {"admin institutions"}
MEGABYTES = 32
# What a browser asks for to draw the first view: style sheets, scripts, the icon, pictures that do not wait.
FIRST_VIEW = re.compile(
    r'<(?:link[^>]*rel="(?:stylesheet|icon|preload)"|script[^>]*src=|img(?![^>]*loading="lazy"))[^>]*>'
)
# What holds a fact: a link, a row of a list or table, a picture, a term.
ELEMENTS = re.compile(rb"<(?:a|li|tr|img|dt)[ >]")
BLOCKS = 3


def measure_all(rounds):
    staff = Client()
    staff.force_login(User.objects.get(email=STAFF), backend="django.contrib.auth.backends.ModelBackend")
    clients = {name: staff if name in STAFF_PAGES else Client() for name in PAGES}
    return [_measure(name, clients[name], *addresses, rounds) for name, addresses in PAGES.items()]


def measure_empty(rounds):
    """Milliseconds of a request that does nothing, through the same middleware."""
    return round(statistics.median(_timed(Client(), EMPTY, rounds)), 2)


def _measure(name, client, ours, floor, rounds):
    first = _answer(client, ours)
    times, floor_times = [], []
    for _block in range(BLOCKS):
        times += _timed(client, ours, rounds // BLOCKS)
        with _stock_templates() if name in STAFF_PAGES else contextlib.nullcontext():
            floor_first = _answer(client, floor)
            floor_times += _timed(client, floor, rounds // BLOCKS)
    mine, theirs = statistics.median(times), statistics.median(floor_times)
    hit = _hit(client, ours, rounds) if ours.startswith("/en/") else {"hit_queries": "-", "hit_ms": "-"}
    return {
        "page": name,
        "queries": _queries(client, ours),
        "ms": round(mine, 2),
        "floor_ms": round(theirs, 2),
        "ratio": round(mine / theirs, 2),
        "parts_ms": round(_with_parts(client, ours, rounds), 2),
        **hit,
        "gzip_bytes": len(gzip.compress(first.content, 6)),
        "requests": 1 + len(FIRST_VIEW.findall(first.content.decode())) if ours.startswith("/en/") else 1,
        "elements": "/".join(str(len(ELEMENTS.findall(answer.content))) for answer in (first, floor_first)),
    }


def _with_parts(client, address, rounds):
    """Milliseconds to make it anew while the counts that several pages share are kept."""
    keep = pages.keep

    def keep_parts_alone(key, kept, *, since):
        if isinstance(kept, Part):
            keep(key, kept, since=since)

    pages.clear()
    with override_settings(PAGE_CACHE_MEGABYTES=MEGABYTES), mock.patch.object(pages, "keep", keep_parts_alone):
        return statistics.median(_timed(client, address, rounds))


def _hit(client, address, rounds):
    """The same page once it is kept."""
    with override_settings(PAGE_CACHE_MEGABYTES=MEGABYTES):
        pages.clear()
        _answer(client, address)
        return {
            "hit_queries": _queries(client, address),
            "hit_ms": round(statistics.median(_timed(client, address, rounds)), 2),
        }


def _queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _answer(client, address):
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    return response


def _timed(client, address, rounds):
    _answer(client, address)
    times = []
    for _round in range(rounds):
        started = time.process_time()
        client.get(address)
        times.append((time.process_time() - started) * 1000)
    return times


def _stock_templates():
    """The floor's admin is drawn with Django's own templates, not with ours over them."""
    engine = {**settings.TEMPLATES[0], "DIRS": []}
    return override_settings(TEMPLATES=[engine], FORM_RENDERER="django.forms.renderers.DjangoTemplates")
