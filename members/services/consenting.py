"""Consent to show one's contacts to fellow members: dated, and taken back at once. Only the person gives it."""

from django.db import transaction

from core.clock import now
from core.services.auditing import record
from members.models import User


@transaction.atomic
def show_contacts(user, *, phone=""):
    """Keep the number, and the moment of the consent, which a new number does not change."""
    account = User.objects.select_for_update().get(pk=user.pk)
    is_new = not account.shows_contacts
    account.contacts_shown_since = account.contacts_shown_since or now()
    account.phone = phone
    account.save(update_fields=["contacts_shown_since", "phone"])
    if is_new:
        record(account, by=user, action="contacts_shown")
    return account


@transaction.atomic
def hide_contacts(user):
    """Take the consent back, and the number with it."""
    account = User.objects.select_for_update().get(pk=user.pk)
    if not account.shows_contacts:
        return account
    account.contacts_shown_since = None
    account.phone = ""
    account.save(update_fields=["contacts_shown_since", "phone"])
    record(account, by=user, action="contacts_hidden")
    return account
