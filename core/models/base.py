"""Abstract records: what has a permanent id, an address, a state, a place in lists, a period."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.choices import ContentLanguage, PublicationState, Standing
from core.clock import now, today
from core.fields import PartialDateField, ULIDField, partial_date_constraints
from core.languages import best_text, text_in, translated_fields
from core.models.labels import Labelled
from core.page_cache.collecting import note_record
from core.periods import certain_from, certainty_on
from core.querysets import ScopedQuerySet
from core.text import index_tokens, sort_key

SORT_LANGUAGES = {"en": "en", "zh_hans": "zh-hans", "ru": "ru", "ar": "ar"}


class Identified(Labelled):
    """A record with a permanent id, which is never reused."""

    id = ULIDField(_("permanent id"), primary_key=True)

    # Whether the page of one record shows such rows only where relations lead to them; see core.page_cache.
    reached_by_links = False

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values, **kwargs):
        instance = super().from_db(db, field_names, values, **kwargs)
        note_record(instance.pk)
        return instance


class Timed(models.Model):
    created_at = models.DateTimeField(_("created"), default=now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )

    class Meta:
        abstract = True


class Slugged(models.Model):
    """A record with an address; when the slug changes, the old address leads to the new one."""

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the page's address: small Latin letters, digits and hyphens."),
    )

    class Meta:
        abstract = True

    def natural_key(self):
        return (self.slug,)

    @classmethod
    def from_db(cls, db, field_names, values, **kwargs):
        instance = super().from_db(db, field_names, values, **kwargs)
        instance._loaded_slug = instance.__dict__.get("slug")
        return instance


class Listed(models.Model):
    """A record that readers find and sort: keys per language and search tokens, kept by a signal on saving."""

    title_field = "name"
    searched_fields: tuple[str, ...] = ("name",)

    sort_en = models.CharField(max_length=255, default="", editable=False)
    sort_zh_hans = models.CharField(max_length=255, default="", editable=False)
    sort_ru = models.CharField(max_length=255, default="", editable=False)
    sort_ar = models.CharField(max_length=255, default="", editable=False)
    search_tokens = models.TextField(default="", editable=False)

    class Meta:
        abstract = True
        # With the id, by which lists break ties: only then SQLite reads a page of a list in the order of the index.
        indexes = [
            models.Index(fields=[f"sort_{suffix}", "id"], name=f"%(class)s_by_name_{suffix[:2]}")
            for suffix in SORT_LANGUAGES
        ]

    def alias_texts(self):
        """Other names under which readers look for it."""
        return []

    def shown_names(self):
        """The names that its page shows in any case: the one in each language, and the abbreviation."""
        names = [text_in(self, self.title_field, language) for language in SORT_LANGUAGES.values()]
        return [name for name in [*names, getattr(self, "acronym", "")] if name]

    def searched_texts(self):
        translated = set(translated_fields(type(self)))
        for name in self.searched_fields:
            if name in translated:
                yield from (getattr(self, f"{name}_{suffix}") or "" for suffix in SORT_LANGUAGES)
            else:
                yield getattr(self, name) or ""
        yield from self.alias_texts()

    def fill_derived_columns(self):
        """Set the sort keys and the search tokens from the texts; the caller saves."""
        keys = {}
        for suffix, language in SORT_LANGUAGES.items():
            # A text in one language stands for the others; only Chinese readers sort it by a rule of their own.
            wanted = best_text(self, self.title_field, language)[0], language.startswith("zh")
            if wanted not in keys:
                keys[wanted] = sort_key(wanted[0], language)
            setattr(self, f"sort_{suffix}", keys[wanted])
        self.search_tokens = index_tokens(*self.searched_texts())


class Publishable(Identified, Timed, Slugged, Listed):
    """A record with a publication state; only `core.services.publishing.move` writes the state.

    Public from `published_at` until `unpublish_at`; a moment in the future means scheduled. How its languages stand is
    written by `core.services.translating` alone and read through `core.translating`.
    """

    reached_by_links = True

    state = models.CharField(
        _("state"), max_length=10, choices=PublicationState, default=PublicationState.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("public from"), null=True, blank=True, editable=False)
    unpublish_at = models.DateTimeField(_("public until"), null=True, blank=True)
    text_marks = models.CharField(max_length=200, default="", editable=False)
    text_origins = models.JSONField(default=dict, editable=False)

    class Meta(Listed.Meta):
        abstract = True
        # All that decides whether a row is public, and its id, so that rows are counted without reading them.
        indexes = [
            *Listed.Meta.indexes,
            models.Index(fields=["published_at", "state", "unpublish_at", "id"], name="%(class)s_when_public"),
        ]

    @property
    def is_published(self):
        moment = now()
        return (
            self.state == PublicationState.PUBLISHED
            and self.published_at is not None
            and self.published_at <= moment
            and (self.unpublish_at is None or self.unpublish_at > moment)
        )

    @property
    def home_id(self):
        """Id of the institution that it is posted for, or None."""
        return getattr(self, "institution_id", None)

    @cached_property
    def card_file(self):
        """The file of the picture that stands for the record on cards, or None; for rows of `with_first_picture`."""
        if not self.first_file:
            return None
        pictures = type(self)._meta.get_field("pictures").related_model
        # With a size, so that no file is opened before it is shown.
        return pictures(file=self.first_file, file_variants=self.first_file_variants, width=1, height=1).file

    @property
    def is_scheduled(self):
        return self.state == PublicationState.PUBLISHED and self.published_at > now()

    @classmethod
    def publishable_constraints(cls, prefix):
        return [
            models.CheckConstraint(
                condition=~Q(state=PublicationState.PUBLISHED) | Q(published_at__isnull=False),
                name=f"{prefix}_published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(unpublish_at=None) | Q(published_at=None) | Q(unpublish_at__gt=F("published_at")),
                name=f"{prefix}_ends_after_it_begins",
                violation_error_message=_("The end of publication must come after its beginning."),
            ),
        ]


class RecordedFact(Identified):
    """An append-only row: a correction inserts a new row and closes the old one's `recorded_until`."""

    reached_by_links = True

    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.RECORDED)
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("source"),
    )
    note = models.TextField(_("note for readers"), blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("corrects"),
    )
    first_recorded_on = models.DateField(_("first recorded here on"), default=today, editable=False)
    recorded_from = models.DateTimeField(_("recorded from"), default=now, editable=False)
    recorded_until = models.DateTimeField(_("recorded until"), null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        abstract = True


class DatedRelation(RecordedFact):
    """A relation that holds from a day, perhaps until a day, as far as the sources tell."""

    exclusive_fields: tuple[str, ...] = ()

    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"), optional=True)
    attested_on = PartialDateField(_("attested on"), optional=True)

    class Meta:
        abstract = True

    @classmethod
    def dated_constraints(cls, prefix):
        return [
            *partial_date_constraints(prefix, "since", "until", "attested_on"),
            models.CheckConstraint(
                condition=Q(until_latest=None) | Q(since_earliest=None) | Q(until_latest__gte=F("since_earliest")),
                name=f"{prefix}_ends_after_it_begins",
                violation_error_message=_("The end may not come before the beginning."),
            ),
        ]

    def clean(self):
        super().clean()
        known = all(getattr(self, f"{name}_id", getattr(self, name, None)) for name in self.exclusive_fields[:2])
        if known and self.recorded_until is None and type(self).objects.overlapping(self).exists():
            raise ValidationError(_("This relation overlaps another period of the same role; end that one first."))

    @property
    def floor(self):
        """The earliest day on which the relation can have held at all."""
        return None

    @property
    def certain_from(self):
        return certain_from(self)

    def certainty_on(self, day):
        return certainty_on(self, day, floor=self.floor)

    @property
    def is_open(self):
        return not self.until_precision


class Alias(models.Model):
    """Another name of a record: as a source prints it, in another language, a former name, an abbreviation."""

    class Kind(models.TextChoices):
        OTHER = "other", _("Other name")
        OFFICIAL = "official", _("Official name in that language")
        FORMER = "former", _("Former name")
        ACRONYM = "acronym", _("Abbreviation")
        SPELLING = "spelling", _("Spelling in a source")
        TRANSLITERATION = "transliteration", _("Transliteration")

    text = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=10, choices=ContentLanguage, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    source = models.ForeignKey(
        "core.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    parent_field = ""
    reached_by_links = True

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["kind", "text"]

    def __str__(self):
        return self.text

    @cached_property
    def named(self):
        """The record that has this name."""
        return getattr(self, self.parent_field)
