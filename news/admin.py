"""The admin of news and of the reference blocks that stories share."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltranslation.admin import TranslationStackedInline

from core.admin.base import RevisedAdmin, RevisedRecordAdmin, TranslatedAdmin
from core.admin.moves import PublishableAdmin
from core.admin.pictures import PictureInline
from core.admin.scoped import ScopedInline
from core.errors import DomainError
from news.models import Boilerplate, BoilerplateVersion, NewsItem, NewsMention
from news.services.taking_over import addressed_to, take_over

SHOWN = 100


class MentionInline(ScopedInline, TranslationStackedInline):
    model = NewsMention
    fields = [("order", "name"), "spellings", "institution", "note"]


class BoilerplateVersionInline(ScopedInline, TranslationStackedInline):
    model = BoilerplateVersion
    fields = ["valid_from", "title", "text"]


class TakesOver:
    """Stories that other alliances review and that are addressed to the person's own; a review is taken over there."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.addressed_view)
        return [path("addressed/", view, name="news_newsitem_addressed"), *super().get_urls()]

    def addressed_view(self, request):
        if request.method == "POST":
            item = get_object_or_404(addressed_to(request.user), pk=request.POST.get("item", ""))
            item.alliance_id = request.POST.get("from", "")
            try:
                taken = take_over(item, by=request.user)
            except DomainError as error:
                messages.error(request, str(error))
                return redirect("admin:news_newsitem_addressed")
            messages.success(request, _("The review is with your secretariat now."))
            return redirect("admin:news_newsitem_review", taken.pk)
        title = _("Addressed to your alliance too")
        context = {**self.admin_site.each_context(request), "title": title, "items": addressed_to(request.user)[:SHOWN]}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/news/newsitem/addressed.html", context)


@admin.register(NewsItem)
class NewsItemAdmin(TakesOver, PublishableAdmin):
    list_display = ["title", "kind", "alliance", "institution", "published_at", "publication"]
    list_filter = ["kind", "alliance", "original_language", "is_machine_translated"]
    list_select_related = ["alliance", "institution"]
    search_fields = ["search_tokens"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "pk"]
    inlines = [PictureInline, MentionInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "kicker", "title", "lead", "body", "byline", "slug"],
                "description": _(
                    "Title and text are enough. The lead says in two or three sentences what happened, where and when."
                ),
            },
        ),
        (_("Belongs to"), {"fields": ["alliance", "institution"]}),
        (
            pgettext_lazy("what a story tells of", "About"),
            {
                "fields": ["alliances", "institutions", "areas", "people", "groups", "projects"],
                "description": _("Everybody and everything that the story is about: it then shows on their pages too."),
            },
        ),
        (
            _("Origin"),
            {
                "fields": ["source", "source_date", "event_date", "original_language", "is_machine_translated"],
                "description": _("Where it was taken from, with the date that is printed there."),
            },
        ),
        (_("For reference"), {"fields": ["boilerplates"], "classes": ["collapse"]}),
    ]


@admin.register(NewsMention)
class NewsMentionAdmin(TranslatedAdmin):
    list_display = ["name", "news_item", "institution", "spellings"]
    list_select_related = ["news_item", "institution"]
    search_fields = ["name", "spellings"]
    search_through = ["news_item"]
    ordering = ["name", "pk"]
    fields = ["news_item", "order", "name", "spellings", "institution", "note"]


@admin.register(Boilerplate)
class BoilerplateAdmin(RevisedRecordAdmin):
    list_display = ["label", "alliance", "slug"]
    list_filter = ["alliance"]
    list_select_related = ["alliance"]
    search_fields = ["label", "slug"]
    search_through = ["alliance"]
    inlines = [BoilerplateVersionInline]
    fields = ["label", "slug", "alliance"]


@admin.register(BoilerplateVersion)
class BoilerplateVersionAdmin(RevisedAdmin):
    list_display = ["title", "boilerplate", "valid_from"]
    list_filter = ["boilerplate"]
    list_select_related = ["boilerplate"]
    search_fields = ["title_en", "title_zh_hans", "title_ru", "title_ar", "boilerplate__label"]
    ordering = ["boilerplate__slug", "-valid_from"]
    fields = ["boilerplate", "valid_from", "title", "text"]
