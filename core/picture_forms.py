"""The pictures of a record as rows of its form."""

from django.contrib.contenttypes.forms import BaseGenericInlineFormSet

from core import quality
from core.form_texts import kept_rows, texts_in


class OwnedPictures(BaseGenericInlineFormSet):
    """Pictures that know their owner before they are checked: who may add one follows from it."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.instance is not None and form.instance._state.adding:
            form.instance.owner = self.instance
        return form

    def clean(self):
        """No two pictures of a record are described in the same words."""
        super().clean()
        rows = {row.prefix: row for row in kept_rows(self)}
        texts = [text for row in rows.values() for text in texts_in(row, row.prefix) if text.value.strip()]
        for finding in quality.repeated(texts):
            if finding.severity == quality.ERROR:
                prefix, _hyphen, column = finding.field.rpartition("-")
                rows[prefix].add_error(column, finding.sentence)
