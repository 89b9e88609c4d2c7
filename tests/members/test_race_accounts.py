"""Two people in the same moment: an invitation is accepted once, and somebody is always left to represent."""

import pytest

from members.errors import InvitationClosed, LastRepresentative
from members.models import Invitation, Representative, User
from members.models.invitation import hash_of
from members.services import inviting, representing
from tests.factories import InstitutionFactory, InvitationFactory, RepresentativeFactory, UserFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TOKEN = "a-token-of-this-test"


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_accepts_at_once_make_one_representative(together):
    invitation = InvitationFactory(token_hash=hash_of(TOKEN))
    user = UserFactory(email=invitation.email)

    outcomes = together([lambda: inviting.accept(TOKEN, user=user)] * 4)

    assert kinds(outcomes) == sorted(["Representative", *[InvitationClosed.__name__] * 3])
    assert Representative.objects.get().user == user


def test_two_sign_ups_at_once_make_one_account(together):
    invitation = InvitationFactory(token_hash=hash_of(TOKEN))

    def sign_up():
        return inviting.accept_with_new_account(TOKEN, full_name="A", password="camel-caravan-9", language="en")

    outcomes = together([sign_up] * 3)

    assert kinds(outcomes) == sorted(["Representative", *[InvitationClosed.__name__] * 2])
    assert User.objects.get().email == invitation.email
    assert Invitation.objects.get().accepted_by == User.objects.get()


def test_the_last_two_representatives_who_leave_at_once_do_not_both_go(together):
    institution = InstitutionFactory()
    pair = [RepresentativeFactory(institution=institution) for _number in range(2)]

    outcomes = together([lambda one=one: representing.end(one, by=one.user) for one in pair])

    assert kinds(outcomes) == [LastRepresentative.__name__, "Representative"]
    assert Representative.objects.in_office().count() == 1
