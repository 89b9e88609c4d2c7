"""What the services of accounts and appointments refuse, with the sentence that people read."""

from django.utils.translation import gettext as _

from core.errors import DomainError


class InvitationClosed(DomainError):
    """Unknown, expired, used and withdrawn read the same: a stranger learns nothing from trying."""

    def __init__(self):
        super().__init__(
            _(
                "This invitation is no longer good: it was used or withdrawn, or its seven days are over. "
                "Ask the person who invited you for a new one."
            )
        )


class InvitationAnswered(DomainError):
    def __init__(self, invitation):
        super().__init__(
            _("The invitation to %(address)s was accepted or withdrawn meanwhile; load the page again.")
            % {"address": invitation.email}
        )


class AccountExists(DomainError):
    def __init__(self):
        super().__init__(_("You have an account already: sign in to accept the invitation."))


class OtherAddress(DomainError):
    def __init__(self, invitation, user):
        super().__init__(
            _(
                "The invitation went to %(address)s, and you are signed in as %(account)s. "
                "Log out and open the link again."
            )
            % {"address": invitation.email, "account": user.email}
        )


class AlreadyRepresents(DomainError):
    def __init__(self, email):
        super().__init__(_("%(address)s already works for this institution.") % {"address": email})


class LastRepresentative(DomainError):
    def __init__(self):
        super().__init__(
            _(
                "An institution keeps at least one representative. Hand over to a colleague first, or ask the "
                "secretariat of your alliance."
            )
        )


class NoSuccessor(DomainError):
    def __init__(self):
        super().__init__(_("Choose a colleague who works for this institution now."))
