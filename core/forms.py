"""Form pieces of the kernel: partial dates as one line of text, and records whose relations may be out of sight."""

from collections import defaultdict

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import ManyToManyField, prefetch_related_objects
from django.db.models.query import Prefetch
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import scope
from core.dates import PartialDate
from core.fields import partial_dates_of
from core.languages import SUFFIXES, column_suffix, translated_fields
from core.models import Publishable
from core.services.addresses import propose_slug

capfirst_lazy = lazy(capfirst, str)

# What full_clean leaves out because no form shows it, though constraints speak of it.
CONSTRAINED_COLUMNS = frozenset({"recorded_until", "state", "published_at"})
DATE_HINT = _("2015, 2015-01, 2015-01-31, 2016-spring or unknown; add ~ if derived.")
OPTIONAL_DATE_HINT = _("2015, 2015-01, 2015-01-31, 2016-spring or unknown; add ~ if derived. Empty: no such date.")
DATE_COLUMNS = ("earliest", "latest", "precision", "derived")


class PartialDateFormField(forms.CharField):
    """One line of text for a date as far as it is known; cleans to a PartialDate, or None where the line is empty."""

    default_error_messages = {
        "invalid": _(
            "“%(text)s” is not a date the portal can read. Write 2015, 2015-01, 2015-01-31, 2016-spring or unknown; "
            "add ~ where the date was worked out and is not printed in the source."
        ),
    }

    def __init__(self, *, label, optional=False, help_text=""):
        super().__init__(
            label=label,
            required=False,
            max_length=30,
            help_text=help_text or (OPTIONAL_DATE_HINT if optional else DATE_HINT),
            widget=forms.TextInput(attrs={"class": "vTextField partial-date", "size": 16, "autocomplete": "off"}),
        )
        self.optional = optional

    def prepare_value(self, value):
        return value.text if isinstance(value, PartialDate) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None if self.optional else PartialDate.unknown()
        try:
            return PartialDate.parse(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"text": text}) from None

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        return (self.prepare_value(initial) or "") != (data or "").strip()


class UnseenRecord:
    """Stands in a form for a record at the other end of a relation that the person may not see."""

    def __init__(self, pk):
        self.pk = self.id = pk

    def __str__(self):
        return str(_("A record that you may not see"))

    def get_absolute_url(self):
        return ""

    def __getattr__(self, name):
        # A model's own checks may follow it; it leads nowhere.
        if name.startswith("_"):
            raise AttributeError(name)


def may_see(user, obj):
    """Whether the person sees it on a page or manages it; a record of a model without a rule is seen by everybody."""
    if type(obj) not in scope.registered_models():
        return True
    return scope.can_view(user, obj) or scope.can_manage(user, obj)


def seen(queryset, user):
    """Rows that the person sees on a page or manages; everything of models without a rule."""
    if queryset.model not in scope.registered_models():
        return queryset
    facts = scope.facts_for(user)
    if facts.is_superuser:
        return queryset
    rule = scope.rule_for(queryset.model)
    return queryset.filter(rule.view_q(facts) | rule.manage_q(facts))


def names_of(model, pks, user):
    """What the person reads of records that are named by their ids: masked where out of sight, said where gone."""
    found = {str(row.pk): str(row) for row in seen(model._base_manager.filter(pk__in=pks), user)}
    unseen = {pk for pk in pks if pk not in found}
    there = {str(pk) for pk in model._base_manager.filter(pk__in=unseen).values_list("pk", flat=True)} if unseen else ()
    for pk in unseen:
        found[pk] = str(UnseenRecord(pk)) if pk in there else str(_("A record that is no longer there"))
    return found


def pickable(model, user):
    """Records that the person may choose in a form: those that his or her own lists show."""
    rows = model._default_manager.all()
    if scope.facts_for(user).is_superuser:
        return rows
    return scope.manageable(rows, user) if model in scope.registered_models() else rows.none()


