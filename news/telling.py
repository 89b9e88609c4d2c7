"""What is told of stories alone."""

from django.utils.translation import gettext_lazy as _

from core.choices import Topic
from core.messages import MessageKind, register


def register_kinds():
    register(
        MessageKind(
            "taken_over",
            title=_("Review taken over"),
            why=_("You get this because you work in a secretariat to which it is addressed."),
            action=_("Open the review queue"),
            topic=Topic.REVIEW,
        )
    )
