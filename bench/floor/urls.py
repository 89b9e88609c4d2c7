from django.contrib.admin import AdminSite, ModelAdmin
from django.urls import include, path
from rest_framework.pagination import PageNumberPagination
from rest_framework.routers import SimpleRouter

from bench.floor import views
from bench.floor.models import Institution


class Pages(PageNumberPagination):
    page_size = 20


class InstitutionAdmin(ModelAdmin):
    list_display = ["name_en", "country", "state", "published_at"]
    list_filter = ["state"]
    search_fields = ["name_en"]
    list_per_page = 100


site = AdminSite(name="floor_admin")
site.register(Institution, InstitutionAdmin)

router = SimpleRouter()
for name, viewset in {
    "institutions": views.InstitutionViewSet,
    "news": views.NewsViewSet,
    "memberships": views.MembershipViewSet,
}.items():
    router.register(name, type(viewset.__name__, (viewset,), {"pagination_class": Pages, "filter_backends": []}), name)

urlpatterns = [
    path("", views.HomePage.as_view()),
    path("empty/", views.empty),
    path("institutions/", views.InstitutionList.as_view()),
    path("institutions/<slug>/", views.InstitutionPage.as_view()),
    path("institutions/<slug>/networks/", views.NetworksPage.as_view()),
    path("alliances/", views.AllianceList.as_view()),
    path("alliances/<slug>/", views.AlliancePage.as_view()),
    path("alliances/<slug>/governance/", views.GovernancePage.as_view()),
    path("news/", views.NewsList.as_view()),
    path("news/<slug>/", views.NewsPage.as_view()),
    path("api/", include(router.urls)),
    path("admin/", site.urls),
]
