"""What is told of accounts and appointments."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.messages import MessageKind, register


def register_kinds():
    register(
        MessageKind(
            "invitation",
            title=pgettext_lazy("message", "Invitation"),
            why=_("You get this because somebody entered your address. If you do not know why, do nothing."),
            action=_("Accept the invitation"),
            is_always_at_once=True,
            is_secret=True,
        )
    )
    register(
        MessageKind(
            "account",
            title=pgettext_lazy("message", "Your account"),
            why=_("You get this because your address was entered, or your account was changed, on the portal."),
            action=_("Open the portal"),
            is_always_at_once=True,
            is_secret=True,
        )
    )
