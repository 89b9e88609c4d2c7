"""Changes proposed to what is public stand in the queue with everything else, and those concerned are told."""

import pytest

from core.models import OutboxMessage, ReviewComment
from core.services.proposing import approve_change, return_change
from members.models import Institution, Representative
from tests import factories
from tests.admin.conftest import admin_url, signed_in
from tests.workspace.test_changes import propose

pytestmark = pytest.mark.django_db
QUEUE = "/admin/review/"


@pytest.fixture
def item(ours):
    institution = factories.MembershipFactory(alliance=ours).institution
    return factories.NewsItemFactory(
        institution=institution, alliance=ours, title="As it is public", body="<p>Text</p>"
    )


@pytest.fixture
def author(client, item):
    user = factories.RepresentativeUserFactory(institution=item.institution)
    client.force_login(user)
    return user


def lines(page):
    return [(line.pk, line.url) for line in page.context["page"].object_list]


def told():
    return [(message.kind, message.receiver) for message in OutboxMessage.objects.order_by("pk")]


def test_proposed_change_waits_in_the_queue_until_it_is_decided(client, secretariat, secretary, item, author):
    change = propose(client, item, title_en="As it shall be")

    waiting, foreign = secretariat.get(QUEUE), signed_in(factories.SecretariatUserFactory()).get(QUEUE)
    return_change(change, by=secretary, note="Name the source.")

    assert lines(waiting) == [(change.pk, admin_url(change, "change"))]
    assert f'href="{admin_url(change, "change")}"' in waiting.text
    assert lines(foreign) == lines(secretariat.get(QUEUE)) == []


@pytest.mark.parametrize("name", ["kind", "institution", "language", "reviewer"])
def test_queue_narrows_changes_as_it_narrows_records(client, secretariat, item, author, name):
    change = propose(client, item, title_en="As it shall be", title_ru="Как будет")
    factories.NewsItemFactory(
        alliance=item.alliance, institution=factories.InstitutionFactory(), state="submitted", title_ar="خبر"
    )
    fits = {"kind": "core.proposedchange", "institution": item.institution_id, "language": "en", "reviewer": "nobody"}
    others = {"kind": "news.newsitem", "institution": None, "language": "ru", "reviewer": None}

    assert change.pk in dict(lines(secretariat.get(QUEUE, {name: fits[name]})))
    if others[name]:
        assert change.pk not in dict(lines(secretariat.get(QUEUE, {name: others[name]})))


def test_changes_are_approved_with_other_rows_in_one_report(client, secretariat, secretary, ours, item, author):
    change = propose(client, item, title_en="As it shall be")
    story = factories.NewsItemFactory(alliance=ours, state="submitted")
    chosen = {"core.proposedchange": [change.pk], "news.newsitem": [story.pk]}

    first = secretariat.post(QUEUE, chosen)
    colleague = signed_in(factories.SecretariatUserFactory(alliance=ours))
    second = colleague.post(QUEUE, chosen)

    item.refresh_from_db()
    assert item.title_en == "As it shall be"
    assert (first.context["done"], second.context["done"]) == (2, 0)
    assert all("First Secretary was faster" in outcome.text for outcome in second.context["outcomes"])


def test_secretariat_is_told_that_a_change_waits_once(client, secretary, theirs, item, author):
    factories.SecretariatUserFactory(alliance=theirs)
    factories.SuperuserFactory()

    propose(client, item, title_en="As it shall be")
    propose(client, item, title_en="As it shall really be")

    assert told() == [("change_waiting", secretary)]


def test_proposer_is_told_what_was_decided_and_why(client, secretary, item, author):
    factories.RepresentativeUserFactory(institution=item.institution)
    change = propose(client, item, title_en="As it shall be")
    return_change(change, by=secretary, note="Name the source.")
    returned = OutboxMessage.objects.get(kind="change_returned")
    approve_change(propose(client, item, title_en="As it shall be"), by=secretary)

    assert "Name the source." in returned.text
    assert told() == [
        ("change_waiting", secretary),
        ("change_returned", author),
        ("change_waiting", secretary),
        ("change_approved", author),
    ]


