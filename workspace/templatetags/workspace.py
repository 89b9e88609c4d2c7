"""Tags for the pages of the workspace: its menu and the choice of a language."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.languages import language_names
from core.models import OutboxMessage

register = template.Library()
ENTRIES = (
    (_("Overview"), "workspace:index"),
    (_("Own items"), "workspace:items"),
    (_("Translations"), "workspace:translations"),
    (_("Named as a partner"), "workspace:parts"),
    (_("Documents"), "workspace:documents"),
    (_("Directory of contacts"), "workspace:contacts"),
)


@register.inclusion_tag("workspace/menu.html", takes_context=True)
def workspace_menu(context):
    path = context["request"].path
    addresses = [(label, reverse(route)) for label, route in ENTRIES]
    return {
        "entries": [{"label": label, "address": address, "is_current": path == address} for label, address in addresses]
    }


@register.simple_tag
def unread_messages(user):
    """How many messages the person has not opened yet."""
    return OutboxMessage.objects.of(user).unread().count() if user.is_authenticated else 0


@register.simple_tag
def workspace_languages():
    return language_names()


@register.filter
def verbose_name_of(model):
    return model._meta.verbose_name
