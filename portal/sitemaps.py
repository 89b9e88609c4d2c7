"""Public pages for search engines: one section a kind of record, each language that a record is complete in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from modeltranslation.settings import AVAILABLE_LANGUAGES

from alliances.models import Alliance, Event
from core.languages import language_tag, offered_languages
from core.models import Area, Source
from core.templatetags.portal import in_language
from governance.models import Meeting, Proposal
from members.models import Institution, Person
from news.models import NewsItem
from research.models import Group, Opportunity, Project

RECORDS_A_FILE = 10_000  # times four languages: below the 50,000 addresses that a file may hold
PAGES = (
    *("portal:home", "portal:about", "portal:contact", "portal:accessibility", "portal:privacy"),
    *("alliances:list", "alliances:event_list", "alliances:document_list", "members:institution_list", "news:list"),
    *("research:area_list", "research:group_list", "research:project_list", "research:opportunity_list"),
)
DEFAULT_LANGUAGE = "en"


class PortalSitemap(Sitemap):
    """Every item once for each of its languages, with links to the others."""

    @property
    def paginator(self):
        return Paginator(self.items(), RECORDS_A_FILE)

    def languages_of(self, item):
        return AVAILABLE_LANGUAGES

    def get_domain(self, site=None):
        """The base address of the settings, never the host that the request names."""
        return urlsplit(settings.BASE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.BASE_URL).scheme

    def _urls(self, page, protocol, domain):
        return [entry for item in self.paginator.page(page).object_list for entry in self.entries(item)]

    def entries(self, item):
        with override(DEFAULT_LANGUAGE):
            path = self.location(item)
        languages = self.languages_of(item)
        addresses = {code: f"{settings.BASE_URL}{in_language(path, code)}" for code in languages}
        alternates = [{"location": address, "lang_code": language_tag(code)} for code, address in addresses.items()]
        default = f"{settings.BASE_URL}{in_language(path, DEFAULT_LANGUAGE)}"
        alternates.append({"location": default, "lang_code": "x-default"})
        changed = getattr(item, "updated_at", None)
        return [{"location": address, "lastmod": changed, "alternates": alternates} for address in addresses.values()]


class PageSitemap(PortalSitemap):
    def items(self):
        return PAGES

    def location(self, item):
        return reverse(item)


class RecordSitemap(PortalSitemap):
    """Records of one kind that everybody may see; the languages are those that their page offers."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.visible_to(AnonymousUser()).order_by("pk")

    def languages_of(self, item):
        with override(DEFAULT_LANGUAGE):
            page = resolve(item.get_absolute_url()).func.view_class
        return offered_languages(item, page.complete_when)


SECTIONS = {
    "pages": PageSitemap(),
    **{
        model._meta.model_name: RecordSitemap(model)
        for model in (Alliance, Institution, Person, Event, Meeting, Proposal, NewsItem)
    },
    **{model._meta.model_name: RecordSitemap(model) for model in (Area, Group, Project, Opportunity, Source)},
}


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_index(request):
    """One file a section, or several where it is long."""
    files = []
    for name, section in SECTIONS.items():
        address = f"{settings.BASE_URL}{reverse('sitemap_section', args=[name])}"
        numbers = section.paginator.page_range
        files += [{"location": address if number == 1 else f"{address}?p={number}"} for number in numbers]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_section(request, section):
    if section not in SECTIONS:
        raise Http404
    return sitemap(request, SECTIONS, section)
