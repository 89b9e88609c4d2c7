"""Forms in which representatives write: one language is enough, relations stay in reach, pictures are kept."""

from django import forms
from django.contrib.contenttypes.forms import generic_inlineformset_factory
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from core import scope
from core.fields import partial_dates_of
from core.forms import PartialDateFormField, ScopedModelForm
from core.languages import SUFFIXES, column_suffix, translated_fields
from core.models import Picture
from core.picture_fields import PictureFormField
from core.picture_forms import OwnedPictures
from core.plain_texts.forms import RichTextFormField
from core.translation_forms import TranslatedRecordForm, translation_fields

BLANK_PICTURES = 3
MOST_PICTURES = 40


def in_languages(*names):
    """The columns of these texts, language by language, as a form names them."""
    return [f"{name}_{suffix}" for name in names for suffix in SUFFIXES]


class WritingForm(TranslatedRecordForm):
    """The form of a kind; subclasses name the fields that a representative may set, in sections.

    `sections` are pairs of a heading and names of fields, where a translated text stands for all its languages.
    """

    sections: tuple = ()
    shows_fields_alone = True

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        for name in translated_fields(type(self.instance)):
            self._mark_languages(name)

    def _mark_languages(self, name):
        """Each language of a text says which one it is, to people and to the bar of languages."""
        verbose_name = type(self.instance)._meta.get_field(name).verbose_name
        for suffix in SUFFIXES:
            field = self.fields.get(f"{name}_{suffix}")
            if field is None:
                continue
            native = get_language_info(suffix.replace("_", "-"))["name_local"]
            field.label = f"{capfirst(verbose_name)} [{native}]"
            given = field.widget.attrs.get("class", "")
            field.widget.attrs["class"] = f"{given} mt mt-field-{name}-{suffix}".strip()
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4

    def _post_clean(self):
        if self.instance._state.adding and hasattr(self.instance, "slug") and not self.instance.slug:
            self.instance.slug = self._propose_address()
        super()._post_clean()

    def _refuse_other_places(self):
        if not (scope.owns(self.user, self.instance) or scope.can_edit(self.user, self.instance)):
            self.add_error(None, _("Choose an institution that you represent."))

    @property
    def has_formatted_texts(self):
        return any(isinstance(field, RichTextFormField) for field in self.fields.values())

    @property
    def shown_sections(self):
        """Pairs of a heading and its bound fields; each text in all its languages, one after the other."""
        translated = set(translated_fields(type(self.instance)))
        for heading, names in self.sections:
            columns = [column for name in names for column in (in_languages(name) if name in translated else [name])]
            yield heading, [self[column] for column in columns if column in self.fields]
        yield _("Translations"), [self[name] for name in translation_fields(self.instance) if name in self.fields]


def partial_date(model, name):
    """The line of text in which a partial date of the model is typed."""
    field = partial_dates_of(model)[name]
    return PartialDateFormField(label=capfirst(field.verbose_name), optional=field.optional, help_text=field.help_text)


class PictureInput(forms.ClearableFileInput):
    """One picture: the present one is shown, and can be taken away."""

    template_name = "includes/picture_input.html"

    def __init__(self, attrs=None):
        super().__init__({"accept": "image/*", **(attrs or {})})


def web_address():
    """An address on the web; one typed without its scheme is taken for a safe one."""
    return forms.URLField(label=_("website"), required=False, max_length=300, assume_scheme="https")


class WritingRow(ScopedModelForm):
    """A row of a form; it goes where its record goes, which the form of the record looks at."""

    shows_fields_alone = True

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def _refuse_other_places(self):
        """Nothing to refuse."""


class RowsOfRecord(forms.BaseInlineFormSet):
    """Rows that know their record, so that none of them asks for it."""

    def get_queryset(self):
        rows = super().get_queryset()
        for row in rows:
            self.fk.set_cached_value(row, self.instance)
        return rows


class PictureRow(WritingRow):
    """One picture of a record; a file that was sent before, with a form that was not saved, is named in `kept`."""

    file = PictureFormField(label=_("picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Picture
        fields = ["file", "order", "is_decorative", *in_languages("alt", "caption", "credit")]

    def __init__(self, *args, keepers, **kwargs):
        self.keepers = keepers
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False
        for name in ("alt", "caption", "credit"):
            WritingForm._mark_languages(self, name)

    def has_changed(self):
        """The number of an empty row says nothing."""
        changed = set(self.changed_data) - ({"order"} if self.instance._state.adding else set())
        return bool(changed)

    @property
    def kept_picture(self):
        """The picture that was sent before, if it is one of the person's own."""
        pk = self["kept"].value()
        return self.keepers.filter(pk=pk).first() if pk else None

    @property
    def shown_picture(self):
        return self.kept_picture or (self.instance if self.instance.file else None)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("order") is None:
            cleaned["order"] = 1
        kept = self.kept_picture if not self.files.get(self.add_prefix("file")) else None
        if kept is not None:
            self.instance.file_variants = kept.file_variants
            self.instance.file = kept.file.name
            self.instance.width, self.instance.height = kept.width, kept.height
        elif self.data.get(self.add_prefix("kept")) and not self.instance.file:
            raise ValidationError(_("The picture is no longer here; choose it again."))
        self._need_words(cleaned)
        return cleaned

    def _need_words(self, cleaned):
        """Whoever does not see the picture reads what it shows, in one language at least."""
        has_words = any(cleaned.get(column) for column in in_languages("alt"))
        if not has_words and not cleaned.get("is_decorative") and not self.errors:
            told = _("Describe the picture for readers who do not see it, or mark it decorative.")
            self.add_error(f"alt_{column_suffix(get_language())}", told)


class PictureRows(OwnedPictures):
    """The pictures of a record, in the order that their rows name."""

    def get_queryset(self):
        return super().get_queryset().order_by("order", "pk")


PICTURES = generic_inlineformset_factory(
    Picture,
    form=PictureRow,
    formset=PictureRows,
    ct_field="owner_type",
    fk_field="owner_id",
    extra=BLANK_PICTURES,
    max_num=MOST_PICTURES,
    can_delete=True,
)
