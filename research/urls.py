from django.urls import path

from research import area_views, views

app_name = "research"

urlpatterns = [
    path("research/areas/", area_views.AreaListPage.as_view(), name="area_list"),
    path("research/areas/<slug:slug>/", area_views.AreaPage.as_view(), name="area"),
    path("research/groups/", views.GroupListPage.as_view(), name="group_list"),
    path("research/groups/<slug:slug>/", views.GroupPage.as_view(), name="group"),
    path("research/projects/", views.ProjectListPage.as_view(), name="project_list"),
    path("research/projects/<slug:slug>/", views.ProjectPage.as_view(), name="project"),
    path("opportunities/", views.OpportunityListPage.as_view(), name="opportunity_list"),
    path("opportunities/<slug:slug>/", views.OpportunityPage.as_view(), name="opportunity"),
]
