"""What is pasted into a formatted text, cleaned before the editor takes it, by the rules of every other way in."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from core.quality import pasted_picture_sentence
from core.richtext import clean_html

PICTURE = "<img"


class PastesTexts:
    """A form whose editors ask the server what a pasted text is worth; nothing is written."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_paste"
        return [path("paste/", self.admin_site.admin_view(self.paste_view), name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_paste"
        context |= {"paste_address": reverse(name), "paste_notice": pasted_picture_sentence()}
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def paste_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        given = request.POST.get("html", "")
        clean = clean_html(given)
        return JsonResponse({"html": clean, "left_out": given.lower().count(PICTURE) - clean.count(PICTURE)})