def test_who_left_is_not_told_of_a_change_but_the_colleagues_are(client, secretary, item, author):
    change = propose(client, item, title_en="As it shall be")
    colleague = factories.RepresentativeUserFactory(institution=item.institution)
    Representative.objects.filter(user=author).delete()

    return_change(change, by=secretary, note="Name the source.")

    assert told()[1:] == [("change_returned", colleague)]


# What is said about a change to the profile of an institution


@pytest.fixture
def profile(ours, author):
    """The institution of the author, with a change to its names that waits."""
    institution = Institution.objects.get(pk=author.representations.get().institution_id)
    change = factories.ProposedChangeFactory(
        target=institution, kind="institutions", institution_id=institution.pk, proposed_by=author
    )
    return institution, change


def profile_page(institution):
    return f"/workspace/institutions/{institution.pk}/"


def texts(thread):
    return [line.text for line in thread if line.text]


def test_question_about_a_change_is_asked_and_answered_before_it_is_decided(client, secretariat, profile):
    institution, change = profile
    page, own = admin_url(change, "change"), profile_page(institution)

    asked = secretariat.post(page, {"deed": "comment", "comment": "Which name is on the seal?"})
    read = texts(client.get(own).context["thread"])
    answered = client.post(f"{own}comment/", {"comment": "The second one."})

    assert asked["Location"] == f"{page}#said"
    assert read == ["Which name is on the seal?"]
    assert answered["Location"] == f"{own}#said"
    assert "The second one." in secretariat.get(page).text
    change.refresh_from_db()
    assert change.stage == "waiting"


def test_each_side_is_led_to_where_it_answers(client, secretariat, secretary, profile, author):
    institution, change = profile

    secretariat.post(admin_url(change, "change"), {"deed": "comment", "comment": "Which name?"})
    client.post(f"{profile_page(institution)}comment/", {"comment": "The second one."})

    to_author, to_secretary = OutboxMessage.objects.filter(kind="remark").order_by("pk")
    assert (to_author.receiver, to_secretary.receiver) == (author, secretary)
    assert to_author.link.endswith(f"{profile_page(institution)}#said")
    assert to_secretary.link.endswith(f"{admin_url(change, 'change')}#said")


def test_what_is_said_of_a_change_stays_between_its_two_sides(client, secretariat, profile):
    institution, change = profile
    secretariat.post(admin_url(change, "change"), {"deed": "comment", "comment": "Between us"})
    contributor = factories.RepresentativeFactory(institution=institution, role="contributor").user
    stranger, elsewhere = factories.RepresentativeUserFactory(), factories.SecretariatUserFactory()

    assert "Between us" not in signed_in(contributor).get(profile_page(institution)).text
    assert signed_in(contributor).post(f"{profile_page(institution)}comment/", {"comment": "Me too"}).status_code == 404
    assert signed_in(stranger).post(f"{profile_page(institution)}comment/", {"comment": "Me too"}).status_code == 404
    foreign = signed_in(elsewhere).post(admin_url(change, "change"), {"deed": "comment", "comment": "Me too"})
    assert foreign.status_code == 302
    assert "Between us" not in signed_in(elsewhere).get(admin_url(change, "change"), follow=True).text
    assert [remark.text for remark in ReviewComment.objects.all()] == ["Between us"]


def test_empty_comment_on_a_change_is_not_kept_and_what_is_decided_is_told(client, secretariat, secretary, profile):
    institution, change = profile

    page = secretariat.post(admin_url(change, "change"), {"deed": "comment", "comment": " "})
    return_change(change, by=secretary, note="Name the source.")

    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert not ReviewComment.objects.exists()
    (line,) = client.get(profile_page(institution)).context["thread"]
    assert (line.text, line.about, line.states[-1]) == ("Name the source.", "Proposed change", "Returned to author")
