"""Whoever says something on the page of a review is read by the other side: told by mail, once."""

import pytest

from core.models import OutboxMessage, ReviewComment
from core.services.reviewing import assign, comment
from tests import factories
from tests.admin.conftest import admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.RepresentativeUserFactory()


@pytest.fixture
def item(ours, author):
    institution = author.representations.get().institution
    return factories.NewsItemFactory(
        alliance=ours, institution=institution, state="submitted", created_by=author, title_en="A bridge"
    )


def told():
    return list(OutboxMessage.objects.filter(kind="remark").order_by("pk").values_list("receiver", "link"))


def test_remark_of_the_secretariat_goes_to_the_authors_side(secretariat, secretary, ours, item, author):
    factories.SecretariatUserFactory(alliance=ours)

    for _press in range(2):
        secretariat.post(admin_url(item, "review"), {"deed": "comment", "comment": "Which year?"})

    message = OutboxMessage.objects.get()
    assert (message.receiver, message.kind) == (author, "remark")
    assert "Which year?" in message.text
    assert message.link.endswith(f"/workspace/news/{item.pk}/#said")
    assert ReviewComment.objects.count() == 1


def test_answer_of_the_author_goes_to_the_secretariat_alone(secretary, theirs, item, author):
    factories.SecretariatUserFactory(alliance=theirs)
    factories.SuperuserFactory()
    colleague = factories.RepresentativeUserFactory(institution=item.institution)

    comment(item, "In 2016.", by=author)

    assert [receiver for receiver, _link in told()] == [secretary.pk]
    assert told()[0][1].endswith(f"{admin_url(item, 'review')}#said")
    assert colleague.pk not in dict(told())


def test_answer_goes_to_the_reviewer_where_there_is_one(secretary, ours, item, author):
    colleague = factories.SecretariatUserFactory(alliance=ours)
    assign(item, colleague, by=secretary)

    comment(item, "In 2016.", by=author)

    assert [receiver for receiver, _link in told()] == [colleague.pk]


def test_reviewer_who_left_the_secretariat_is_not_told(secretary, ours, item, author):
    colleague = factories.SecretariatUserFactory(alliance=ours)
    assign(item, colleague, by=secretary)
    colleague.secretariats.all().delete()

    comment(item, "In 2016.", by=author)

    assert [receiver for receiver, _link in told()] == [secretary.pk]
