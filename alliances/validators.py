import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _


def validate_zone(name):
    """Accept a name of the IANA time zone database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone; write it like Asia/Shanghai."), params={"name": name})


def links_in(text):
    """Pairs of words and address from lines like `Calendar | https://example.org/`; blank ones do not count."""
    lines = (line.partition("|") for line in text.splitlines() if line.strip())
    return [(words.strip(), address.strip()) for words, _bar, address in lines]


def validate_links(text):
    """Accept lines of words, a vertical bar, and a web address."""
    check = URLValidator(schemes=["http", "https"])
    for number, (words, address) in enumerate(links_in(text), 1):
        try:
            check(address)
        except ValidationError:
            words = ""
        if not words:
            message = _("Entry %(number)d is not words, a vertical bar and an address: Calendar | https://example.org/")
            raise ValidationError(message, params={"number": number})
