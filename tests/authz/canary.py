"""Random words in every text that alliance B keeps to itself, and a reader who follows all links and looks for them."""

import re
from collections import Counter, deque
from contextlib import suppress
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.contrib import admin
from django.db import IntegrityError, models, transaction
from django.urls import NoReverseMatch, Resolver404, URLPattern, get_resolver, resolve, reverse
from reversion.models import Version

from core import editing
from core.languages import SUFFIXES, translated_fields
from core.models import SlugRedirect
from members.models import User
from tests.authz.table import ACCOUNT_KEYS, ENDPOINTS, INSTITUTION_PAGES, PAGES, WORKSPACE_PROFILE_PAGES

WORD = "kanaryaxq"
CANARY = re.compile(rf"{WORD}\d{{4}}", re.IGNORECASE)
ROOM = 20
# Pages of one kind that are read: each kind has one template, and A's records differ little.
ENOUGH, ENOUGH_OF_FORMS = 2, 1
HIDDEN_NAME = re.compile(
    r"C$|C[ ,]|B Z (draft|members|council)|unrelated draft|of a draft, C|about C|draft$|at Z (draft|published, struck)"
)

# Columns that hold keys, codes and fingerprints: no words of a person.
MACHINE_COLUMNS = {
    *("action", "after", "before", "object_type", "object_id", "alliance_id", "alliance_ids", "owner_id"),
    *("kind", "target", "choice", "encoding", "separator", "headers_key", "once", "about_type", "about_id"),
    *("zone", "time_zone", "password", "search_tokens", "rows", "reach", "model", "language"),
    *(f"sort_{suffix}" for suffix in SUFFIXES),
}
# Routes whose key is no record's: a secret of a letter or a link, a part of an account, a file of the demo.
NO_RECORDS = {
    *(*ACCOUNT_KEYS, "invitation", "media", "preview", "preview_media", "sitemap_section"),
    *("demo_mail", "demo_mail_html"),
}
# Routes to one kind of record that no table of pages names.
LEADS_TO = {
    **PAGES,
    "alliances:document_file": "alliances.document",
    "workspace:message": "core.outboxmessage",
    "workspace:forget": "core.autosave",
    **dict.fromkeys([*INSTITUTION_PAGES, *WORKSPACE_PROFILE_PAGES], "members.institution"),
    "workspace:people_end": "members.representative",
    **dict.fromkeys(["workspace:invitation_resend", "workspace:invitation_revoke"], "members.invitation"),
}
UNNAMED = ""  # the number of a version, in the routes of the package that keeps them
# Models without a text that can be hidden, and why.
NOTHING_TO_HIDE = {
    "core.change": "the page cache's own log, without words",
    "core.withdrawnid": "ids alone",
    "portal.homeblock": "the portal's own words, public",
    "portal.menuentry": "the portal's own words, public",
    "portal.homepin": "no words; pinned to a hidden story here",
}


def text_columns(model):
    """Names of the columns of a model in which somebody writes words."""
    translated = set(translated_fields(model))
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.FileField)
        if not is_text or field.primary_key or field.choices or field.name in MACHINE_COLUMNS | translated:
            continue
        if field.name.endswith("_precision") or (field.max_length or ROOM) < ROOM:
            continue
        yield field.name


# Columns that keep a form or a row of a table as it was sent.
KEPT_COLUMNS = {"content": lambda word: {"title_en": [word]}, "cells": lambda word: [word]}


class Planter:
    """Writes a word of its own into each text, and remembers whose it is."""

    def __init__(self):
        self.places = {}

    def word(self, place):
        word = f"{WORD}{len(self.places):04}"
        self.places[word] = place
        return word

    def plant(self, record):
        label = record._meta.label_lower
        for column in text_columns(type(record)):
            word = self.word(f"{label}.{column}")
            field = record._meta.get_field(column)
            if isinstance(field, models.EmailField):
                word = f"{word}@b.example"
            elif isinstance(field, models.URLField):
                word = f"https://b.example/{word}"
            setattr(record, column, word)
        for field in record._meta.concrete_fields:
            if isinstance(field, models.JSONField) and field.name in KEPT_COLUMNS:
                setattr(record, field.name, KEPT_COLUMNS[field.name](self.word(f"{label}.{field.name}")))
        record.save()

    def planted_models(self):
        return {place.rsplit(".", 1)[0] for place in self.places.values()}


def hidden_records(world):
    """Records that A's people and strangers may not read, by the names that they have in the world."""
    for records in world.records.values():
        for name, record in records.items():
            if HIDDEN_NAME.match(name):
                yield record


def entangle(world, hidden):
    """Point every open relation of what A shows at something hidden, so that it could leak.

    Not at accounts: who did something is told with the deed.
    """
    hidden = {model: records for model, records in hidden.items() if model is not User}
    shown = [record for records in world.records.values() for name, record in records.items() if _is_shown(name)]
    for record in shown:
        for field in record._meta.get_fields():
            targets = hidden.get(getattr(field, "related_model", None))
            if not targets or field.auto_created or not field.concrete:
                continue
            if field.many_to_many:
                getattr(record, field.name).add(targets[0])
            elif field.null and getattr(record, field.attname) is None:
                _point(record, field, targets[0])


def _is_shown(name):
    return re.match(r"A$|A X published|A published|X$|at X published$|published$|any$", name)


def _point(record, field, target):
    try:
        with transaction.atomic():
            type(record)._base_manager.filter(pk=record.pk).update(**{field.name: target})
    except IntegrityError:
        return  # a constraint keeps this relation empty


