"""What both pages of the work list show: that of the admin and that of the workspace."""

from django.contrib.admin.utils import quote
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from core.desk.lines import admin_link
from core.desk.questions import in_hand, models_of
from core.forms import seen
from core.languages import language_names
from core.models import Publishable
from core.paging import PAGE, page_at_work
from core.parameters import refuse_others
from core.review.queue import institutions_named
from core.worklist.forms import WorkForm
from core.worklist.rows import Source, Wanted, WorkRows, count_work

A_PAGE = 25


def admin_sources(user):
    """Everything with a publication state that the person sees in the admin and may change."""
    models = [model for model in models_of(user) if issubclass(model, Publishable)]
    return [Source(model, in_hand(model, user), _admin_address) for model in models]


def _admin_address(row, language):
    return admin_link(row.source.model, "change", quote(row.pk), query={"language": language})


def translations(request, site):
    """The work list as a page of the admin."""
    request.current_app = site.name
    context = {
        **site.each_context(request),
        "title": _("Translations"),
        **work_context(request, admin_sources(request.user)),
    }
    status = 400 if context["form"].errors else 200
    return TemplateResponse(request, "admin/translations.html", context, status=status)


def work_context(request, sources):
    """The form that narrows the list, and a page of its rows; where the form is wrong, no rows."""
    refuse_others(request, (*WorkForm.base_fields, PAGE))
    counts = count_work(sources)
    named = {
        "institutions": _named(request.user, "institution", counts, {of for _source, of, _alliance, _count in counts}),
        "alliances": _named(request.user, "alliance", counts, {of for _source, _institution, of, _count in counts}),
    }
    form = WorkForm(request.GET, kinds=[source.model for source in sources], **named)
    is_valid = form.is_valid()
    wanted = form.wanted() if is_valid else Wanted()
    all_work = sum(count for *_ends, count in counts)
    known = all_work if is_valid and wanted == Wanted() else None
    rows = WorkRows(sources if is_valid else [], wanted, count=known)
    page = page_at_work(Paginator(rows, A_PAGE), request)
    return {
        "form": form,
        "is_narrowed": any(form.cleaned_data.values()),
        "all_work": all_work,
        "languages": language_names(),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
    }


def _named(user, end, counts, keys):
    """(id, name) of the institutions or alliances of what is listed, as far as the person sees them."""
    source = next((source for source, *_rest in counts if source.end(end)), None)
    if source is None or not keys - {""}:
        return []
    model = source.model if source.itself == end else source.model._meta.get_field(end).related_model
    return institutions_named(model, seen(model._base_manager.filter(pk__in=keys - {""}), user).values("pk"))
