from django.urls import path

from alliances import event_views, views

app_name = "alliances"

urlpatterns = [
    path("alliances/", views.AllianceListPage.as_view(), name="list"),
    path("alliances/<slug:slug>/", views.AlliancePage.as_view(), name="detail"),
    path("alliances/<slug:slug>/members/", views.MemberListPage.as_view(), name="members"),
    path("events/", event_views.EventListPage.as_view(), name="event_list"),
    path("events/<slug:slug>/", event_views.EventPage.as_view(), name="event"),
    path("documents/", event_views.DocumentListPage.as_view(), name="document_list"),
    path("documents/<slug:slug>/file", event_views.document_file, name="document_file"),
]