class Reader:
    """Asks for addresses and follows what it is given, as far as one person gets; keeps where a word was found."""

    def __init__(self, client):
        self.client = client
        self.found = {}
        self.asked = set()
        self.of_kind = Counter()
        self.statuses = Counter()

    def ask(self, address, data=None):
        """Ask once; an answer may repeat words that the request gives, or one before it that found nothing."""
        response = self.client.post(address, data) if data is not None else self.client.get(address)
        self.statuses[response.status_code] += 1
        content = b"".join(response.streaming_content) if response.streaming else response.content
        text = NOTHING_FOUND.sub("", content.decode(errors="replace")) + str(response.headers)
        for word in set(CANARY.findall(text)) - set(CANARY.findall(address)):
            self.found.setdefault(word.lower(), address)
        return response, text

    def follow(self, addresses):
        waiting = deque(filter(None, map(self._fresh, addresses)))
        while waiting:
            address = waiting.popleft()
            response, text = self.ask(address)
            links = LINK.findall(text)
            if response.status_code in {301, 302}:
                links = [("", response.headers["Location"])]
            for _attribute, link in links:
                fresh = self._fresh(urljoin(address, unescape(link)))
                if fresh:
                    waiting.append(fresh)

    def _fresh(self, address):
        """The address as it is asked for, or None where it was asked already or leads away."""
        parts = urlsplit(address)
        if parts.netloc not in {"", "testserver"} or not parts.path.startswith("/") or LEFT_OUT.match(parts.path):
            return None
        query = [(key, value) for key, value in parse_qsl(parts.query) if key not in IGNORED_PARAMETERS]
        fresh = parts.path + (f"?{urlencode(query)}" if query else "")
        if len(query) > 1 or fresh in self.asked or self._has_seen_enough(parts.path, query):
            return None
        self.asked.add(fresh)
        return fresh

    def _has_seen_enough(self, path, query):
        """Whether many pages of this kind were read already: the same template over other records of A."""
        try:
            kind = resolve(path).view_name, next((key for key, _value in query), "")
        except Resolver404:
            kind = path, ""
        self.of_kind[kind] += 1
        return self.of_kind[kind] > (ENOUGH_OF_FORMS if path.startswith("/admin/") else ENOUGH)


# What the admin tells on the next page, in the words of the address that was asked for.
NOTHING_FOUND = re.compile(r'<li class="warning">[^<]* with ID “[^<]*” doesn’t exist\. [^<]*</li>')
LINK = re.compile(
    r"(href|src|action|value|data-[a-z-]+|loc|url)[\"']?[=:>]\s?[\"']?((?:http://testserver)?/[^\"'\s<>]*)"
)
# Other languages show the same records; files of the design and the sign-out hold none.
LEFT_OUT = re.compile(r"/(zh-hans|ru|ar|static|styleguide)/|/accounts/logout|/admin/(logout|jsi18n)")
IGNORED_PARAMETERS = {"_changelist_filters", "next", "o", "_popup", "ordering", "page_size"}


def routes():
    """Every route of the portal: its full name and the names of its arguments."""
    yield from _routes(get_resolver().url_patterns, "", ())


def _routes(patterns, namespace, arguments):
    for pattern in patterns:
        regex = pattern.pattern.regex
        own = (*arguments, *regex.groupindex, *[UNNAMED] * (regex.groups - len(regex.groupindex)))
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", own
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _routes(pattern.url_patterns, inner, own)


def open_addresses(*, staff):
    """Addresses of all routes without arguments, each also searched for the planted word.

    The admin turns away who is not staff before it looks at the address: that is asked in `test_admin`.
    """
    for name, arguments in routes():
        if not arguments and not name.endswith("None") and (staff or not name.startswith("admin:")):
            address = reverse(name)
            yield address
            if not name.startswith("admin:"):
                yield f"{address}?search={WORD}"
            elif name.endswith(("changelist", "search")):
                yield f"{address}?q={WORD}"


def picker_addresses():
    """What the pickers of all forms of the admin offer, and find for the planted word."""
    for model in admin.site._registry:
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.related_model not in admin.site._registry or not field.editable:
                continue
            names = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
            for term in ("", WORD):
                yield f"{reverse('admin:autocomplete')}?{urlencode({**names, 'term': term})}"


def addresses_of(record, *, staff):
    """Every route that could lead to a record, with its keys; the routes of other models' admins left out."""
    former = SlugRedirect.objects.filter(object_id=str(record.pk)).values_list("slug", flat=True)
    versions = Version.objects.filter(object_id=str(record.pk)).values_list("pk", flat=True)
    keys = [record.pk, *former, *([record.slug] if hasattr(record, "slug") else [])]
    for name, arguments in routes():
        if not arguments or not _may_lead_to(record, name) or (name.startswith("admin:") and not staff):
            continue
        for key in versions if UNNAMED in arguments else keys:
            with suppress(NoReverseMatch):
                yield _reversed(name, arguments, record, key)


def _may_lead_to(record, name):
    """Routes that lead to records of another kind alone are left out; what no table knows may lead anywhere."""
    label = record._meta.label_lower
    if name.startswith("admin:"):
        return name.startswith(f"admin:{label.replace('.', '_')}_")
    if name.startswith("api:"):
        return ENDPOINTS.get(name.split(":")[1].rsplit("-", 1)[0]) == label
    return name not in NO_RECORDS and LEADS_TO.get(name, label) == label


def _reversed(name, arguments, record, key):
    """The address, or NoReverseMatch where the route is of kinds that nobody writes in the workspace."""
    if UNNAMED in arguments:
        return reverse(name, args=[record.pk] * (len(arguments) - 1) + [key])
    kind = editing.kind_of(type(record))
    if "kind" in arguments and kind is None:
        raise NoReverseMatch
    known = {"kind": kind and kind.key, "label": record._meta.label_lower}
    return reverse(name, kwargs={argument: known.get(argument, key) for argument in arguments})
