"""The main menu as a tag."""

from django import template

from portal.menu import menu_entries

register = template.Library()


@register.inclusion_tag("includes/main_menu.html", takes_context=True)
def main_menu(context):
    request = context.get("request")
    return {"entries": menu_entries(request.path if request else "")}


@register.simple_tag
def main_menu_entries():
    """The entries alone, none of them current."""
    return menu_entries("")
