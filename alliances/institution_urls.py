"""Addresses of what `members` keeps: institutions and people; their pages show what alliances hold about them."""

from django.urls import path

from alliances.institution_views import InstitutionListPage, InstitutionPage, NetworksPage
from alliances.person_views import PersonPage

app_name = "members"

urlpatterns = [
    path("institutions/", InstitutionListPage.as_view(), name="institution_list"),
    path("institutions/<slug:slug>/", InstitutionPage.as_view(), name="institution"),
    path("institutions/<slug:slug>/networks/", NetworksPage.as_view(), name="networks"),
    path("people/<slug:slug>/", PersonPage.as_view(), name="person"),
]
