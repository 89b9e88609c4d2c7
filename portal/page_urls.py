"""Pages of the portal itself, below the language prefix."""

from django.urls import path

from portal import views
from portal.search import SearchPage

app_name = "portal"

urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("search/", SearchPage.as_view(), name="search"),
    path("about/", views.AboutPage.as_view(), name="about"),
    path("contact/", views.ContactPage.as_view(), name="contact"),
    path("accessibility/", views.AccessibilityPage.as_view(), name="accessibility"),
    path("privacy/", views.PrivacyPage.as_view(), name="privacy"),
]
