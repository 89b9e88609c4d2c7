from django.urls import path

from news.views import NewsListPage, NewsPage

app_name = "news"

urlpatterns = [
    path("news/", NewsListPage.as_view(), name="list"),
    path("news/<slug:slug>/", NewsPage.as_view(), name="detail"),
]
