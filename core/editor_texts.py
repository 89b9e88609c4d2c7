"""The words of the editor of formatted texts, which its package has in English alone."""

import json

from django.utils.translation import pgettext_lazy

EDITOR_TEXTS = {
    "paragraph": pgettext_lazy("editor", "Kind of paragraph"),
    "Paragraph": pgettext_lazy("editor", "Paragraph"),
    "Heading 2": pgettext_lazy("editor", "Heading"),
    "Heading 3": pgettext_lazy("editor", "Subheading"),
    "Heading 4": pgettext_lazy("editor", "Small heading"),
    "unordered list": pgettext_lazy("editor", "List with bullets"),
    "ordered list": pgettext_lazy("editor", "Numbered list"),
    "List properties": pgettext_lazy("editor", "Kind of numbers"),
    "blockquote": pgettext_lazy("editor", "Quotation"),
    "figure": pgettext_lazy("editor", "Picture with caption"),
    "bold": pgettext_lazy("editor", "Bold"),
    "italic": pgettext_lazy("editor", "Italic"),
    "insert link": pgettext_lazy("editor", "Link"),
    "remove link": pgettext_lazy("editor", "Remove the link"),
    "Insert table": pgettext_lazy("editor", "Insert a table"),
    "Add column": pgettext_lazy("editor", "Add a column"),
    "Delete column": pgettext_lazy("editor", "Delete the column"),
    "Add row": pgettext_lazy("editor", "Add a row"),
    "Delete row": pgettext_lazy("editor", "Delete the row"),
    "Merge cells": pgettext_lazy("editor", "Merge the cells"),
    "Split cell": pgettext_lazy("editor", "Split the cell"),
    "Toggle header cell": pgettext_lazy("editor", "Heading cell or not"),
    "Delete table": pgettext_lazy("editor", "Delete the table"),
    "undo": pgettext_lazy("editor", "Undo"),
    "redo": pgettext_lazy("editor", "Do again"),
    # In its dialogues
    "Insert Figure": pgettext_lazy("editor", "Insert a picture"),
    "Edit Figure": pgettext_lazy("editor", "Change the picture"),
    "Edit Image": pgettext_lazy("editor", "Change the picture"),
    "Image URL": pgettext_lazy("editor", "Address of the picture"),
    "Alternative Text": pgettext_lazy("editor", "Alternative text"),
    "Caption": pgettext_lazy("editor", "Caption"),
    "Add caption": pgettext_lazy("editor", "Add a caption"),
    "Remove caption": pgettext_lazy("editor", "Remove the caption"),
    "Edit Link": pgettext_lazy("editor", "Link"),
    "URL": pgettext_lazy("editor", "Address"),
    "Title": pgettext_lazy("editor", "Title"),
    "Insert Table": pgettext_lazy("editor", "Insert a table"),
    "Table Properties": pgettext_lazy("editor", "Table"),
    "Rows": pgettext_lazy("editor", "Rows"),
    "Columns": pgettext_lazy("editor", "Columns"),
    "Include header row": pgettext_lazy("editor", "With a row of headings"),
    "Yes": pgettext_lazy("editor", "Yes"),
    "No": pgettext_lazy("editor", "No"),
    "List type": pgettext_lazy("editor", "Kind of numbers"),
    "Start at": pgettext_lazy("editor", "Begin with"),
    "Decimal numbers": "1, 2, 3",
    "Lowercase letters": "a, b, c",
    "Uppercase letters": "A, B, C",
    "Lowercase Roman numerals": "i, ii, iii",
    "Uppercase Roman numerals": "I, II, III",
    "Insert": pgettext_lazy("editor", "Insert"),
    "Update": pgettext_lazy("editor", "Apply"),
    "Cancel": pgettext_lazy("editor", "Cancel"),
    "Browse...": pgettext_lazy("editor", "Choose…"),
}


def editor_texts():
    """What the package says, with what it says in the language of the page, as JSON."""
    return json.dumps({said: str(told) for said, told in EDITOR_TEXTS.items()}, ensure_ascii=False)
