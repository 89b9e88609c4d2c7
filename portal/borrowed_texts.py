"""Texts of Django and of packages that read better otherwise in some language.

The catalogues of the portal come before theirs, so naming a text here is enough to translate it anew.
"""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

BORROWED = (
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    gettext_noop("Successfully deleted %(count)d %(items)s."),
    gettext_noop("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
    gettext_noop("Are you sure?"),
    gettext_noop(
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? '
        "All of the following related items will be deleted:"
    ),
    gettext_noop(
        "Are you sure you want to delete the selected %(objects_name)s? "
        "All of the following objects and their related items will be deleted:"
    ),
    gettext_noop("Yes, I’m sure"),
    gettext_noop("Save and add another"),
    gettext_noop(" By %(filter_title)s "),
    gettext_noop("Delete selected %(verbose_name_plural)s"),
    gettext_noop("Export selected %(verbose_name_plural)s"),
    gettext_noop("Recover deleted %(name)s"),
    gettext_noop("Authenticator secret"),
    gettext_noop("Add Email"),
    # Countries whose names are misspelt or out of date there in some language.
    gettext_noop("Bosnia and Herzegovina"),
    gettext_noop("Kyrgyzstan"),
    gettext_noop("Nepal"),
    gettext_noop("North Macedonia"),
    gettext_noop("Tajikistan"),
)

# Models of packages that have an English name alone: their name, and that of many.
NAMES = {
    "mfa.authenticator": (pgettext_lazy("record", "second factor"), _("second factors")),
    "usersessions.usersession": (pgettext_lazy("record", "sign-in"), _("sign-ins")),
    "django_tasks_database.dbtaskresult": (_("task in the background"), _("tasks in the background")),
}


def name_models():
    """Give those models their names in the admin; their migrations do not know of it."""
    for label, (one, many) in NAMES.items():
        options = apps.get_model(label)._meta
        options.verbose_name, options.verbose_name_plural = one, many
