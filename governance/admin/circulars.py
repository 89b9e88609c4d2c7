"""Circulars: written, looked at as mail with the list of receivers, then sent; afterwards who received it."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from core import scope
from core.admin.base import RecordAdmin
from core.errors import DomainError
from core.framing import framed
from core.models import OutboxMessage
from governance.models import Circular
from governance.recipients import receivers_of
from governance.services.circulars import letter_of, send


@admin.register(Circular)
class CircularAdmin(RecordAdmin):
    """Changed until it is sent, kept as it is from then on."""

    change_form_template = "admin/governance/circular/change_form.html"
    list_display = ["subject", "alliance", "circle", "language", "second_language", "sent_at"]
    list_filter = ["alliance", "circle"]
    list_select_related = ["alliance"]
    search_fields = ["subject", "second_subject"]
    ordering = ["-created_at", "-id"]
    fieldsets = [
        (_("To whom"), {"fields": ["alliance", "circle", "country", "role"]}),
        (_("What it says"), {"fields": ["language", "subject", "text"]}),
        (
            _("The same in a second language"),
            {
                "fields": ["second_language", "second_subject", "second_text"],
                "description": _("Both languages stand in one message, the first above the second."),
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Each language runs in its own direction."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"subject", "text", "second_subject", "second_text"}:
            field.widget.attrs["dir"] = "auto"
        return field

    def get_changeform_initial_data(self, request):
        """The language in which the person works comes first."""
        return {"language": get_language(), **super().get_changeform_initial_data(request)}

    def response_post_save_add(self, request, obj):
        """What was saved is not sent yet: the page that sends it comes next."""
        return HttpResponseRedirect(reverse("admin:governance_circular_letter", args=[obj.pk]))

    response_post_save_change = response_post_save_add

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.sent_at is None)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def get_urls(self):
        routes = [("letter", self.letter_view), ("letter_html", self.html_view), ("send", self.send_view)]
        return [
            *(
                path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"governance_circular_{name}")
                for name, view in routes
            ),
            *super().get_urls(),
        ]

    def letter_view(self, request, object_id):
        """The mail, and who gets it, or got it."""
        circular = self._circular(request, object_id)
        told = OutboxMessage.objects.about(circular).in_list().order_by("address")
        context = {
            **self.admin_site.each_context(request),
            "title": circular.subject,
            "opts": self.opts,
            "original": circular,
            "letter": letter_of(circular),
            "contact_url": self._contact_url(request, circular.alliance),
            "receivers": [] if circular.sent_at else list(receivers_of(circular)),
            "told": list(told) if circular.sent_at else [],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/governance/circular/letter.html", context)

    def html_view(self, request, object_id):
        return framed(letter_of(self._circular(request, object_id)).html)

    def send_view(self, request, object_id):
        """POST only."""
        circular = self._circular(request, object_id)
        if not scope.can_edit(request.user, circular):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            number = len(send(circular, by=request.user))
        except DomainError as error:
            messages.error(request, str(error))
        else:
            words = ngettext("On its way to %(number)s person.", "On its way to %(number)s people.", number)
            messages.success(request, words % {"number": number})
        return HttpResponseRedirect(reverse("admin:governance_circular_letter", args=[circular.pk]))

    def _contact_url(self, request, alliance):
        """Where the person gives the alliance the address to which answers go, if it is theirs to give."""
        if not self.admin_site.get_model_admin(type(alliance)).has_change_permission(request, alliance):
            return ""
        return reverse("admin:alliances_alliance_change", args=[alliance.pk]) + "#id_contact_email"

    def _circular(self, request, object_id):
        circular = self.get_object(request, unquote(object_id))
        if circular is None:
            raise Http404
        return circular
