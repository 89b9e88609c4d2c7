"""The page to which staff without a second factor are led."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect
from django.views.generic import TemplateView

from core import second_factor


class SecondFactorPage(LoginRequiredMixin, TemplateView):
    """Says what is missing and how to set it up; once it is there, leads on to where the person wanted to go."""

    template_name = "account/second_factor.html"

    def get(self, request, *args, **kwargs):
        if is_mfa_enabled(request.user):
            return redirect(second_factor.wanted(request) or "mfa_index")
        return super().get(request, *args, **kwargs)
