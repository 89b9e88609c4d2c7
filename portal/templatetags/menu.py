"""The main menu as a tag."""

from django import template
from django.template.loader import render_to_string

from portal.menu import menu_entries

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context):
    """The menu, to be put in two places: behind a button on a phone, in a row on a wide screen."""
    request = context.get("request")
    return render_to_string("includes/main_menu.html", {"entries": menu_entries(request.path if request else "")})


@register.simple_tag
def main_menu_entries():
    """The entries alone, none of them current."""
    return menu_entries("")
