from django.urls import path

from governance import views

app_name = "governance"

urlpatterns = [
    path("alliances/<slug:slug>/governance/", views.GovernancePage.as_view(), name="alliance"),
    path("meetings/<slug:slug>/", views.MeetingPage.as_view(), name="meeting"),
    path("proposals/<slug:slug>/", views.ProposalPage.as_view(), name="proposal"),
]
