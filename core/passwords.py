"""What passwords have to be, in words that all languages of the portal have."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's rule; its sentence is not translated into Chinese and Arabic in every release."""

    def get_error_message(self):
        sentence = ngettext(
            "The password is too short: it needs at least %(count)d character.",
            "The password is too short: it needs at least %(count)d characters.",
            self.min_length,
        )
        return sentence % {"count": self.min_length}
