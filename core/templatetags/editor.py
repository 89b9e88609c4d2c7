"""The words of the editor, for the element that its form stands in."""

from django import template

from core.editor_texts import editor_texts

register = template.Library()
register.simple_tag(editor_texts)
