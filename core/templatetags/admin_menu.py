from django import template

from core.admin_menu import menu

register = template.Library()


@register.simple_tag
def menu_group(opts):
    """The group of the menu in which a model's list stands, or None."""
    return menu.group_of(opts.label_lower)


@register.filter
def verbose_name(model):
    return model._meta.verbose_name


@register.filter
def verbose_name_plural(model):
    return model._meta.verbose_name_plural
