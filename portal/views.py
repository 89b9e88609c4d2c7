"""The home page and the pages that tell about the portal itself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from modeltranslation.settings import AVAILABLE_LANGUAGES

from alliances.models import Alliance
from core.views import KeptPage
from portal.home import figures, home_blocks


class Page(KeptPage, TemplateView):
    """A page without a record: there in every language."""

    title: str | Promise = ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"title": self.title, "breadcrumb": [], "alternate_languages": AVAILABLE_LANGUAGES}


class HomePage(Page):
    template_name = "portal/home.html"
    title = _("Home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "is_home": True,
            "figures": figures(),
            "blocks": home_blocks(self.request.user),
        }


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
