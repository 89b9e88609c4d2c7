"""What the portal told a person, as a list: also what he or she gets as a summary, or not at all, by mail."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import DetailView, TemplateView, View

from core.clock import now
from core.models import OutboxMessage
from core.paging import PAGE, page_of
from core.parameters import NamedParameters
from workspace.access import WorkspacePage

PAGE_SIZE = 20


class MessagesPage(WorkspacePage, NamedParameters, TemplateView):
    """Messages to this person, the newest first."""

    template_name = "workspace/messages.html"
    title = pgettext_lazy("mail", "Messages")
    parameters = (PAGE,)

    def get_context_data(self, **kwargs):
        rows = OutboxMessage.objects.of(self.request.user).in_list()
        paginator = Paginator(rows, PAGE_SIZE)
        page = page_of(paginator, self.request)
        return super().get_context_data(**kwargs) | {
            "letters": page.object_list,
            "paginator": paginator,
            "page_obj": page,
            "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=1),
            "is_paginated": page.has_other_pages(),
        }


class MessagePage(WorkspacePage, DetailView):
    """One message to this person; opening it marks it as read."""

    template_name = "workspace/message.html"
    context_object_name = "letter"
    title = _("Message")

    def get_queryset(self):
        return OutboxMessage.objects.of(self.request.user)

    def get_object(self, queryset=None):
        letter = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        if letter.read_at is None:
            self.get_queryset().filter(pk=letter.pk).update(read_at=now())
        return letter


class ReadAll(WorkspacePage, View):
    """POST only: mark all messages to this person as read."""

    http_method_names = ["post"]

    def post(self, request):
        OutboxMessage.objects.of(request.user).unread().update(read_at=now())
        return redirect("workspace:messages")
