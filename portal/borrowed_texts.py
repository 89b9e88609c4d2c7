"""Texts of Django and of packages that read better otherwise in some language.

The catalogues of the portal come before theirs, so naming a text here is enough to translate it anew.
"""

from django.utils.translation import gettext_noop

BORROWED = (
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Authenticator secret"),
    gettext_noop("Add Email"),
)
