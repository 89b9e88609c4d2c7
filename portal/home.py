"""The home page: the blocks that are shown now, each with its records, pinned ones first."""

from django.db import models
from django.db.models import Case, Count, Prefetch, Q, Value, When

from alliances.models import Alliance, Event
from core.gathering import Links
from core.models import Area
from core.page_cache.parts import keep_part
from core.prepared import prepared
from core.querysets import published_q
from core.unions import union_of
from members.models import Institution
from news.models import NewsItem
from portal.choices import USUAL_BLOCKS, BlockKind
from portal.models import HomeBlock, HomePin
from research.models import Opportunity


def home_blocks(user):
    """The blocks to show, in their order; one without records is left out, but for those that say so themselves.

    The opening always stands first: without it the page would have no heading.
    """
    pins = Prefetch("pins", HomePin.objects.shown(), to_attr="shown_pins")
    blocks = list(HomeBlock.objects.shown().prefetch_related(pins))
    if not blocks and not HomeBlock.objects.exists():
        blocks = usual_blocks()
    blocks = opening_first(blocks)
    named = names_for(blocks, user)
    for block in blocks:
        fill = FILLERS.get(block.kind)
        block.records = fill(user, pinned_ids(block), block.limit) if fill else named.get(block.kind, [])
        block.template = f"portal/home/{block.kind}.html"
    return [block for block in blocks if block.records or block.kind in SHOWN_EMPTY]


def opening_first(blocks):
    opening = [block for block in blocks if block.kind == BlockKind.HERO] or [HomeBlock(kind=BlockKind.HERO)]
    return [*opening, *(block for block in blocks if block.kind != BlockKind.HERO)]


def usual_blocks():
    """What a portal shows that nobody has curated yet."""
    blocks = [HomeBlock(kind=kind, limit=limit) for kind, limit in USUAL_BLOCKS.items()]
    for block in blocks:
        block.shown_pins = []
    return blocks


def pinned_first(rows, pinned, limit, *order):
    """The rows in their order, after those with the ids that are pinned."""
    if not pinned:
        return rows.order_by(*order)[:limit]
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(pinned)]
    return rows.order_by(Case(*places, default=Value(len(places))), *order)[:limit]


@prepared
def news_of(user, pinned, limit):
    rows = NewsItem.objects.visible_to(user).with_card().with_first_picture()
    return pinned_first(rows, pinned, limit, "-published_at", "pk")


@prepared
def calls_of(user, pinned, limit):
    rows = Opportunity.objects.visible_to(user).open().exclude(deadline=None)
    return pinned_first(rows.select_related("institution", "alliance"), pinned, limit, "deadline", "pk")


@prepared
def events_of(user, pinned, limit):
    rows = Event.objects.visible_to(user).dated().upcoming().select_related("alliance")
    return pinned_first(rows, pinned, limit, "starts_earliest", "pk")


@prepared
def names_of(user, pinned, limit, area_limit):
    """Alliances and areas, of which names are enough, in one query; a limit of none leaves a kind out."""
    links = {}
    if limit:
        rows = Alliance.objects.visible_to(user).filter(parent=None)
        order = rows.in_reading_order().query.order_by
        links[BlockKind.ALLIANCES] = Links(pinned_first(rows, pinned, limit, *order), text="acronym")
    if area_limit:
        areas = Area.objects.visible_to(user).filter(parent=None).in_reading_order()
        links[BlockKind.AREAS] = Links(areas, area_limit)
    return links


def names_for(blocks, user):
    by_kind = {block.kind: block for block in blocks}
    alliances, areas = by_kind.get(BlockKind.ALLIANCES), by_kind.get(BlockKind.AREAS)
    limits = [block.limit if block else 0 for block in (alliances, areas)]
    return names_of(user, pinned_ids(alliances) if alliances else [], *limits) if any(limits) else {}


def pinned_ids(block):
    return [pin.record_id for pin in block.shown_pins]


FILLERS = {BlockKind.NEWS: news_of, BlockKind.CALLS: calls_of, BlockKind.EVENTS: events_of}
SHOWN_EMPTY = {BlockKind.HERO, BlockKind.NOTICE, BlockKind.EVENTS, BlockKind.WAY_IN}


def figures():
    """How many alliances, institutions and countries are recorded and public: the same for every reader."""
    totals = {"alliances": 0, "institutions": 0, "countries": 0}
    for name, number, number_of_countries in keep_part("figures", lambda: _figures(None)):
        totals[name] = number
        totals["countries"] += number_of_countries
    return totals


@prepared
def _figures(user):
    countries = Count("country", distinct=True, filter=~Q(country=""))
    return union_of([counted(Alliance, "alliances", Value(0)), counted(Institution, "institutions", countries)])


def counted(model, name, countries):
    """One row: the name, the number of public records, the number of their countries; no row where there are none."""
    rows = models.QuerySet(model).filter(published_q()).order_by().annotate(counted=Value(name)).values("counted")
    return rows.annotate(number=Count("pk"), countries=countries).values_list("counted", "number", "countries")
