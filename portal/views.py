"""The home page and the pages that tell about the portal itself."""

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from modeltranslation.settings import AVAILABLE_LANGUAGES

from alliances.models import Alliance, Event
from core.models import Area
from members.models import Institution
from news.models import NewsItem
from research.models import Opportunity


class Page(TemplateView):
    """A page without a record: there in every language."""

    title: str | Promise = ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"title": self.title, "breadcrumb": [], "alternate_languages": AVAILABLE_LANGUAGES}


class HomePage(Page):
    template_name = "portal/home.html"
    title = _("Home")

    def get_context_data(self, **kwargs):
        user = self.request.user
        calls = (
            Opportunity.objects.visible_to(user).open().exclude(deadline=None).select_related("institution", "alliance")
        )
        events = Event.objects.visible_to(user).dated().upcoming().select_related("alliance")
        return super().get_context_data(**kwargs) | {
            "is_home": True,
            "figures": figures(),
            "news": NewsItem.objects.visible_to(user).newest_first().with_card().with_first_picture()[:4],
            "calls": calls.closing_soonest_first().select_related("institution", "alliance")[:4],
            "events": events.order_by("starts_earliest", "pk")[:4],
            "alliances": Alliance.objects.visible_to(user).filter(parent=None).in_reading_order()[:24],
            "areas": Area.objects.visible_to(user).filter(parent=None).in_reading_order()[:12],
        }


def figures():
    """What is recorded and public: the same for every reader."""
    institutions = Institution.objects.published().aggregate(
        institutions=Count("pk"), countries=Count("country", distinct=True, filter=~Q(country=""))
    )
    return institutions | {"alliances": Alliance.objects.published().count()}


class AboutPage(Page):
    template_name = "portal/about.html"
    title = _("About the portal")


class ContactPage(Page):
    template_name = "portal/contact.html"
    title = _("Contact")

    def get_context_data(self, **kwargs):
        reachable = Alliance.objects.visible_to(self.request.user).exclude(contact_email="", website="")
        return super().get_context_data(**kwargs) | {"alliances": reachable.in_reading_order()}


class AccessibilityPage(Page):
    template_name = "portal/accessibility.html"
    title = _("Accessibility")


class PrivacyPage(Page):
    template_name = "portal/privacy.html"
    title = _("Privacy")
