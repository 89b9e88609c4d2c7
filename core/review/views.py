"""The queue as a page of the admin."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.review.forms import QueueForm
from core.review.queue import Waiting, Wanted, count_waiting, institutions_named, sources_for

A_PAGE = 25


def queue(request, site):
    """What awaits a decision of this person, the longest waiting first."""
    sources = sources_for(request.user)
    counts = count_waiting(request.user, sources)
    form = QueueForm(
        request.GET,
        kinds={source for source, _of, _count in counts},
        institutions=_institutions(counts),
    )
    is_valid = form.is_valid()
    rows = Waiting(request.user, sources if is_valid else [], form.wanted() if is_valid else Wanted())
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    request.current_app = site.name
    context = {
        **site.each_context(request),
        "title": _("Review queue"),
        "form": form,
        "is_narrowed": any(form.cleaned_data.values()),
        "all_waiting": sum(count for _source, _of, count in counts),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "zone": timezone.get_current_timezone_name(),
    }
    return TemplateResponse(request, "admin/review/queue.html", context, status=200 if is_valid else 400)


def _institutions(counts):
    """The institutions of what waits, to choose from."""
    keys = {of for _source, of, _count in counts if of}
    source = next((source for source, of, _count in counts if of), None)
    return institutions_named(source.institution.related_model, keys) if source else []
