"""What somebody can do to a record, as the audit trail keeps it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Deed(models.TextChoices):
    """Named as the history of a record and the list of the trail have it."""

    ADD = "add", pgettext_lazy("history", "Added")
    CHANGE = "change", pgettext_lazy("history", "Changed")
    DELETE = "delete", pgettext_lazy("history", "Deleted")
    RESTORE = "restore", pgettext_lazy("history", "Restored an earlier version")
    RECOVER = "recover", pgettext_lazy("history", "Recovered after it was deleted")
    RECORD = "record", pgettext_lazy("history", "Recorded")
    CORRECT = "correct", pgettext_lazy("history", "Corrected")
    STRIKE = "strike", pgettext_lazy("history", "Struck from the record")
    MOVE = "move", pgettext_lazy("history", "Moved")
    PROPOSED_CHANGE = "proposed change", pgettext_lazy("history", "Proposed change")
    ASSIGN = "assign", pgettext_lazy("history", "Review given to")
    TAKE_OVER = "take_over", pgettext_lazy("history", "Review taken over by")
    READ = "read", pgettext_lazy("history", "Read after publication")
    PREVIEW = "preview", pgettext_lazy("history", "Preview link made")
    UNPREVIEW = "unpreview", pgettext_lazy("history", "Preview link revoked")
    PART_CONFIRMED = "part_confirmed", pgettext_lazy("history", "Partner confirmed its part")
    PART_DECLINED = "part_declined", pgettext_lazy("history", "Partner declined to take part")
    CONTACTS_SHOWN = "contacts_shown", pgettext_lazy("history", "Agreed to show the contacts")
    CONTACTS_HIDDEN = "contacts_hidden", pgettext_lazy("history", "No longer shows the contacts")
    UPLOAD = "upload", pgettext_lazy("history", "Table uploaded")
    IMPORT = "import", pgettext_lazy("history", "Imported")
    UNDO = "undo", pgettext_lazy("history", "Import undone")
    INVITE = "invite", pgettext_lazy("history", "Invited")
    RESEND = "resend", pgettext_lazy("history", "Sent anew")
    REVOKE = "revoke", pgettext_lazy("history", "Invitation withdrawn")
    ACCEPT = "accept", pgettext_lazy("history", "Invitation accepted")
    ROLE = "role", pgettext_lazy("history", "Given another role")
    END = "end", pgettext_lazy("history", "Appointment ended")
    SEND = "send", pgettext_lazy("history", "Circular sent")


def deed_choices():
    """Called by the field, so that a new deed asks for no migration."""
    return Deed.choices


# What stands between the person and the record where a deed is told in a sentence.
VERBS = {
    Deed.ADD: pgettext_lazy("in the trail", "added"),
    Deed.CHANGE: pgettext_lazy("in the trail", "changed"),
    Deed.DELETE: pgettext_lazy("in the trail", "deleted"),
    Deed.RESTORE: pgettext_lazy("in the trail", "restored an earlier version of"),
    Deed.RECOVER: pgettext_lazy("in the trail", "recovered"),
    Deed.RECORD: pgettext_lazy("in the trail", "recorded"),
    Deed.CORRECT: pgettext_lazy("in the trail", "corrected"),
    Deed.STRIKE: pgettext_lazy("in the trail", "struck"),
    Deed.MOVE: pgettext_lazy("in the trail", "moved"),
    Deed.PROPOSED_CHANGE: _("proposed change"),
    Deed.ASSIGN: pgettext_lazy("in the trail", "gave the review of it to somebody"),
    Deed.TAKE_OVER: pgettext_lazy("in the trail", "took over the review of"),
    Deed.READ: pgettext_lazy("in the trail", "read after it was published"),
    Deed.PREVIEW: pgettext_lazy("in the trail", "made a preview link to"),
    Deed.UNPREVIEW: pgettext_lazy("in the trail", "revoked a preview link to"),
    Deed.PART_CONFIRMED: pgettext_lazy("in the trail", "confirmed to be a partner in"),
    Deed.PART_DECLINED: pgettext_lazy("in the trail", "declined to be a partner in"),
    Deed.CONTACTS_SHOWN: pgettext_lazy("in the trail", "agreed to show the contacts of"),
    Deed.CONTACTS_HIDDEN: pgettext_lazy("in the trail", "no longer shows the contacts of"),
    Deed.UPLOAD: pgettext_lazy("in the trail", "uploaded"),
    Deed.IMPORT: pgettext_lazy("in the trail", "imported"),
    Deed.UNDO: pgettext_lazy("in the trail", "undid the import of"),
    Deed.INVITE: pgettext_lazy("in the trail", "invited"),
    Deed.RESEND: pgettext_lazy("in the trail", "sent anew"),
    Deed.REVOKE: pgettext_lazy("in the trail", "withdrew"),
    Deed.ACCEPT: pgettext_lazy("in the trail", "accepted"),
    Deed.ROLE: pgettext_lazy("in the trail", "gave another role"),
    Deed.END: pgettext_lazy("in the trail", "ended"),
    Deed.SEND: pgettext_lazy("in the trail", "sent"),
}
