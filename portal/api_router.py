"""Routes below /api/v1/."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from alliances.viewsets import (
    AllianceViewSet,
    DocumentViewSet,
    EventViewSet,
    InstitutionViewSet,
    MembershipViewSet,
    PersonViewSet,
    StatementViewSet,
)
from core.api.views import DocsView, NothingView, RootView, SchemaView
from core.viewsets import AreaViewSet, SourceViewSet
from governance.viewsets import BodyViewSet, MeetingViewSet, ProposalViewSet, SeatViewSet
from news.viewsets import NewsViewSet
from research.viewsets import GroupViewSet, OpportunityViewSet, ProjectViewSet

ENDPOINTS = {
    "alliances": AllianceViewSet,
    "institutions": InstitutionViewSet,
    "people": PersonViewSet,
    "memberships": MembershipViewSet,
    "bodies": BodyViewSet,
    "seats": SeatViewSet,
    "meetings": MeetingViewSet,
    "proposals": ProposalViewSet,
    "events": EventViewSet,
    "statements": StatementViewSet,
    "documents": DocumentViewSet,
    "areas": AreaViewSet,
    "groups": GroupViewSet,
    "projects": ProjectViewSet,
    "opportunities": OpportunityViewSet,
    "news": NewsViewSet,
    "sources": SourceViewSet,
}

router = SimpleRouter()
for name, viewset in ENDPOINTS.items():
    router.register(name, viewset, basename=name)

app_name = "api"
urlpatterns = [
    path("", RootView.as_view(endpoints=tuple(ENDPOINTS)), name="root"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    *router.urls,
    re_path(r"^(?:.*/)?$", NothingView.as_view(), name="nothing"),
]
