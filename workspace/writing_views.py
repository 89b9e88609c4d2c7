"""Writing: the form of a new or of an own item, saved as a draft, kept while one types, or sent to the secretariat."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core import editing, scope
from core.admin import held
from core.choices import AUTHOR_MAY_EDIT, PublicationState
from core.editing import Way
from core.errors import DomainError
from core.languages import complete_languages, essential_texts, language_names
from core.models import Autosave
from core.quality import pasted_picture_sentence
from core.richtext import clean_html
from core.services import keeping, publishing
from core.services.writing import save_written
from core.translating import original_language
from core.typed import AGAIN, signed_out_page, typed_again
from workspace.access import WorkspacePage, neighbours_of
from workspace.page_media import with_nonce
from workspace.sessions import WritingSession

CONFLICT = 409
PICTURE = "<img"


class KindPage(WorkspacePage):
    """A page about one kind, for people who represent an institution; out of sight is 404.

    A page answers for kinds of some `ways` alone.
    """

    ways = frozenset({Way.POSTED})

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not (self.institutions and self.kind):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kind(self):
        kind = editing.kinds().get(self.kwargs["kind"])
        if kind is None or kind.way not in self.ways:
            raise Http404
        return kind

    def own_items(self):
        """Bare, so that nothing of them is read in the reader's language alone."""
        return scope.owned(self.kind.model._base_manager.all(), self.request.user)

    @cached_property
    def item(self):
        """The own item that the address names, or None where it names none."""
        pk = self.kwargs.get("pk")
        return get_object_or_404(self.own_items(), pk=pk) if pk else None


class WritePage(KindPage, TemplateView):
    """The form; one language is enough, and nothing that was typed is lost."""

    template_name = "workspace/write.html"
    is_change = False
    # Sent with the token of an earlier session: shown again, and nothing is written.
    is_outdated = False

    def handle_no_permission(self):
        """Who was signed out while writing gets back what was typed."""
        if self.request.method != "POST":
            return super().handle_no_permission()
        return signed_out_page(self.request, self.kind.model)

    @cached_property
    def session(self):
        return WritingSession(self.request, self.kind, self.item)

    @property
    def is_open(self):
        """Whether the item is with its author."""
        return self.item is None or self.item.state in AUTHOR_MAY_EDIT

    def get(self, request, *args, **kwargs):
        if not self.is_open:
            return redirect("workspace:item", self.kind.key, self.item.pk)
        if "restore" in request.GET:
            self.session.restore(get_object_or_404(self.kept_texts(), pk=request.GET["restore"]))
        return self.render_to_response(self.get_context_data(shows_errors=False))

    def post(self, request, *args, **kwargs):
        if self.is_outdated or AGAIN in request.POST:
            return self._give_back()
        held.bring_back(request)
        self.session.take_sent()
        try:
            with transaction.atomic():
                self._hold_item()
                saved = self._save()
        except DomainError as error:
            messages.error(request, str(error))
            saved = None
        if saved is None:
            status = CONFLICT if self.session.merge else 200
            held.hold(request, [self.session.editor.form])
            return self.render_to_response(self.get_context_data(shows_errors=True), status=status)
        self.session.forget()
        held.forget(request)
        return self._go_on(saved)

    def _hold_item(self):
        """Go on with the item as it is stored now, while nobody else writes it: the rest of it is nobody's to undo."""
        if self.item is not None:
            rows = self.own_items().select_for_update(no_key=True)
            self.item = self.session.obj = get_object_or_404(rows, pk=self.item.pk)

    def _give_back(self):
        """The form with all that was typed, to be looked over and sent anew."""
        self.session.give_back()
        messages.warning(self.request, typed_again())
        return self.render_to_response(self.get_context_data(shows_errors=False), status=403)

    def _save(self):
        """The saved item, or None where the form has to come back."""
        if not self.session.hold_against_stored() or not self.session.editor.is_valid():
            return None
        return save_written(self.session.editor, by=self.request.user)

    def _go_on(self, item):
        editor = self.session.editor
        if "_submit" not in self.request.POST:
            messages.success(self.request, _("Saved as a draft. Only your institution and its secretariat see it."))
            return redirect("workspace:edit", self.kind.key, item.pk)
        if not complete_languages(item, essential_texts(type(item))):
            messages.warning(
                self.request,
                _("Saved as a draft. Before it goes to the secretariat, it needs title and text in one language."),
            )
            return redirect("workspace:edit", self.kind.key, item.pk)
        remarks = [finding for finding in editor.findings if finding.code != "missing"]
        if remarks and "_told" not in self.request.POST:
            messages.warning(
                self.request, _("Saved as a draft. Look at the remarks below; then send it, as it is or mended.")
            )
            return redirect("workspace:edit", self.kind.key, item.pk)
        moved = publishing.move(item, PublicationState.SUBMITTED, by=self.request.user)
        if moved.state == PublicationState.PUBLISHED:
            messages.success(self.request, _("Published at once, since the secretariat trusts the institution."))
        else:
            messages.success(self.request, _("Sent to the secretariat. You read here what becomes of it."))
        return redirect("workspace:item", self.kind.key, item.pk)

    def kept_texts(self):
        rows = Autosave.objects.filter(person=self.request.user, kind=self.kind.key, object_id=self.session.object_id)
        return rows.exclude(content={})

    def get_context_data(self, *, shows_errors, **kwargs):
        editor = self.session.editor
        offers = [] if self.session.data is not None else list(self.kept_texts()[:5])
        title = str(self.item) if self.item is not None else self.kind.add_label
        return super().get_context_data(**kwargs) | {
            "title": title or self.kind.model._meta.verbose_name,
            "own_page": editing.kind_of(self.kind.model).key,
            "kind": self.kind,
            "item": self.item,
            "is_change": self.is_change,
            "is_at_once": self.kind.way is Way.AT_ONCE,
            "editor": editor,
            "media": with_nonce(self.request, editor.media),
            "shows_errors": shows_errors and not self.session.merge,
            "autosave_id": self.session.autosave_id,
            "made_from": self.session.made_from,
            "conflict": self.session.conflict,
            "findings": editor.findings,
            "offers": offers,
            "first_language": original_language(editor.obj),
            "translated_record": self.item,
            "admin_languages": language_names(),
            "paste_notice": pasted_picture_sentence(),
            **self.addresses(),
            "named_institutions": self.named_institutions(),
        }

    def addresses(self):
        """Where scripts send what is typed, and ask what is to be said about it."""
        names = {"keep_address": "keep", "picture_address": "picture", "check_address": "check"}
        if self.item is None:
            return {key: reverse(f"workspace:new_{name}", args=[self.kind.key]) for key, name in names.items()}
        keys = [self.kind.key, self.item.pk]
        return {key: reverse(f"workspace:{name}", args=keys) for key, name in names.items()}

    def named_institutions(self):
        """Names that the form offers where one types an institution: those of the same alliances."""
        if self.kind.way is not Way.POSTED:
            return []
        return neighbours_of(self.institutions)


