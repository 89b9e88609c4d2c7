"""Who opens the workspace, and for which institutions."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise, cached_property

from alliances.models import Membership
from core import scope
from members.models import Institution


def institutions_of(user):
    """The institutions that the person represents at this moment, in reading order."""
    ids = scope.facts_for(user).of("institutions")
    return list(Institution.objects.filter(pk__in=ids).in_reading_order()) if ids else []


def neighbours_of(institutions):
    """Institutions that are members today of an alliance in which one of these is a member."""
    members = Membership.objects.in_force().recorded().as_members()
    alliances = members.filter(institution__in=institutions).values("alliance")
    neighbours = members.filter(alliance__in=alliances).values("institution")
    return Institution.objects.published().filter(pk__in=neighbours).in_reading_order()


class WorkspacePage(LoginRequiredMixin):
    """A page for people who are signed in: made for one person, kept nowhere."""

    title: str | Promise = ""

    @cached_property
    def institutions(self):
        return institutions_of(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "breadcrumb": None,
            "institutions": self.institutions,
        }
