from django.urls import path

from core.source_views import SourcePage

app_name = "core"

urlpatterns = [
    path("sources/<slug:slug>/", SourcePage.as_view(), name="source"),
]
