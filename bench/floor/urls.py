from django.contrib.admin import AdminSite, ModelAdmin, display
from django.urls import include, path

from bench.floor import views
from bench.floor.api import router
from bench.floor.models import Institution


class InstitutionAdmin(ModelAdmin):
    """The columns and filters of ours."""

    list_display = ["name_en", "state", "languages", "acronym", "kind", "country", "city_en", "ror_id", "updated_at"]
    list_filter = ["state", "kind", "country"]
    search_fields = ["name_en"]
    list_per_page = 50

    @display(description="Languages")
    def languages(self, institution):
        return ", ".join(code for code in ("en", "zh_hans", "ru", "ar") if getattr(institution, f"name_{code}"))


site = AdminSite(name="floor_admin")
site.register(Institution, InstitutionAdmin)

# What pages link to and the bench does not measure.
LISTS = ["areas", "opportunities", "events", "documents", "groups", "projects", "search", "about", "contact"]
RECORDS = ["area", "opportunity", "event", "document", "group", "project", "source", "person", "meeting", "proposal"]

pages = [
    path("", views.HomePage.as_view(), name="home"),
    path("empty/", views.empty),
    path("institutions/", views.InstitutionList.as_view(), name="institutions"),
    path("institutions/<slug>/", views.InstitutionPage.as_view(), name="institution"),
    path("institutions/<slug>/networks/", views.NetworksPage.as_view(), name="networks"),
    path("alliances/", views.AllianceList.as_view(), name="alliances"),
    path("alliances/<slug>/", views.AlliancePage.as_view(), name="alliance"),
    path("alliances/<slug>/members/", views.empty, name="members"),
    path("alliances/<slug>/governance/", views.GovernancePage.as_view(), name="governance"),
    path("news/", views.NewsList.as_view(), name="news"),
    path("news/<slug>/", views.NewsPage.as_view(), name="newsitem"),
    *(path(f"{name}/", views.empty, name=name) for name in [*LISTS, "accessibility", "privacy"]),
    *(path(f"{name}/<slug>/", views.empty, name=name) for name in RECORDS),
    path("api/", include(router.urls)),
]

urlpatterns = [path("admin/", site.urls), path("", include((pages, "floor")))]
