"""Times requests through the whole stack of middleware, ours and the floor's in turn."""

import contextlib
import gzip
import statistics
import time

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench.data import STAFF
from members.models import User

POLYU = "institutions/hong-kong-polytechnic-university/"

# Kind of page: our address, and the floor's.
PAGES = {
    "home": ("/en/", "/floor/"),
    "institution list": ("/en/institutions/", "/floor/institutions/"),
    "institution": (f"/en/{POLYU}", f"/floor/{POLYU}"),
    "networks": (f"/en/{POLYU}networks/", f"/floor/{POLYU}"),
    "alliance list": ("/en/alliances/", "/floor/"),
    "alliance": ("/en/alliances/uasr/", "/floor/alliances/uasr/"),
    "governance": ("/en/alliances/uasr/governance/", "/floor/alliances/uasr/"),
    "news list": ("/en/news/", "/floor/news/"),
    "news item": ("/en/news/lanzhou-ten-years/", "/floor/news/lanzhou-ten-years/"),
    "API institutions": ("/api/v1/institutions/?page_size=20", "/floor/api/institutions/"),
    "API memberships": ("/api/v1/memberships/?page_size=20", "/floor/api/memberships/"),
    "API news": ("/api/v1/news/?page_size=20", "/floor/api/news/"),
    "admin institutions": ("/admin/members/institution/", "/floor/admin/floor/institution/"),
}  # fmt: skip
STAFF_PAGES = {"admin institutions"}


BLOCKS = 3


def measure_all(rounds):
    staff = Client()
    staff.force_login(User.objects.get(email=STAFF), backend="django.contrib.auth.backends.ModelBackend")
    clients = {name: staff if name in STAFF_PAGES else Client() for name in PAGES}
    return [_measure(name, clients[name], *addresses, rounds) for name, addresses in PAGES.items()]


def _measure(name, client, ours, floor, rounds):
    first = _answer(client, ours)
    _answer(client, ours)
    with CaptureQueriesContext(connection) as captured:
        client.get(ours)
    queries = len(captured)
    times, floor_times = [], []
    for _block in range(BLOCKS):
        times += _timed(client, ours, rounds // BLOCKS)
        with _stock_templates() if name in STAFF_PAGES else contextlib.nullcontext():
            floor_times += _timed(client, floor, rounds // BLOCKS)
    mine, theirs = statistics.median(times), statistics.median(floor_times)
    return {
        "page": name,
        "queries": queries,
        "ms": round(mine, 2),
        "floor_ms": round(theirs, 2),
        "ratio": round(mine / theirs, 2),
        "bytes": len(first.content),
        "gzip_bytes": len(gzip.compress(first.content, 6)),
    }


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