def hide_unseen_relations(instance, user, *, to_many=None):
    """Replace what the person may not see at the other end of relations; gives the names of the masked ones.

    `to_many` names the relations to many records that are shown, each of which is a query; else they all are.
    """
    masked = set()
    if instance.pk is None or instance._state.adding or scope.facts_for(user).is_superuser:
        return masked
    # Whom a row names as its account is told with the row.
    rules = set(scope.registered_models()) - {get_user_model()}
    for field in instance._meta.fields:
        if field.is_relation and field.related_model in rules and getattr(instance, field.attname) is not None:
            target = getattr(instance, field.name)
            if isinstance(target, UnseenRecord) or not may_see(user, target):
                field.set_cached_value(instance, UnseenRecord(getattr(instance, field.attname)))
                masked.add(field.name)
    for field in instance._meta.many_to_many:
        is_shown = to_many is None or field.name in to_many
        if is_shown and isinstance(field, ManyToManyField) and field.related_model in rules:
            rows = seen(field.related_model._default_manager.all(), user)
            prefetch_related_objects([instance], Prefetch(field.name, queryset=rows))
    return masked


def hide_unseen_ends(rows, user):
    """Mask records out of sight at the other end of relations that were read with a list.

    One query for each kind of record that is not public by its own state.
    """
    if scope.facts_for(user).is_superuser:
        return
    ends = list(_hidden_ends(rows))
    sought = defaultdict(set)
    for _row, _field, target in ends:
        sought[type(target)].add(target.pk)
    found = {
        model: set(seen(model._default_manager.filter(pk__in=pks), user).values_list("pk", flat=True))
        for model, pks in sought.items()
    }
    for row, field, target in ends:
        if target.pk not in found[type(target)]:
            field.set_cached_value(row, UnseenRecord(target.pk))


def _in_scope_by(rule):
    """The relation by which rows are in scope at all: a part is because its whole is, a fact by its alliance."""
    return getattr(rule, "parent", "") or getattr(rule, "alliance", "").partition("__")[0]


def _hidden_ends(rows):
    # Whom a row names as its account is told with the row.
    rules = set(scope.registered_models()) - {get_user_model()}
    for row in rows:
        whole = _in_scope_by(scope.rule_for(type(row)))
        for field in row._meta.fields:
            target = field.get_cached_value(row, None) if field.is_relation and field.name != whole else None
            if type(target) in rules and not (isinstance(target, Publishable) and target.is_published):
                yield row, field, target


