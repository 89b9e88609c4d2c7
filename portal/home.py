"""The home page: the blocks that are shown now, each with its records, pinned ones first."""

from django.db import models
from django.db.models import Case, Count, Prefetch, Q, Value, When

from alliances.models import Alliance, Event
from core.gathering import Links, gather
from core.models import Area
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
    named = gathered(blocks, user)
    for block in blocks:
        fill = FILLERS.get(block.kind)
        block.records = fill(block, user) if fill else named.get(block.kind, [])
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


def pinned_first(rows, block, *order):
    """The rows in their order, after those that are pinned."""
    pinned = [When(pk=pin.record_id, then=Value(place)) for place, pin in enumerate(block.shown_pins)]
    if not pinned:
        return rows.order_by(*order)[: block.limit]
    return rows.order_by(Case(*pinned, default=Value(len(pinned))), *order)[: block.limit]


def news_of(block, user):
    rows = NewsItem.objects.visible_to(user).with_card().with_first_picture()
    return list(pinned_first(rows, block, "-published_at", "pk"))


def calls_of(block, user):
    rows = Opportunity.objects.visible_to(user).open().exclude(deadline=None)
    return list(pinned_first(rows.select_related("institution", "alliance"), block, "deadline", "pk"))


def events_of(block, user):
    rows = Event.objects.visible_to(user).dated().upcoming().select_related("alliance")
    return list(pinned_first(rows, block, "starts_earliest", "pk"))


def gathered(blocks, user):
    """Records of which names are enough, in one query."""
    links = {}
    for block in blocks:
        if block.kind == BlockKind.ALLIANCES:
            rows = Alliance.objects.visible_to(user).filter(parent=None)
            order = rows.in_reading_order().query.order_by
            links[block.kind] = Links(pinned_first(rows, block, *order), text="acronym")
        elif block.kind == BlockKind.AREAS:
            links[block.kind] = Links(Area.objects.visible_to(user).filter(parent=None).in_reading_order(), block.limit)
    return gather(**links) if links else {}


FILLERS = {BlockKind.NEWS: news_of, BlockKind.CALLS: calls_of, BlockKind.EVENTS: events_of}
SHOWN_EMPTY = {BlockKind.HERO, BlockKind.NOTICE, BlockKind.EVENTS, BlockKind.WAY_IN}


def figures():
    """How many alliances, institutions and countries are recorded and public: the same for every reader."""
    countries = Count("country", distinct=True, filter=~Q(country=""))
    parts = [counted(Alliance, "alliances", Value(0)), counted(Institution, "institutions", countries)]
    totals = {"alliances": 0, "institutions": 0, "countries": 0}
    for name, number, number_of_countries in union_of(parts):
        totals[name] = number
        totals["countries"] += number_of_countries
    return totals


def counted(model, name, countries):
    """One row: the name, the number of public records, the number of their countries; no row where there are none."""
    rows = models.QuerySet(model).filter(published_q()).order_by().annotate(counted=Value(name)).values("counted")
    return rows.annotate(number=Count("pk"), countries=countries).values_list("counted", "number", "countries")
