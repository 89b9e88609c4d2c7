"""The page of an invitation: who is invited, and how to accept, with a new account or with one's own."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from core.errors import DomainError
from members.errors import AccountExists, InvitationClosed, OtherAddress
from members.invitation_forms import NewAccountForm
from members.services import inviting


@method_decorator([never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch")
class InvitationPage(View):
    """Reading changes nothing, since mail servers follow links; accepting is a button."""

    def dispatch(self, request, token):
        try:
            self.invitation = inviting.open_invitation(token)
            if not request.user.is_authenticated:
                self._speak(self.invitation.language)
            response = super().dispatch(request, token)
        except InvitationClosed as error:
            response = render(request, "account/invitation_closed.html", {"error": error}, status=410)
        response["Referrer-Policy"] = "same-origin"  # the address opens a door
        return response

    def _speak(self, language):
        """Without an account that says otherwise, the page is in the language of the letter."""
        translation.activate(language)
        self.request.LANGUAGE_CODE = language

    def get(self, request, token):
        return self._page()

    def post(self, request, token):
        try:
            if request.user.is_authenticated:
                return self._accept_as(request.user, token)
            return self._sign_up(token)
        except InvitationClosed:
            raise
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(request.path)

    def _accept_as(self, user, token):
        inviting.accept(token, user=user)
        messages.success(self.request, _welcome(self.invitation))
        return redirect(settings.LOGIN_REDIRECT_URL)

    def _sign_up(self, token):
        if self._owner_has_account():
            raise AccountExists
        form = NewAccountForm(self.request.POST, email=self.invitation.email)
        if not form.is_valid():
            return self._page(form, status=422)
        user = inviting.accept_with_new_account(
            token,
            full_name=form.cleaned_data["full_name"],
            password=form.cleaned_data["password1"],
            language=form.cleaned_data["language"],
        ).user
        messages.success(self.request, _welcome(self.invitation))
        return perform_login(self.request, user, redirect_url=reverse(settings.LOGIN_REDIRECT_URL))

    def _owner_has_account(self):
        return inviting.accounts_of(self.invitation.email).exists()

    def _page(self, form=None, status=200):
        user, invitation = self.request.user, self.invitation
        context = {"invitation": invitation}
        if user.is_authenticated:
            owns = inviting.accounts_of(invitation.email).filter(pk=user.pk).exists()
            context["refusal"] = None if owns else str(OtherAddress(invitation, user))
        elif self._owner_has_account():
            context["has_account"] = True
        else:
            context["form"] = form or NewAccountForm(email=invitation.email)
        return render(self.request, "account/invitation.html", context, status=status)


def _welcome(invitation):
    return _("Welcome: you now work for %(name)s.") % {"name": invitation.institution}
