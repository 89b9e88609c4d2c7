"""What trusted institutions submit is published at once, and read later."""

import datetime

import pytest

from alliances.models import Trust
from core.choices import PublicationState
from core.clock import today
from core.errors import IllegalMove, NotYours, ReadAlready
from core.models import AuditEntry, UnreadItem
from core.services.publishing import move
from core.services.reviewing import mark_read
from news.models import NewsItem
from tests import factories
from tests.admin.conftest import signed_in

S = PublicationState


@pytest.fixture
def institution(ours):
    return factories.InstitutionFactory()


@pytest.fixture
def author(institution):
    return factories.RepresentativeUserFactory(institution=institution)


@pytest.fixture
def draft(ours, institution):
    return factories.DraftNewsItemFactory(alliance=ours, institution=institution, title_en="A bridge")


def test_trusted_institution_publishes_at_once_and_is_read_later(secretariat, ours, institution, author, draft, post):
    factories.TrustFactory(alliance=ours, institution=institution)

    moved = move(draft, S.SUBMITTED, by=author)
    queue = secretariat.get("/admin/review/")
    post(secretariat, draft, "read")

    assert moved.is_published
    assert [(line.name_en, line.group) for line in queue.context["page"].object_list] == [("A bridge", "unread")]
    assert not UnreadItem.objects.exists()
    assert AuditEntry.objects.filter(action="read").count() == 1
    assert secretariat.get("/admin/review/").context["page"].object_list == []


@pytest.mark.parametrize("flaw", ["ended", "not begun", "of another alliance", "of another institution", "none"])
def test_others_wait_for_review(ours, theirs, institution, author, draft, flaw):
    day = datetime.timedelta(days=1)
    fields = {"alliance": ours, "institution": institution}
    flaws = {
        "ended": {"since": today() - 9 * day, "until": today() - day},
        "not begun": {"since": today() + day},
        "of another alliance": {"alliance": theirs},
        "of another institution": {"institution": factories.InstitutionFactory()},
    }
    if flaw in flaws:
        factories.TrustFactory(**{**fields, **flaws[flaw]})

    moved = move(draft, S.SUBMITTED, by=author)

    assert moved.state == S.SUBMITTED
    assert not UnreadItem.objects.exists()


def test_what_came_back_once_is_reviewed_again(ours, institution, author, draft):
    factories.TrustFactory(alliance=ours, institution=institution)
    NewsItem.objects.filter(pk=draft.pk).update(state=S.RETURNED)

    assert move(draft, S.SUBMITTED, by=author).state == S.SUBMITTED


def test_what_is_to_be_read_is_ticked_off_among_what_is_approved(
    secretariat, secretary, ours, institution, author, draft
):
    factories.TrustFactory(alliance=ours, institution=institution)
    move(draft, S.SUBMITTED, by=author)
    waiting = factories.NewsItemFactory(alliance=ours, state=S.SUBMITTED)

    report = secretariat.post("/admin/review/", {"news.newsitem": [draft.pk, waiting.pk]})

    assert (len(report.context["outcomes"]), report.context["done"]) == (2, 2)
    assert not UnreadItem.objects.exists()
    with pytest.raises(ReadAlready):
        mark_read(draft, by=secretary)


def test_what_left_the_site_is_not_to_be_read_any_more(secretary, ours, institution, author, draft):
    factories.TrustFactory(alliance=ours, institution=institution)
    item = move(draft, S.SUBMITTED, by=author)

    move(item, S.ARCHIVED, by=secretary)

    assert not UnreadItem.objects.exists()


def test_author_neither_ticks_off_nor_publishes_again_what_was_archived(secretary, ours, institution, author, draft):
    factories.TrustFactory(alliance=ours, institution=institution)
    item = move(draft, S.SUBMITTED, by=author)

    with pytest.raises(NotYours):
        mark_read(item, by=author)
    archived = move(item, S.ARCHIVED, by=secretary)
    with pytest.raises(IllegalMove):
        move(archived, S.PUBLISHED, by=author)


def test_only_a_secretariat_says_whom_it_trusts(ours, theirs, institution):
    address, form = "/admin/alliances/trust/add/", {"institution": institution.pk, "since": "2026-01-01"}
    signed_in(factories.SecretariatUserFactory(alliance=theirs)).post(address, {**form, "alliance": ours.pk})
    assert not Trust.objects.exists()

    signed_in(factories.SecretariatUserFactory(alliance=ours)).post(address, {**form, "alliance": ours.pk})
    assert Trust.objects.get().institution == institution
