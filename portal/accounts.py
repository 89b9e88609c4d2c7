"""How django-allauth does things here: who may sign up, where one lands, how its mail goes."""

import time
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from core import scope
from core.letters import absolute
from core.messages import Address
from core.services.messages import tell

SIGNED_IN_AT = "signed_in_at"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation: nobody signs up on their own."""

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not of who signed in a moment ago: allauth counts only what it asked for after the sign-in."""
        age = time.time() - self.request.session.get(SIGNED_IN_AT, 0)
        return age >= app_settings.REAUTHENTICATION_TIMEOUT and super().is_reauthentication_required(app=app, **kwargs)

    def send_mail(self, template_prefix, email, context):
        """By the outbox, in the language of the account: a request never waits for the mail server.

        Known and unknown addresses get a letter alike, so that both take the same time.
        """
        user = context.get("user")
        language = getattr(user, "language", "") or get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            letter = self.render_mail(template_prefix, email, {"email": email, **context})
        tell("account", [Address(email, language)], context={"letter": letter})

    def get_reset_password_from_key_url(self, key):
        return _own_address(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request, emailconfirmation):
        return _own_address(super().get_email_confirmation_url(request, emailconfirmation))

    def get_login_redirect_url(self, request):
        """Who represents an institution comes to the workspace, other staff to the admin."""
        works_in_admin = request.user.is_staff and not scope.facts_for(request.user).of("institutions")
        return reverse("admin:index") if works_in_admin else super().get_login_redirect_url(request)


def _own_address(address):
    """The same page below BASE_URL, whatever host the request named."""
    return absolute(urlsplit(address).path)
