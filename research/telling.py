"""What is told of the parts of institutions in a joint project, and to whom."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.recipients import author_side_of
from core.choices import PublicationState as S
from core.choices import Topic
from core.messages import MessageKind, register
from core.models import ProposedChange
from core.services.messages import tell
from core.signals import change_moved, moved
from members.recipients import representatives_of
from research.models import Project
from research.services import answered, confirm_own_part

BECAUSE_YOURS = _("You get this because you wrote it or represent the institution that it comes from.")
KINDS = [
    MessageKind(
        "part_asked",
        title=_("Named as a partner"),
        why=_("You get this because you represent the institution that is named."),
        action=_("Confirm or decline"),
        topic=Topic.JOINT,
    ),
    MessageKind("part_confirmed", _("Partner confirmed"), BECAUSE_YOURS, _("Read it on the portal"), Topic.JOINT),
    MessageKind("part_declined", _("Partner declined"), BECAUSE_YOURS, _("Read it on the portal"), Topic.JOINT),
]


def ask_of_move(sender, item, by, after, **kwargs):
    if isinstance(item, Project) and after == S.PUBLISHED:
        ask_partners(item, by=by)


def ask_of_change(sender, change, by, after, **kwargs):
    if isinstance(change.target, Project) and after == ProposedChange.Stage.APPROVED:
        ask_partners(change.target, by=by)


def ask_partners(project, *, by):
    """Each partner that was not asked yet is asked once; whose project it is has agreed by sending it in."""
    confirm_own_part(project, by=by)
    for part in project.partners.filter(is_confirmed=False).select_related("institution"):
        context = {"institution": part.institution, "link": reverse("workspace:parts")}
        receivers = representatives_of([part.institution_id])
        tell("part_asked", receivers, about=project, context=context, once=f"part:{part.pk}")


def tell_of_answer(sender, part, by, is_confirmed, reason, **kwargs):
    """The author's side reads what a partner answered, and why it declined."""
    receivers = [user for user in author_side_of(part.project) if user != by]
    context = {"institution": part.institution, "note": reason, "link": part.project.get_absolute_url}
    tell("part_confirmed" if is_confirmed else "part_declined", receivers, about=part.project, context=context)


def connect():
    for kind in KINDS:
        register(kind)
    moved.connect(ask_of_move, dispatch_uid="research.ask_of_move")
    change_moved.connect(ask_of_change, dispatch_uid="research.ask_of_change")
    answered.connect(tell_of_answer, dispatch_uid="research.tell_of_answer")