class KeepText(KindPage, View):
    """POST only, from script: keep what stands in the form now."""

    ways = frozenset(Way)
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            WritingSession(request, self.kind, self.item).keep_text()
        except DomainError:
            raise Http404 from None
        return HttpResponse(status=204)


class KeepPicture(KindPage, View):
    """POST only, from script: keep a picture that was chosen; says where it is, or what is wrong with it."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if "file" not in request.FILES:
            return JsonResponse({"error": _("Choose a picture.")}, status=400)
        try:
            picture = WritingSession(request, self.kind, self.item).keep_picture(request.FILES["file"])
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=400)
        except DomainError:
            raise Http404 from None
        answer = {"id": picture.pk, "url": picture.file.url, "width": picture.width, "height": picture.height}
        return JsonResponse(answer)


class CheckTexts(KindPage, View):
    """POST only, from script: what is to be said about the texts as they stand; nothing is written."""

    ways = frozenset(Way)
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        session = WritingSession(request, self.kind, self.item)
        editor = editing.Editor(self.kind, request.user, self.item, session.sent, {})
        return render(request, "admin/includes/findings_list.html", {"findings": editor.findings})


class PasteText(KindPage, View):
    """POST only, from script: a pasted text as it may be stored; nothing is written."""

    ways = frozenset(Way)
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        given = request.POST.get("html", "")
        clean = clean_html(given)
        return JsonResponse({"html": clean, "left_out": given.lower().count(PICTURE) - clean.count(PICTURE)})


class ForgetText(WorkspacePage, View):
    """POST only: throw away what was typed and not saved."""

    http_method_names = ["post"]

    def post(self, request, pk):
        row = get_object_or_404(Autosave, person=request.user, pk=pk)
        keeping.forget(request.user, row.pk)
        messages.success(request, _("Thrown away."))
        if not row.object_id:
            return redirect("workspace:new", row.kind)
        kind = editing.kinds().get(row.kind)
        page = "change" if kind and kind.way is Way.REVIEWED else "edit"
        return redirect(f"workspace:{page}", row.kind, row.object_id)
