"""Staff need a second factor before the admin opens; who has none is led to set one up, and back afterwards."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect

WANTED = "wanted_after_second_factor"


def is_lacking(request):
    """Whether the person must set one up first. A sign-in that used one needs no look into the database."""
    user = request.user
    if not settings.REQUIRE_SECOND_FACTOR or not (user.is_authenticated and user.is_staff and user.is_active):
        return False
    if any(record.get("method") == "mfa" for record in get_authentication_records(request)):
        return False
    return not is_mfa_enabled(user)


def lead_to_it(request):
    """Keep where the person wanted to go, and lead to the page that says what is missing."""
    request.session[WANTED] = request.get_full_path() if request.method == "GET" else request.path
    return redirect("account_second_factor")


def wanted(request):
    """Where the person wanted to go before."""
    return request.session.get(WANTED, "")
