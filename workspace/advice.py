"""What a representative might do next: sentences with an address, the most pressing first."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.choices import PublicationState as S


def next_steps(items, returned_changes, user):
    """Pairs of a sentence and the address where it is done, from the numbers of own items and changes."""
    found = []
    if count := items.count(state=S.RETURNED):
        sentence = ngettext(
            "%(count)d item came back: read why, mend it and send it again.",
            "%(count)d items came back: read why, mend them and send them again.",
            count,
        )
        found.append((sentence % {"count": count}, _state_list(S.RETURNED)))
    if returned_changes:
        sentence = ngettext(
            "%(count)d change to a public item came back: read why, mend it and send it again.",
            "%(count)d changes to public items came back: read why, mend them and send them again.",
            returned_changes,
        )
        found.append((sentence % {"count": returned_changes}, "#changes"))
    if count := items.count(state=S.DRAFT):
        sentence = ngettext(
            "%(count)d draft is not sent to the secretariat yet.",
            "%(count)d drafts are not sent to the secretariat yet.",
            count,
        )
        found.append((sentence % {"count": count}, _state_list(S.DRAFT)))
    return found + _first_steps(items, user)


def _first_steps(items, user):
    """What newcomers have not done yet."""
    found = []
    if not items.count():
        sentence = _("Write the first item of your institution: a news item, say. It stays a draft until you send it.")
        found.append((sentence, reverse("workspace:new", args=["news"])))
    if not user.time_zone:
        found.append((_("Choose your time zone; until then all times are in UTC."), reverse("account_settings")))
    return found


def _state_list(state):
    return reverse("workspace:items", query={"state": state})
