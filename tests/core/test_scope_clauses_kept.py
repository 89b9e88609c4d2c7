"""Clauses of the scope rules of what is written, kept and told around records, each by the record it is there for."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core import scope
from core.choices import Standing
from core.clock import now
from core.dates import PartialDate
from members.models import Representative
from tests import factories
from tests.core.scope_answers import QUESTIONS, answers, may

pytestmark = pytest.mark.django_db

PAST = PartialDate.year(2018)
KEPT_FOR_BOTH = [factories.ReviewCommentFactory, factories.PreviewLinkFactory]
KEPT_FOR_REVIEWERS = [factories.UnreadItemFactory, factories.ReviewAssignmentFactory]


@pytest.mark.parametrize("state", ["submitted", "draft"])
@pytest.mark.parametrize("make", [*KEPT_FOR_BOTH, *KEPT_FOR_REVIEWERS])
def test_what_is_kept_of_a_review_is_managed_by_the_secretariat_alone(
    alliance, secretary, institution, representative, contributor, elsewhere, make, state
):
    """Whoever writes for the institution reads what is for authors, also once the item is no longer theirs to edit."""
    story = factories.NewsItemFactory(alliance=alliance, institution=institution, state=state)
    kept, authors = make(item=story), (representative, contributor, elsewhere)
    stranger, visitor = factories.SecretariatUserFactory(), AnonymousUser()

    assert answers("view", kept, secretary, *authors) == [True, *[make in KEPT_FOR_BOTH] * 3]
    assert answers("manage", kept, secretary, *authors) == [True, False, False, False]
    assert answers("edit", kept, secretary, *authors) == [False, False, False, False]
    for question in QUESTIONS:
        assert answers(question, kept, stranger, visitor) == [False, False]


@pytest.mark.parametrize("make", [*KEPT_FOR_BOTH, *KEPT_FOR_REVIEWERS])
def test_what_is_kept_of_a_review_is_nobodys_once_its_item_is_gone(alliance, secretary, make):
    story = factories.NewsItemFactory(alliance=alliance)
    kept = make(item=story)
    type(story)._base_manager.filter(pk=story.pk)._raw_delete("default")
    kept = type(kept)._base_manager.get(pk=kept.pk)

    for question in QUESTIONS:
        assert answers(question, kept, secretary, AnonymousUser()) == [False, False]


@pytest.mark.parametrize("state", ["published", "draft"])
def test_change_is_decided_by_the_secretariat_and_read_by_the_institution(
    alliance, secretary, institution, representative, contributor, elsewhere, state
):
    """Also where the record became a draft meanwhile, which its authors may edit."""
    story = factories.NewsItemFactory(alliance=alliance, institution=institution, state=state)
    change = factories.ProposedChangeFactory(target=story)
    authors = (representative, contributor, elsewhere)

    assert answers("view", change, secretary, *authors) == [True, True, True, True]
    assert answers("edit", change, secretary, *authors) == [True, False, False, False]
    assert answers("manage", change, secretary, *authors) == [True, False, False, False]
    assert answers("view", change, factories.SecretariatUserFactory(), AnonymousUser()) == [False, False]


def test_change_to_what_is_gone_is_decided_by_nobody(alliance, secretary, institution, representative):
    story = factories.NewsItemFactory(alliance=alliance, institution=institution)
    change = factories.ProposedChangeFactory(target=story)
    type(story)._base_manager.filter(pk=story.pk)._raw_delete("default")
    change = type(change)._base_manager.get(pk=change.pk)

    assert answers("edit", change, secretary, representative) == [False, False]
    assert answers("view", change, secretary, representative) == [False, True]


def test_message_is_read_by_its_receiver_and_sent_again_by_the_secretariat_concerned(
    alliance, secretary, representative, contributor
):
    message = factories.OutboxMessageFactory(receiver=representative, alliance_ids=f" {alliance.pk} ")
    stranger = factories.SecretariatUserFactory()

    assert answers("view", message, representative, contributor, secretary, stranger) == [True, False, False, False]
    for question in ("manage", "edit"):
        assert answers(question, message, representative, secretary, stranger) == [False, True, False]


def test_message_to_an_address_without_an_account_is_read_by_no_visitor(representative):
    message = factories.OutboxMessageFactory(receiver=None, address="guest@x.example")

    assert answers("view", message, AnonymousUser(), representative) == [False, False]


def test_what_is_typed_is_its_writers_alone(alliance, secretary, institution, representative, contributor):
    factories.MembershipFactory(alliance=alliance, institution=institution)
    kept = factories.AutosaveFactory(person=representative)

    assert answers("view", kept, representative, contributor, secretary, AnonymousUser()) == [True, False, False, False]
    for question in ("manage", "edit"):
        assert answers(question, kept, representative, secretary) == [False, False]


@pytest.mark.parametrize("make", [factories.RepresentativeFactory, factories.InvitationFactory])
@pytest.mark.parametrize(
    ("relation", "is_kept"),
    [({}, True), ({"standing": Standing.CLAIMED}, False), ({"until": PAST}, False), ({"recorded_until": now()}, False)],
    ids=["member", "claimed", "over", "struck"],
)
def test_people_of_an_institution_are_kept_by_secretariats_related_to_it(
    alliance, secretary, institution, representative, make, relation, is_kept
):
    factories.MembershipFactory(alliance=alliance, institution=institution, **relation)
    row = make(institution=institution)

    for question in ("manage", "edit"):
        assert answers(question, row, secretary, representative) == [is_kept, False]
    assert answers("view", row, secretary, representative, AnonymousUser()) == [False, False, False]
    assert not may("edit", factories.SecretariatUserFactory(), row)


@pytest.mark.parametrize("make", [factories.CircularFactory, factories.TrustFactory])
def test_circular_and_trust_are_of_the_secretariat_of_their_alliance(alliance, secretary, representative, make):
    row = make(alliance=alliance)
    stranger = factories.SecretariatUserFactory()

    for question in ("manage", "edit"):
        assert answers(question, row, secretary, stranger, representative) == [True, False, False]
    assert answers("view", row, secretary, stranger, AnonymousUser()) == [False, False, False]


def test_colleagues_of_a_secretariat_are_listed_and_appointed_by_nobody_there(alliance, secretary):
    colleague = factories.SecretariatFactory(alliance=alliance)
    stranger = factories.SecretariatUserFactory()

    assert answers("manage", colleague, secretary, stranger) == [True, False]
    assert answers("edit", colleague, secretary, stranger) == [False, False]
    assert answers("view", colleague, secretary, AnonymousUser()) == [False, False]


def test_institution_is_owned_by_its_representatives(institution, representative, contributor):
    hidden = factories.DraftInstitutionFactory()
    own = factories.RepresentativeUserFactory(institution=hidden)
    writer = factories.RepresentativeFactory(institution=hidden, role=Representative.Role.CONTRIBUTOR).user

    assert answers("view", hidden, own, writer, representative, AnonymousUser()) == [True, False, False, False]
    assert [scope.owns(user, institution) for user in (representative, contributor, own)] == [True, False, False]
    assert answers("edit", institution, representative, contributor) == [False, False]


@pytest.mark.parametrize("make", [factories.InstitutionFactory, factories.PersonFactory])
def test_shared_record_is_its_makers_until_it_was_published(secretary, make):
    made = {"created_by": secretary}
    draft, was_public, of_others = (make(state="draft", **fields) for fields in (made, made, {}))
    type(was_public).objects.filter(pk=was_public.pk).update(published_at=now())
    was_public.refresh_from_db()
    left = factories.UserFactory(is_staff=True)
    of_one_who_left = make(state="draft", created_by=left)

    assert [may("edit", secretary, record) for record in (draft, was_public, of_others)] == [True, False, False]
    assert not may("edit", left, of_one_who_left)


def test_source_is_edited_by_the_staff_member_who_added_it(secretary, representative):
    source, of_nobody = factories.SourceFactory(created_by=secretary), factories.SourceFactory()
    of_one_who_is_no_staff = factories.SourceFactory(created_by=representative)

    assert answers("edit", source, secretary, factories.SecretariatUserFactory()) == [True, False]
    assert not may("edit", secretary, of_nobody)
    assert not may("edit", representative, of_one_who_is_no_staff)
    assert answers("manage", source, secretary, representative) == [True, False]


def test_import_is_of_who_uploaded_it_and_of_the_secretariat_of_its_alliance(alliance, secretary):
    uploader, stranger = (factories.SecretariatUserFactory() for _n in range(2))
    left = factories.UserFactory(is_staff=True)
    batch = factories.ImportBatchFactory(alliance_id=alliance.pk, created_by=uploader)
    of_one_who_left = factories.ImportBatchFactory(alliance_id="", created_by=left)

    for question in ("manage", "edit"):
        assert answers(question, batch, uploader, secretary, stranger) == [True, True, False]
        assert not may(question, left, of_one_who_left)


def test_trail_is_read_by_the_secretariats_that_it_names(alliance, secretary):
    entry = factories.AuditEntryFactory(alliance_ids=f" {alliance.pk} {factories.AllianceFactory().pk} ")
    stranger = factories.SecretariatUserFactory()

    assert answers("manage", entry, secretary, stranger) == [True, False]
    assert answers("edit", entry, secretary, stranger) == [False, False]
    assert answers("view", entry, secretary, AnonymousUser()) == [False, False]


def test_trail_of_shared_records_is_read_by_who_wrote_it(alliance, secretary):
    stranger, left = factories.SecretariatUserFactory(), factories.UserFactory(is_staff=True)
    foreign_ids = f" {factories.AllianceFactory().pk} "
    for author, alliance_ids, expected in [
        (secretary, "", [True, False, False]),
        (secretary, foreign_ids, [False, False, False]),
        (left, "", [False, False, False]),
    ]:
        entry = factories.AuditEntryFactory(alliance_ids=alliance_ids, actor_id=author.pk)
        assert answers("manage", entry, secretary, stranger, left) == expected
    nobodys = factories.AuditEntryFactory(alliance_ids="", actor_id=None)
    assert answers("manage", nobodys, secretary, AnonymousUser()) == [False, False]


@pytest.mark.parametrize("state", ["draft", "returned", "submitted", "archived"])
def test_item_is_edited_by_its_authors_while_it_is_with_them(
    alliance, secretary, institution, representative, contributor, elsewhere, state
):
    story = factories.NewsItemFactory(alliance=alliance, institution=institution, state=state)
    authors, is_theirs = (representative, contributor, elsewhere), state in ("draft", "returned")

    assert answers("view", story, secretary, *authors) == [True] * 4
    assert answers("edit", story, secretary, *authors) == [True, *[is_theirs] * 3]
    assert answers("manage", story, secretary, *authors) == [True, False, False, False]
    assert answers("view", story, factories.RepresentativeUserFactory(), AnonymousUser()) == [False, False]


def test_item_that_names_an_alliance_is_of_its_secretariat_alone(alliance, secretary, institution):
    """Where it names one, the other alliances of its institution have no say."""
    factories.MembershipFactory(alliance=alliance, institution=institution)
    other = factories.AllianceFactory()
    story = factories.NewsItemFactory(alliance=other, institution=institution, state="draft")

    for question in QUESTIONS:
        assert answers(question, story, secretary, factories.SecretariatUserFactory(alliance=other)) == [False, True]
