from django import template

from core.admin_menu import menu
from core.languages import best_text

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


@register.filter
def label_of(model):
    return model._meta.label_lower


@register.simple_tag
def name_alone(line):
    """The name of a line in the reader's language, without marks: for what is read aloud."""
    return best_text(line, "name")[0]
