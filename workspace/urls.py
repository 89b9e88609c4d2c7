from django.urls import path

from workspace.message_views import MessagePage, MessagesPage, ReadAll
from workspace.people_views import EndColleague, HandOver, People, ResendInvitation, RevokeInvitation
from workspace.views import Dashboard, ItemsPage, LanguageChoice

app_name = "workspace"
PEOPLE = "institutions/<slug:slug>/people/"
urlpatterns = [
    path("", Dashboard.as_view(), name="index"),
    path("items/", ItemsPage.as_view(), name="items"),
    path("messages/", MessagesPage.as_view(), name="messages"),
    path("messages/read/", ReadAll.as_view(), name="read_all"),
    path("messages/<str:pk>/", MessagePage.as_view(), name="message"),
    path(PEOPLE, People.as_view(), name="people"),
    path(f"{PEOPLE}hand-over/", HandOver.as_view(), name="hand_over"),
    path(f"{PEOPLE}<str:pk>/end/", EndColleague.as_view(), name="people_end"),
    path(f"{PEOPLE}invitations/<str:pk>/resend/", ResendInvitation.as_view(), name="invitation_resend"),
    path(f"{PEOPLE}invitations/<str:pk>/revoke/", RevokeInvitation.as_view(), name="invitation_revoke"),
    path("language/", LanguageChoice.as_view(), name="language"),
]
