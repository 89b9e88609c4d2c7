"""Reviews that another alliance takes over: a story is moderated by its main one, and addressed to others too."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.recipients import secretariat_of
from core import scope
from core.choices import PublicationState as S
from core.errors import DomainError
from core.models import ReviewAssignment
from core.services.auditing import record
from core.services.messages import tell
from news.models import NewsItem


class NotToBeTaken(DomainError):
    def __init__(self, item):
        super().__init__(
            _("“%(item)s” was taken over or decided meanwhile, or is not addressed to your alliance.") % {"item": item}
        )


def addressed_to(user):
    """Stories that wait for the secretariat of another alliance, and are addressed to one of the person's too."""
    facts = scope.of_staff(scope.facts_for(user))
    ours = facts.of("alliances") if facts.is_staff else []
    waiting = NewsItem.objects.filter(state=S.SUBMITTED, alliance__isnull=False, alliances__in=ours)
    theirs = waiting.exclude(alliance__in=ours).distinct()
    return theirs.select_related("alliance", "institution").order_by("updated_at", "pk")


@transaction.atomic
def take_over(item, *, by):
    """The person's alliance becomes the main one and decides; the other stays addressed, and both are told.

    Locks the row: of two that take it over at once the second finds it taken, and so does who wanted to decide.
    """
    seen_with, item = item.alliance_id, NewsItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.alliance_id != seen_with or not addressed_to(by).filter(pk=item.pk).exists():
        raise NotToBeTaken(item)
    before, told = item.alliance, list(secretariat_of(item))
    item.alliance = item.alliances.filter(pk__in=scope.facts_for(by).of("alliances")).order_by("slug").first()
    item.save(update_fields=["alliance", "updated_at"])
    item.alliances.remove(item.alliance)
    item.alliances.add(before)
    ReviewAssignment.objects.of(item).delete()
    record(item, by=by, action="take_over", before=str(before)[:200], after=str(item.alliance)[:200])
    receivers = {user.pk: user for user in [*told, *secretariat_of(item)] if user != by}
    context = {"by": by, "alliance": item.alliance, "link": reverse("admin:review")}
    tell("taken_over", receivers.values(), about=item, context=context)
    return item
