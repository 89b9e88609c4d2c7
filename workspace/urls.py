from django.urls import path

from workspace import change_views, item_views, profile_views, writing_views
from workspace.message_views import MessagePage, MessagesPage, ReadAll
from workspace.part_views import AnswerPart, PartsPage
from workspace.people_views import EndColleague, HandOver, People, ResendInvitation, RevokeInvitation
from workspace.shelf_views import ClosedDocumentsPage, ContactsPage
from workspace.translation_views import TranslationsPage
from workspace.views import Dashboard, ItemsPage, LanguageChoice

app_name = "workspace"
PEOPLE = "institutions/<slug:slug>/people/"
urlpatterns = [
    path("", Dashboard.as_view(), name="index"),
    path("items/", ItemsPage.as_view(), name="items"),
    path("translations/", TranslationsPage.as_view(), name="translations"),
    path("parts/", PartsPage.as_view(), name="parts"),
    path("parts/<str:pk>/confirm/", AnswerPart.as_view(is_confirmed=True), name="part_confirm"),
    path("parts/<str:pk>/decline/", AnswerPart.as_view(), name="part_decline"),
    path("contacts/", ContactsPage.as_view(), name="contacts"),
    path("documents/", ClosedDocumentsPage.as_view(), name="documents"),
    path("messages/", MessagesPage.as_view(), name="messages"),
    path("messages/read/", ReadAll.as_view(), name="read_all"),
    path("messages/<str:pk>/", MessagePage.as_view(), name="message"),
    path(PEOPLE, People.as_view(), name="people"),
    path(f"{PEOPLE}hand-over/", HandOver.as_view(), name="hand_over"),
    path(f"{PEOPLE}<str:pk>/end/", EndColleague.as_view(), name="people_end"),
    path(f"{PEOPLE}invitations/<str:pk>/resend/", ResendInvitation.as_view(), name="invitation_resend"),
    path(f"{PEOPLE}invitations/<str:pk>/revoke/", RevokeInvitation.as_view(), name="invitation_revoke"),
    path("language/", LanguageChoice.as_view(), name="language"),
    path("kept/<str:pk>/forget/", writing_views.ForgetText.as_view(), name="forget"),
    path("institutions/<str:pk>/", profile_views.ProfilePage.as_view(), {"kind": "institutions"}, name="profile"),
    path("profile/<str:pk>/edit/", profile_views.ProfileForm.as_view(), {"kind": "profile"}, name="profile_edit"),
    path("<slug:kind>/new/", writing_views.WritePage.as_view(), name="new"),
    path("<slug:kind>/new/keep/", writing_views.KeepText.as_view(), name="new_keep"),
    path("<slug:kind>/new/picture/", writing_views.KeepPicture.as_view(), name="new_picture"),
    path("<slug:kind>/new/check/", writing_views.CheckTexts.as_view(), name="new_check"),
    path("<slug:kind>/paste/", writing_views.PasteText.as_view(), name="paste"),
    path("<slug:kind>/<str:pk>/", item_views.ItemPage.as_view(), name="item"),
    path("<slug:kind>/<str:pk>/edit/", writing_views.WritePage.as_view(), name="edit"),
    path("<slug:kind>/<str:pk>/edit/keep/", writing_views.KeepText.as_view(), name="keep"),
    path("<slug:kind>/<str:pk>/edit/picture/", writing_views.KeepPicture.as_view(), name="picture"),
    path("<slug:kind>/<str:pk>/edit/check/", writing_views.CheckTexts.as_view(), name="check"),
    path("<slug:kind>/<str:pk>/change/", change_views.ChangePage.as_view(), name="change"),
    path("<slug:kind>/<str:pk>/change/withdraw/", change_views.WithdrawChange.as_view(), name="withdraw_change"),
    path("<slug:kind>/<str:pk>/move/", item_views.MoveItem.as_view(), name="move"),
    path("<slug:kind>/<str:pk>/comment/", item_views.AnswerReviewers.as_view(), name="comment"),
    path("<slug:kind>/<str:pk>/copy/", item_views.CopyItem.as_view(), name="copy"),
    path("<slug:kind>/<str:pk>/delete/", item_views.DeleteItem.as_view(), name="delete"),
]
