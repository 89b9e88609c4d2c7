"""What is told of the parts of institutions in records of others, and to whom."""

from django.db.models.signals import post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.models import part_models, parts_of
from alliances.recipients import author_side_of
from alliances.services.parts import answered, confirm_own_part
from alliances.telling import BECAUSE_YOURS
from core.choices import PublicationState as S
from core.choices import Topic
from core.messages import MessageKind, register
from core.services.messages import tell
from core.signals import moved
from members.recipients import representatives_of

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
    """Publishing asks everybody who is named; whose record it is has agreed by sending it in.

    For a later moment too, which the message then tells.
    """
    if after == S.PUBLISHED and parts_of(item) is not None:
        confirm_own_part(item, by=by)
        _ask(parts_of(item))


def ask_of_new_part(sender, instance, raw, **kwargs):
    """Whoever is named in what is published already is asked at once, whichever way the row was written."""
    if raw or instance.is_confirmed or instance.whole.state != S.PUBLISHED:
        return
    if instance.institution_id == instance.whole.institution_id:
        sender.objects.filter(pk=instance.pk).update(is_confirmed=True)
    else:
        _ask(sender.objects.filter(pk=instance.pk))


def _ask(parts):
    """Those who have something to answer; each institution once for a row."""
    for part in parts.unanswered().select_related("institution", parts.model.whole_field):
        receivers = representatives_of([part.institution_id])
        context = {"part": part, "institution": part.institution, "link": reverse("workspace:parts")}
        tell("part_asked", receivers, about=part.whole, context=context, once=f"part:{part.pk}:{part.institution_id}")


def tell_of_answer(sender, part, by, is_confirmed, reason, **kwargs):
    """The author's side reads what a partner answered, and why it declined."""
    receivers = [user for user in author_side_of(part.whole) if user != by]
    context = {"institution": part.institution, "note": reason, "link": part.whole.get_absolute_url}
    tell("part_confirmed" if is_confirmed else "part_declined", receivers, about=part.whole, context=context)


def connect():
    for kind in KINDS:
        register(kind)
    moved.connect(ask_of_move, dispatch_uid="alliances.ask_of_move")
    answered.connect(tell_of_answer, dispatch_uid="alliances.tell_of_answer")
    for model in part_models():
        post_save.connect(ask_of_new_part, sender=model, dispatch_uid=f"alliances.ask_of_new_{model._meta.model_name}")
