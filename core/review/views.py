"""The queue as a page of the admin."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.desk.lines import Line
from core.desk.questions import in_hand
from core.outcomes import outcome_of, reported
from core.paging import PAGE, page_at_work
from core.parameters import refuse_others
from core.review.approving import approval_of
from core.review.forms import QueueForm
from core.review.queue import (
    Waiting,
    Wanted,
    count_waiting,
    institutions_named,
    reviewers_known_to,
    reviewers_of_lines,
    sources_for,
)

A_PAGE = 25


def queue(request, site):
    """What awaits a decision of this person, the longest waiting first; approves what is chosen of it on POST."""
    request.current_app = site.name
    return _approve(request, site) if request.method == "POST" else _queue_page(request, site)


def _queue_page(request, site):
    refuse_others(request, (*QueueForm.base_fields, PAGE))
    sources = sources_for(request.user)
    counts = count_waiting(request.user, sources)
    form = QueueForm(
        request.GET,
        kinds={source for source, _of, _count in counts},
        institutions=_institutions(sources, counts),
        reviewers=reviewers_known_to(request.user),
    )
    is_valid = form.is_valid()
    rows = Waiting(request.user, sources if is_valid else [], form.wanted() if is_valid else Wanted())
    page = page_at_work(Paginator(rows, A_PAGE), request)
    reviewers = reviewers_of_lines(page.object_list)
    context = {
        **site.each_context(request),
        "title": _("Review queue"),
        "form": form,
        "is_narrowed": any(form.cleaned_data.values()),
        "all_waiting": sum(count for _source, _of, count in counts),
        "page": page,
        "lines": [(line, reviewers.get(line.pk)) for line in page.object_list],
        "pages": page.paginator.get_elided_page_range(page.number),
        "zone": timezone.get_current_timezone_name(),
    }
    return TemplateResponse(request, "admin/review/queue.html", context, status=200 if is_valid else 400)


def _institutions(sources, counts):
    """The institutions of what waits, to choose from."""
    keys = {of for _source, of, _count in counts if of}
    models = (source.institution_model for source in sources)
    model = next((model for model in models if model), None)
    return institutions_named(model, keys) if model and keys else []


def _approve(request, site):
    """Publish the chosen rows one by one, and say what became of each."""
    outcomes = []
    # A model may wait for several reasons, and its rows are chosen under one name.
    for source in {source.model: source for source in sources_for(request.user)}.values():
        chosen = request.POST.getlist(source.kind)
        # Of what waits or is decided by now: the service says so of the latter.
        for item in in_hand(source.model, request.user).filter(pk__in=chosen).order_by("pk"):
            url = Line("", source.model, item.pk).review_url
            deed = partial(approval_of(source.model), by=request.user)
            outcomes.append(outcome_of(item, deed, url))
    if not outcomes:
        messages.error(request, _("Choose at least one row."))
        return _queue_page(request, site)
    context = {
        **site.each_context(request),
        "title": _("Approve"),
        **reported(outcomes),
        "list_url": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/review/report.html", context)
