from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from core import scope


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation: nobody signs up on their own."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Who represents an institution comes to the workspace, other staff to the admin."""
        works_in_admin = request.user.is_staff and not scope.facts_for(request.user).of("institutions")
        return reverse("admin:index") if works_in_admin else super().get_login_redirect_url(request)
