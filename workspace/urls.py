from django.urls import path

from workspace.views import Dashboard, ItemsPage, LanguageChoice

app_name = "workspace"
urlpatterns = [
    path("", Dashboard.as_view(), name="index"),
    path("items/", ItemsPage.as_view(), name="items"),
    path("language/", LanguageChoice.as_view(), name="language"),
]
