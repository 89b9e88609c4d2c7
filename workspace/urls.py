from django.urls import path

from workspace.message_views import MessagePage, MessagesPage, ReadAll
from workspace.views import Dashboard, ItemsPage, LanguageChoice

app_name = "workspace"
urlpatterns = [
    path("", Dashboard.as_view(), name="index"),
    path("items/", ItemsPage.as_view(), name="items"),
    path("messages/", MessagesPage.as_view(), name="messages"),
    path("messages/read/", ReadAll.as_view(), name="read_all"),
    path("messages/<str:pk>/", MessagePage.as_view(), name="message"),
    path("language/", LanguageChoice.as_view(), name="language"),
]
