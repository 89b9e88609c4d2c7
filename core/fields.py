"""Model fields of the kernel: permanent ids, and partial dates stored as four plain columns."""

from base64 import b32encode

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from ulid import ULID

from core.choices import Precision
from core.dates import PartialDate

ULID_LENGTH = 26
# Written by the standard library, from its alphabet into that of ULIDs: two ids a row of a large table.
CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def new_ulid():
    """A new permanent id: 26 characters that sort by the moment they were made (ulid/spec)."""
    return b32encode(bytes(4) + ULID().bytes)[-ULID_LENGTH:].translate(CROCKFORD).decode()


class ULIDField(models.CharField):
    """A permanent id as the primary key."""

    def __init__(self, *args, **kwargs):
        kwargs = {"max_length": ULID_LENGTH, "default": new_ulid, "editable": False, **kwargs}
        super().__init__(*args, **kwargs)


class PartialDateField:
    """Adds `<name>_earliest`, `_latest`, `_precision`, `_derived` to a model, and `<name>` as a PartialDate.

    With `optional`, an empty precision means that there is no such date (an open end); an unknown date is something
    else. Add `partial_date_constraints` to the model's constraints.
    """

    def __init__(self, verbose_name, *, optional=False, help_text=""):
        self.verbose_name = verbose_name
        self.optional = optional
        self.help_text = help_text

    def contribute_to_class(self, cls, name):
        end = {"null": True, "blank": True, "editable": False}
        columns = {
            "earliest": models.DateField(_("earliest day"), db_index=True, **end),
            "latest": models.DateField(_("latest day"), **end),
            "precision": models.CharField(
                _("precision"),
                max_length=10,
                choices=Precision,
                default="" if self.optional else Precision.UNKNOWN,
                blank=self.optional,
                editable=False,
            ),
            "derived": models.BooleanField(_("derived"), default=False, editable=False),
        }
        for column, field in columns.items():
            cls.add_to_class(f"{name}_{column}", field)
        setattr(cls, name, PartialDateProperty(name, self))


class PartialDateProperty(property):
    """Reads and writes the four columns; a property, so that model constructors accept it by keyword."""

    def __init__(self, name, field):
        def read(instance):
            return self.read(instance)

        # The admin asks a property's getter how its column is headed and sorted.
        read.short_description = field.verbose_name
        read.admin_order_field = f"{name}_earliest"
        super().__init__(read, self.write)
        self.name = name
        self.field = field

    def read(self, instance):
        precision = getattr(instance, f"{self.name}_precision")
        if not precision:
            return None
        return PartialDate(
            precision,
            getattr(instance, f"{self.name}_earliest"),
            getattr(instance, f"{self.name}_latest"),
            getattr(instance, f"{self.name}_derived"),
        )

    def write(self, instance, value):
        if value is None and not self.field.optional:
            value = PartialDate.unknown()
        setattr(instance, f"{self.name}_precision", value.precision if value else "")
        setattr(instance, f"{self.name}_earliest", value.earliest if value else None)
        setattr(instance, f"{self.name}_latest", value.latest if value else None)
        setattr(instance, f"{self.name}_derived", value.derived if value else False)


def partial_dates_of(model):
    """The partial dates of a model: name to its PartialDateField."""
    found = {}
    for klass in reversed(model.__mro__):
        found |= {name: value.field for name, value in vars(klass).items() if isinstance(value, PartialDateProperty)}
    return found


def partial_date_constraints(prefix, *names):
    """Check constraints that hold the columns of each partial date together; `prefix` keeps their names apart."""
    constraints = []
    for name in names:
        earliest, latest, precision = f"{name}_earliest", f"{name}_latest", f"{name}_precision"
        known = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False, f"{latest}__gte": F(earliest)})
        absent = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
        without_ends = Q(**{f"{precision}__in": ["", Precision.UNKNOWN]})
        constraints.append(
            models.CheckConstraint(
                condition=(without_ends & absent) | (~without_ends & known),
                name=f"{prefix}_{name}_is_a_date",
                violation_error_message=_("The earliest day of a date may not come after its latest day."),
            )
        )
    return constraints
