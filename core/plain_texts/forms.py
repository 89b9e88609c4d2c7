"""The box in which a formatted text is written: as HTML by the editor, as a plain text where no script runs.

Beside the box stands the stored HTML, which script puts into the box and takes away; so what is sent says by itself
which of both it is.
"""

from django.contrib.admin.widgets import AdminTextareaWidget
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import ProseEditorWidget

from core.plain_texts.reading import woven
from core.plain_texts.showing import means_the_same, plain, shown_parts

STORED_SUFFIX = "-stored"


def in_html(sent):
    """What a browser sent (a mutable QueryDict), with its plain texts as HTML; called before anybody reads them."""
    for name in [name for name in sent if name.endswith(STORED_SUFFIX)]:
        text = name.removesuffix(STORED_SUFFIX)
        if text in sent:
            sent[text] = woven(sent[text], shown_parts(sent[name]))
        del sent[name]
    return sent


def is_plain(sent, name):
    """Whether the text of this name was written without script."""
    return f"{name}{STORED_SUFFIX}" in sent


class RichTextWidget(ProseEditorWidget):
    template_name = "includes/rich_text.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        stored = context["widget"]["value"] or ""
        context["widget"] |= {"stored": stored, "stored_name": name + STORED_SUFFIX, "value": plain(stored)}
        return context


class RichTextFormField(ProseEditorFormField):
    """A text that only the editor wrote in another way was not changed."""

    def __init__(self, *args, widget=None, **kwargs):
        # The admin has a box of its own, which needs script.
        box = widget if isinstance(widget, type) else type(widget)
        super().__init__(*args, widget=widget if issubclass(box, AdminTextareaWidget) else RichTextWidget, **kwargs)

    def has_changed(self, initial, data):
        return super().has_changed(initial, data) and not means_the_same(str(initial or ""), str(data or ""))
