from django.urls import include, path

from portal.urls import urlpatterns as ours

urlpatterns = [path("floor/", include("bench.floor.urls")), *ours]
