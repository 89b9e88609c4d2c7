"""Domain errors of governance, with the sentence that people read."""

from django.utils.formats import localize
from django.utils.translation import gettext as _

from core.errors import DomainError


class AlreadySent(DomainError):
    def __init__(self, circular):
        super().__init__(
            _("“%(circular)s” was sent before, on %(moment)s. Nothing was sent again.")
            % {"circular": circular, "moment": localize(circular.sent_at)}
        )


class NoContact(DomainError):
    def __init__(self, alliance):
        super().__init__(
            _("Give “%(alliance)s” a contact address first: answers to a circular go there.") % {"alliance": alliance}
        )


class NoReceivers(DomainError):
    def __init__(self, circular):
        super().__init__(
            _("Nobody would get “%(circular)s”: no institution that it is for has a representative here.")
            % {"circular": circular}
        )
