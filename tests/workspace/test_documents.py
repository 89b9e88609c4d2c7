"""Documents for members: who finds which in the workspace, and that no other way leads to them."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from core.choices import PublicationState as S
from core.choices import Standing
from core.clock import now, today
from core.dates import PartialDate
from members.models import Representative
from tests.admin.conftest import admin_url, signed_in
from tests.factories import (
    AllianceFactory,
    BodyFactory,
    DocumentFactory,
    DraftAllianceFactory,
    InstitutionFactory,
    MembershipFactory,
    RepresentativeFactory,
    RepresentativeUserFactory,
    SecretariatUserFactory,
    SuperuserFactory,
    TenureFactory,
    UserFactory,
)
from tests.query_counts import WORKSPACE_LISTS

pytestmark = pytest.mark.django_db
PAGE = "/workspace/documents/"
TOMORROW = datetime.timedelta(days=1)


@pytest.fixture
def alliance():
    return AllianceFactory()


@pytest.fixture
def member(alliance):
    """A person of a member institution without a seat on the council."""
    return RepresentativeUserFactory(institution=MembershipFactory(alliance=alliance).institution)


@pytest.fixture
def councillor(alliance):
    """A person of a member institution that has a seat on the council."""
    institution = MembershipFactory(alliance=alliance).institution
    TenureFactory(body=BodyFactory(alliance=alliance), institution=institution)
    return RepresentativeUserFactory(institution=institution)


@pytest.fixture
def papers(alliance):
    """A file for each circle, in the order of the page."""
    given = {"alliance": alliance, "address": ""}
    return [
        DocumentFactory(
            visibility=visibility, date=PartialDate.year(year), file=ContentFile(b"%PDF-1.7", f"{year}.pdf"), **given
        )
        for visibility, year in [("public", 2026), ("council", 2025), ("members", 2024)]
    ]


def listed(user):
    page = signed_in(user).get(PAGE)
    return [document.visibility for document in page.context["object_list"]] if page.status_code == 200 else None


def ways_to(document):
    """Every address outside the admin by which a document could be had, and what must not be read there."""
    return [
        (reverse("alliances:document_file", args=[document.slug]), None),
        (document.file.url, None),
        (reverse("api:documents-detail", args=[document.slug]), None),
        (reverse("api:documents-list"), document.slug),
        (reverse("alliances:document_list"), document.slug),
        (reverse("portal:search") + f"?search={document.title.replace(' ', '+')}", document.slug),
        (document.alliance.get_absolute_url(), document.slug),
    ]


def is_had(client, document):
    """By which of these ways the person gets at the document."""
    answers = [(client.get(address), words) for address, words in ways_to(document)]
    return {
        number
        for number, (answer, words) in enumerate(answers)
        if answer.status_code == 200 and (words is None or words in answer.text)
    }


def test_member_finds_what_is_for_members_and_councillor_also_what_is_for_the_council(papers, member, councillor):
    page = signed_in(councillor).get(PAGE)

    assert listed(member) == ["members"]
    assert list(page.context["object_list"]) == papers[1:]
    assert "who may read it: Council" in page.text
    assert "who may read it: Members" in page.text
    assert "2025" in page.text
    assert reverse("alliances:document_file", args=[papers[1].slug]) in page.text
    assert page["Cache-Control"] == "private, no-store"


def test_contributor_reads_as_the_representative_does(papers, councillor):
    colleague = RepresentativeFactory(
        institution=councillor.representations.get().institution, role=Representative.Role.CONTRIBUTOR
    )

    assert listed(colleague.user) == ["council", "members"]


def strangers(alliance):
    """People whom the documents of the alliance are not for, by what they are."""
    other, yesterday = AllianceFactory(), PartialDate.day(today() - TOMORROW)
    make = RepresentativeUserFactory

    def of(**membership):
        return make(institution=MembershipFactory(alliance=alliance, **membership).institution)

    beside = [of() for _role in ("suspended", "withdrawn")]
    for user, role in zip(beside, ("suspended", "withdrawn"), strict=True):
        MembershipFactory(alliance=alliance, institution=user.representations.get().institution, role=role)
    former = of()
    former.representations.update(until=now())
    return {
        "member of another alliance": make(institution=MembershipFactory(alliance=other).institution),
        "member of none": make(),
        "applicant": of(role="applicant"),
        "observer": of(role="observer"),
        "suspended": of(role="suspended"),
        "suspended, membership left open": beside[0],
        "withdrawn": of(role="withdrawn"),
        "withdrawn, membership left open": beside[1],
        "ended": of(until=yesterday),
        "not yet begun": of(since=PartialDate.day(today() + TOMORROW)),
        "claimed": of(standing=Standing.CLAIMED),
        "struck": of(recorded_until=now()),
        "former representative": former,
        "secretariat of another alliance": SecretariatUserFactory(alliance=other),
        "account without institution": UserFactory(),
    }


def test_strangers_find_nothing_on_any_way(papers, alliance):
    for name, user in strangers(alliance).items():
        for appointment in user.representations.all():  # a seat that was left open opens nothing either
            TenureFactory(body=BodyFactory(alliance=alliance), institution=appointment.institution)
        client = signed_in(user)

        assert not listed(user), name
        assert [is_had(client, paper) for paper in papers[1:]] == [set(), set()], name


def test_disabled_and_anonymous_readers_find_nothing(papers, councillor):
    councillor.is_active = False
    client = signed_in(councillor)
    councillor.save()

    for reader in (client, Client()):
        assert reader.get(PAGE).status_code == 302
        assert [is_had(reader, paper) for paper in papers[1:]] == [set(), set()]


def test_whom_a_document_is_for_gets_it_on_every_way(papers, member, councillor):
    secretary = SecretariatUserFactory(alliance=papers[0].alliance)
    every = set(range(len(ways_to(papers[0]))))

    for user, document in [(member, papers[2]), (councillor, papers[2]), (councillor, papers[1])]:
        assert {0, 1, 2, 3, 4, 6} <= is_had(signed_in(user), document)
    assert is_had(signed_in(member), papers[1]) == set()
    assert {0, 1, 2, 3, 4, 6} <= is_had(signed_in(secretary), papers[1]) <= every


def test_file_that_is_not_public_is_kept_nowhere(papers, member):
    answer = signed_in(member).get(reverse("alliances:document_file", args=[papers[2].slug]))

    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_admin_shows_documents_of_other_alliances_to_nobody(papers, councillor):
    other = SecretariatUserFactory()
    councillor.is_staff = True
    councillor.save()

    for user in (other, councillor):
        client = signed_in(user)
        changelist = client.get(reverse("admin:alliances_document_changelist"))
        assert changelist.status_code == 403 or papers[1].title not in changelist.text
        assert client.get(admin_url(papers[1], "change")).status_code in (302, 403, 404)


@pytest.mark.parametrize("kind", ["committee", "secretariat", "working_group"])
def test_seat_on_another_body_opens_nothing_of_the_council(papers, alliance, member, kind):
    institution = member.representations.get().institution
    TenureFactory(body=BodyFactory(alliance=alliance, kind=kind), institution=institution)

    assert listed(member) == ["members"]


@pytest.mark.parametrize(
    "how",
    [
        {"until": PartialDate.year(2018)},
        {"standing": Standing.CLAIMED},
        {"recorded_until": now()},
        {"since": PartialDate.year(2999)},
    ],
    ids=["ended", "claimed", "struck", "to come"],
)
def test_seat_that_is_not_held_today_opens_nothing_of_the_council(papers, alliance, member, how):
    institution = member.representations.get().institution
    TenureFactory(body=BodyFactory(alliance=alliance), institution=institution, **how)

    assert listed(member) == ["members"]


def test_seat_on_the_council_of_another_alliance_opens_nothing_here(papers, member):
    institution = member.representations.get().institution
    elsewhere = MembershipFactory(institution=institution).alliance
    TenureFactory(body=BodyFactory(alliance=elsewhere), institution=institution)

    assert listed(member) == ["members"]


def test_what_ends_takes_effect_on_the_next_request(papers, member):
    client = signed_in(member)
    assert len(client.get(PAGE).context["object_list"]) == 1

    membership = member.representations.get().institution.memberships.get()
    MembershipFactory(alliance=membership.alliance, institution=membership.institution, role="suspended")

    page = client.get(PAGE)
    assert list(page.context["object_list"]) == []
    assert "not recorded as a member" in page.text
    assert client.get(reverse("alliances:document_file", args=[papers[2].slug])).status_code == 404


def test_page_of_an_institution_shows_no_more_to_who_also_works_in_a_secretariat(papers, alliance, member):
    secretary = SecretariatUserFactory(alliance=alliance)
    RepresentativeFactory(user=secretary, institution=member.representations.get().institution)
    DocumentFactory(alliance=alliance, visibility="members", state=S.DRAFT)

    assert listed(secretary) == ["members"]
    assert listed(SuperuserFactory()) is None


def test_drafts_and_documents_of_alliances_that_are_not_public_stay_unseen(member, alliance):
    institution = member.representations.get().institution
    hidden = MembershipFactory(alliance=DraftAllianceFactory(name="Being prepared"), institution=institution).alliance
    for state in set(S) - {S.PUBLISHED}:
        DocumentFactory(alliance=alliance, visibility="members", state=state)
    DocumentFactory(alliance=alliance, visibility="members", published_at=now() + TOMORROW)
    DocumentFactory(alliance=alliance, visibility="members", institution=institution, state=S.DRAFT)
    DocumentFactory(alliance=hidden, visibility="members")

    page = signed_in(member).get(PAGE)

    assert list(page.context["object_list"]) == []
    assert "Being prepared" not in page.text
    assert "No document for members yet" in page.text


def test_list_is_narrowed_by_alliance_kind_and_words(alliance, member):
    institution = member.representations.get().institution
    second, foreign = MembershipFactory(institution=institution).alliance, AllianceFactory()
    report = DocumentFactory(alliance=alliance, visibility="members", kind="report", title="Годовой отчёт")
    minutes = DocumentFactory(alliance=second, visibility="members", kind="minutes", title="Minutes")
    client = signed_in(member)

    def found(**query):
        return list(client.get(PAGE, query).context["object_list"])

    assert set(found()) == {report, minutes}
    assert found(alliance=second.slug) == [minutes]
    assert found(kind="report") == [report]
    assert found(search="годовой") == [report]
    assert found(search="nothing") == found(alliance=foreign.slug) == []
    offered = [value for value, _label in client.get(PAGE).context["filterset"].form.fields["alliance"].widget.choices]
    assert sorted(offered) == sorted(["", alliance.slug, second.slug])


@pytest.mark.parametrize("rows", [3, 300])
def test_documents_query_count(alliance, councillor, rows, django_assert_num_queries):
    for number in range(rows):
        visibility = ("members", "council")[number % 2]
        DocumentFactory(alliance=alliance, visibility=visibility, institution=InstitutionFactory())
    client = signed_in(councillor)

    with django_assert_num_queries(WORKSPACE_LISTS["workspace:documents"]):
        page = client.get(PAGE)

    assert page.context["paginator"].count == rows


def test_documents_query_count_for_staff(alliance, councillor, django_assert_num_queries):
    """Who also works in a secretariat is asked for its alliances."""
    DocumentFactory(alliance=alliance, visibility="members")
    councillor.is_staff = True
    councillor.save()
    client = signed_in(councillor)

    with django_assert_num_queries(10):
        assert client.get(PAGE).status_code == 200
