"""The admin site: stock Django, signed in through the accounts pages, in the person's own language.

It stands beside `core.admin` and not in it: registering a model asks for the site, so the site comes first.
"""

from functools import wraps

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import desk, scope, second_factor
from core.account_language import choose_language
from core.admin_menu import menu
from core.desk.questions import blocks_for
from core.desk.search import clean, search
from core.desk.trail import colleagues, recent
from core.languages import language_names
from core.parameters import refuse_others
from core.review import views as review
from core.typed import form_of_admin, signed_out_page
from core.worklist.views import translations


class PortalAdminSite(admin.AdminSite):
    site_header = gettext_lazy("University alliances: administration")
    site_title = gettext_lazy("Administration")
    index_title = gettext_lazy("Today")
    empty_value_display = "–"
    enable_nav_sidebar = False  # the header holds a menu of our own

    def each_context(self, request):
        return {
            **super().each_context(request),
            "admin_languages": language_names(),
            "workplaces": [] if request.user.is_superuser else desk.workplaces(request.user),
        }

    def admin_view(self, view, cacheable=False):
        """No page opens to staff who lack a second factor, where the settings require one.

        A form that was sent after its session had ended comes back as it was typed.
        """
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request, *args, **kwargs):
            form = form_of_admin(request.resolver_match)
            if request.method == "POST" and form and not request.user.is_authenticated:
                return signed_out_page(request, form.model)
            if second_factor.is_lacking(request):
                return second_factor.lead_to_it(request)
            return inner(request, *args, **kwargs)

        return guarded

    def get_urls(self):
        view = self.admin_view
        own = [
            path("language/", view(self.set_language), name="set_language"),
            path("search/", view(self.search), name="search"),
            path("review/", view(review.queue), {"site": self}, name="review"),
            path("translations/", view(translations), {"site": self}, name="translations"),
            # Before Django's own view of this address, which leads to every record, seen or not.
            path("r/<path:content_type_id>/<path:object_id>/", view(self.view_on_site), name="view_on_site"),
        ]
        return own + super().get_urls()

    def get_app_list(self, request, app_label=None):
        """The menu, in the order of the work; for one app all its lists, parts of records too."""
        app_list = super().get_app_list(request, app_label)
        return app_list if app_label else menu.regroup(app_list)

    def index(self, request, extra_context=None):
        """The desk: what awaits this person, what colleagues did, what he or she had in hand last."""
        blocks = blocks_for(request.user)
        desk_context = {
            "blocks": [shown for shown in blocks if shown.count and shown.block.shown],
            "clear": [shown.block for shown in blocks if not shown.count],
            "counted": [shown for shown in blocks if shown.count],
            "deeds": colleagues(request.user),
            "recent": recent(request),
            "zone": timezone.get_current_timezone_name(),
        }
        return super().index(request, desk_context | (extra_context or {}))

    def search(self, request):
        """One box over all lists: what the person may see, by words in any script."""
        refuse_others(request, ("q",))
        words = clean(request.GET.get("q", ""))
        context = {
            **self.each_context(request),
            "title": _("Search"),
            "words": words,
            "found": search(self, request, words) if words else [],
            "app_list": [] if words else super().get_app_list(request),
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/search.html", context)

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        """Signs in through the accounts pages, with their limits and second factors."""
        return redirect("admin:index")

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    @method_decorator(require_POST)
    def set_language(self, request):
        """Keep the language that the person chose for the admin and for messages."""
        return redirect(choose_language(request, otherwise="admin:index"))

    def view_on_site(self, request, content_type_id, object_id):
        """Lead to the public page of a record that the person may see; anything else is not there."""
        if not content_type_id.isdecimal():
            raise Http404
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if model not in scope.registered_models() or not hasattr(model, "get_absolute_url"):
            raise Http404
        obj = get_object_or_404(model, pk=object_id)
        if not scope.can_view(request.user, obj):
            raise Http404
        return redirect(obj.get_absolute_url())
