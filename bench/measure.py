"""Times requests through the whole stack of middleware, ours and the floor's in turn."""

import gzip
import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.data import STAFF

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


def measure_all(rounds):
    from members.models import User

    staff = Client()
    staff.force_login(User.objects.get(email=STAFF), backend="django.contrib.auth.backends.ModelBackend")
    clients = {name: staff if name in STAFF_PAGES else Client() for name in PAGES}
    return [_measure(name, clients[name], *addresses, rounds) for name, addresses in PAGES.items()]


def _measure(name, client, ours, floor, rounds):
    for _warm_up in range(3):
        first, bare = client.get(ours), client.get(floor)
    if first.status_code != 200 or bare.status_code != 200:
        raise SystemExit(f"{ours} answers {first.status_code}, {floor} {bare.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(ours)
    times = {ours: [], floor: []}
    for _round in range(rounds):
        for address in (ours, floor):
            started = time.process_time()
            client.get(address)
            times[address].append((time.process_time() - started) * 1000)
    mine, theirs = statistics.median(times[ours]), statistics.median(times[floor])
    return {
        "page": name,
        "queries": len(captured),
        "ms": round(mine, 2),
        "floor_ms": round(theirs, 2),
        "ratio": round(mine / theirs, 2),
        "bytes": len(first.content),
        "gzip_bytes": len(gzip.compress(first.content, 6)),
    }
