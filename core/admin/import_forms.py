"""Forms of the import: the file, how it is read, what its columns are, and one row."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.imports.columns import MOST_HEADER_LINES
from core.imports.reading import XLSX
from core.imports.targets import LEAVE_OUT, MAKE_NEW, target_of
from core.models import ImportRow
from core.tables import ENCODINGS, SEPARATORS

SEPARATOR_NAMES = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}
# Concepts by which a row names its institution.
NAMING = frozenset({"name", "slug", "ror_id", "wikidata_id", "whed_id"})


class UploadForm(forms.Form):
    """A file, and for member lists the alliance that it is of."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, at most 10 MB, 20,000 rows and 100 columns."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose it again.")},
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding"),
        required=False,
        choices=[("", pgettext_lazy("encoding", "Told by the file")), *((name, name) for name in ENCODINGS)],
    )

    def __init__(self, *args, target, user, **kwargs):
        super().__init__(*args, **kwargs)
        if target.of_an_alliance:
            self.fields = {
                "alliance": forms.ChoiceField(label=gettext_lazy("Alliance"), choices=target.alliances_for(user)),
                **self.fields,
            }


class ReadingForm(forms.Form):
    """How a file is read, where the first guess was wrong."""

    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), choices=[(name, name) for name in ENCODINGS])
    separator = forms.ChoiceField(
        label=gettext_lazy("Separator"), choices=[(sign, SEPARATOR_NAMES[sign]) for sign in SEPARATORS]
    )
    title_lines = forms.IntegerField(
        label=gettext_lazy("Lines above the table"), min_value=0, max_value=50, widget=forms.NumberInput
    )
    header_lines = forms.IntegerField(
        label=gettext_lazy("Header lines"), min_value=0, max_value=MOST_HEADER_LINES, widget=forms.NumberInput
    )

    def __init__(self, *args, batch, **kwargs):
        initial = {name: getattr(batch, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, prefix="reading", **kwargs)
        if batch.encoding == XLSX:
            del self.fields["encoding"], self.fields["separator"]

    def reading(self):
        return {"encoding": "", "separator": "", **self.cleaned_data}


class ColumnsForm(forms.Form):
    """Which field each column is; no field twice, and something that names the institution."""

    def __init__(self, *args, batch, headers, **kwargs):
        super().__init__(*args, prefix="columns", **kwargs)
        target = target_of(batch.target)
        choices = [
            ("", pgettext_lazy("column", "Leave out")),
            *((field.key, capfirst(field.label)) for field in target.fields),
        ]
        for at, header in enumerate(headers):
            key = batch.mapping[at] if at < len(batch.mapping) else ""
            self.fields[str(at)] = forms.ChoiceField(
                label=header or _("Column %(number)s") % {"number": at + 1},
                choices=choices,
                required=False,
                initial=key,
            )
        if target.of_an_alliance:
            self.fields["creates_missing"] = forms.BooleanField(
                label=gettext_lazy("Make drafts of the institutions that the portal does not know"),
                required=False,
                initial=batch.creates_missing,
            )
        self.labels = {field.key: field.label for field in target.fields}
        self.naming = {field.key for field in target.fields if field.named in NAMING}

    def clean(self):
        chosen = self.mapping()
        twice = next((key for key in chosen if key and chosen.count(key) > 1), None)
        if twice:
            raise ValidationError(
                _("Two columns are “%(field)s”. Leave one of them out.") % {"field": self.labels[twice]}
            )
        if not self.naming & set(chosen):
            raise ValidationError(_("No column names the institution. Say which one is its name or its id."))
        return self.cleaned_data

    def mapping(self):
        return [self.cleaned_data.get(name, "") for name in self.fields if name.isdecimal()]


class RowForm(forms.Form):
    """The cells of one row, and what it means where that has to be decided."""

    choice = forms.ChoiceField(label=gettext_lazy("This row is"), required=False, widget=forms.RadioSelect, choices=[])

    def __init__(self, *args, row, batch, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        choice = self.fields.pop("choice")
        labels = {field.key: field.label for field in target_of(batch.target).fields}
        width = max(len(batch.mapping), len(row.cells))
        for at in range(width):
            key = batch.mapping[at] if at < len(batch.mapping) else ""
            header = batch.headers[at] if at < len(batch.headers) else ""
            if key or at >= len(batch.mapping):
                self.fields[f"cell-{at}"] = forms.CharField(
                    label=labels.get(key) or _("Column %(number)s") % {"number": at + 1},
                    help_text=header,
                    required=False,
                    initial=row.cells[at] if at < len(row.cells) else "",
                    widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
                )
        choice.choices = [
            ("", pgettext_lazy("this row is", "what its cells say")),
            *candidates,
            (MAKE_NEW, pgettext_lazy("this row is", "a new institution")),
            (LEAVE_OUT, pgettext_lazy("this row is", "left out")),
        ]
        choice.initial = row.choice
        # Where a decision is due it comes first.
        decides = row.verdict == ImportRow.Verdict.CONFLICT
        self.fields = {"choice": choice, **self.fields} if decides else {**self.fields, "choice": choice}
        self.cells = [*row.cells, *[""] * (width - len(row.cells))]

    def mended(self):
        """The cells as they are now; those of columns that are left out stay."""
        return [self.cleaned_data.get(f"cell-{at}", cell) for at, cell in enumerate(self.cells)]