class ScopedModelForm(forms.ModelForm):
    """A form that shows, keeps and accepts only what the scope of its user allows.

    The admin sets `user` on the class that it builds for a request. A new or changed record must lie where the
    person may edit; relations to records out of sight are kept and not named. The admin shows relations beside the
    fields too; a form with `shows_fields_alone` leaves those to many records unread.
    """

    user = None
    shows_fields_alone = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._sets_author():
            self.instance.created_by = self.user
        for name in partial_dates_of(type(self.instance)):
            if name in self.fields and name not in (kwargs.get("initial") or {}):
                value = None if self.instance._state.adding else getattr(self.instance, name)
                self.initial[name] = value
        for name in self._needed_texts():
            self._ask_in_one_language(name)
        if self._may_leave_address_out():
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "The last part of the page's address. Left empty, it is made from the title."
            )
        if self.user is not None:
            shown = self.fields if self.shows_fields_alone else None
            masked = hide_unseen_relations(self.instance, self.user, to_many=shown)
            for name in self._many_to_many_names() & set(self.initial):
                self.initial[name] = list(getattr(self.instance, name).all())
            self._keep_relations_out_of_reach(masked)

    def _needed_texts(self):
        """Translated texts that the record must have; one language is enough."""
        model = type(self.instance)
        return [
            name
            for name in translated_fields(model)
            if not model._meta.get_field(name).blank and f"{name}_{SUFFIXES[0]}" in self.fields
        ]

    def _ask_in_one_language(self, name):
        for suffix in SUFFIXES:
            field = self.fields[f"{name}_{suffix}"]
            field.required = False
            field.help_text = field.help_text or _("Needed in one language at least.")

    def _may_leave_address_out(self):
        title = getattr(self.instance, "title_field", "")
        return self.instance._state.adding and bool(title) and "slug" in self.fields

    def _propose_address(self):
        """A new record's address comes from its title, in whatever language that is."""
        name = self.instance.title_field
        is_translated = name in translated_fields(type(self.instance))
        columns = [f"{name}_{suffix}" for suffix in SUFFIXES] if is_translated else [name]
        return propose_slug(type(self.instance), *(self.cleaned_data.get(column) for column in columns))

    def clean(self):
        cleaned = super().clean()
        if self._may_leave_address_out() and not self.cleaned_data.get("slug") and "slug" not in self.errors:
            self.cleaned_data["slug"] = self._propose_address()
        for name in self._needed_texts():
            texts = [self.cleaned_data.get(f"{name}_{suffix}") for suffix in SUFFIXES]
            if not any(texts) and not any(f"{name}_{suffix}" in self.errors for suffix in SUFFIXES):
                self.add_error(
                    f"{name}_{column_suffix(get_language())}", _("Write this text in at least one language.")
                )
        return cleaned

    def _sets_author(self):
        return self.user is not None and self.instance._state.adding and hasattr(self.instance, "created_by_id")

    def _keep_relations_out_of_reach(self, masked):
        """A present value that the person could not pick stays allowed; one out of sight stays as it is."""
        for name, field in self.fields.items():
            if not isinstance(field, forms.ModelChoiceField) or self.instance._state.adding:
                continue
            if isinstance(field, forms.ModelMultipleChoiceField):
                present = list(getattr(self.instance, name).all()) if name in self._many_to_many_names() else []
            else:
                pk = getattr(self.instance, f"{name}_id", None)
                present = [pk] if pk is not None else []
            if present and field.queryset is not None:
                field.queryset = field.queryset | field.queryset.model._default_manager.filter(pk__in=_pks(present))
            if name in masked:
                field.disabled = True
                field.label_from_instance = lambda record: str(UnseenRecord(record.pk))

    def _many_to_many_names(self):
        if self.instance._state.adding:
            return set()
        return {field.name for field in self.instance._meta.many_to_many}

    def _save_m2m(self):
        """Saves the chosen relations, and keeps those that the person could not see to choose."""
        kept = {name: self._unseen_of(name) for name in self._many_to_many_names() & set(self.cleaned_data)}
        super()._save_m2m()
        for name, records in kept.items():
            if records:
                getattr(self.instance, name).add(*records)

    def _unseen_of(self, name):
        field = self.instance._meta.get_field(name)
        links = field.remote_field.through._base_manager.filter(**{field.m2m_field_name(): self.instance.pk})
        present = set(links.values_list(f"{field.m2m_reverse_field_name()}_id", flat=True))
        return present - {record.pk for record in self.initial.get(name, [])} if self.user is not None else set()

    def _get_validation_exclusions(self):
        dates = {f"{name}_{column}" for name in partial_dates_of(type(self.instance)) for column in DATE_COLUMNS}
        return {name for name in super()._get_validation_exclusions() if name not in dates | CONSTRAINED_COLUMNS}

    def _post_clean(self):
        for name in partial_dates_of(type(self.instance)):
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()
        if self.user is not None and not self.errors and self.has_changed():
            self._refuse_other_places()

    def _refuse_other_places(self):
        if not scope.can_edit(self.user, self.instance):
            self.add_error(
                None, _("This would place the record outside your alliances: choose an alliance that you work for.")
            )


def _pks(records):
    return [getattr(record, "pk", record) for record in records]


def with_partial_dates(form_class, model):
    """The form class with a line of text for each partial date of the model."""
    fields = {
        name: PartialDateFormField(
            label=capfirst_lazy(field.verbose_name), optional=field.optional, help_text=field.help_text
        )
        for name, field in partial_dates_of(model).items()
        if name not in form_class.base_fields
    }
    return type(form_class)(form_class.__name__, (form_class,), fields) if fields else form_class
