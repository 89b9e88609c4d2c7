"""The accounts of the demo, whose password everybody knows, and what keeps them out of a real deployment."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied

from alliances.models import Alliance, Secretariat
from members.models import Institution, Representative, User

PASSWORD = "silk-road-demo"  # noqa: S105 - public; production refuses these accounts


@dataclass(frozen=True)
class DemoAccount:
    email: str
    full_name: str
    is_superuser: bool = False
    secretariat_of: str = ""
    represents: str = ""


ACCOUNTS = (
    DemoAccount("admin@portal.example", "Portal administrator", is_superuser=True),
    DemoAccount("secretariat@uasr.example", "UASR secretariat", secretariat_of="uasr"),
    DemoAccount("secretariat@aua.example", "AUA secretariat", secretariat_of="aua"),
    DemoAccount("office@spbpu.example", "SPbPU international office", represents="spbpu"),
    DemoAccount("office@polyu.example", "PolyU international office", represents="hong-kong-polytechnic-university"),
    DemoAccount("office@lanzhou.example", "Lanzhou international office", represents="lanzhou-university"),
)
EMAILS = frozenset(account.email for account in ACCOUNTS)


class RefuseDemoAccounts:
    """Ends every sign-in with a demo address where the settings do not allow the demo; stands before the others.

    It knows no accounts, so it has no `get_user`: no session is ever bound to it.
    """

    def authenticate(self, request, **credentials):
        if not settings.DEMO_ACCOUNTS_ALLOWED and EMAILS & {str(value).lower() for value in credentials.values()}:
            raise PermissionDenied


def make_accounts():
    """Make the accounts that are not there, with their verified addresses and offices; gives their addresses."""
    there = set(User.objects.filter(email__in=EMAILS).values_list("email", flat=True))
    missing = [account for account in ACCOUNTS if account.email not in there]
    for account in missing:
        _make(account)
    return [account.email for account in missing]


def _make(account):
    user = User.objects.create_user(
        account.email,
        PASSWORD,
        full_name=account.full_name,
        is_staff=bool(account.is_superuser or account.secretariat_of),
        is_superuser=account.is_superuser,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if account.secretariat_of:
        Secretariat.objects.create(user=user, alliance=Alliance.objects.get(slug=account.secretariat_of))
    if account.represents:
        Representative.objects.create(user=user, institution=Institution.objects.get(slug=account.represents))
