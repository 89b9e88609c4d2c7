from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("portal.page_urls")),
        path("", include("core.urls")),
        path("", include("members.urls")),
        path("", include("alliances.urls")),
        path("", include("governance.urls")),
        path("", include("research.urls")),
        path("", include("news.urls")),
    ),
]
