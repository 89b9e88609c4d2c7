"""The language of an answer: `lang` beats Accept-Language; cookies are not asked."""

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.exceptions import ValidationError

PARAMETER = "lang"


def language_asked_for(request):
    """The language of the answer, also to a request that `refuse_other_languages` refuses afterwards."""
    asked = request.GET.get(PARAMETER, "").lower()
    return (
        asked if asked in dict(settings.LANGUAGES) else accepted_language(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    )


def refuse_other_languages(request):
    asked = request.GET.getlist(PARAMETER)
    languages = dict(settings.LANGUAGES)
    if len(asked) > 1 or any(language.lower() not in languages for language in asked):
        raise ValidationError({PARAMETER: [_("Give one of these: %(values)s.") % {"values": ", ".join(languages)}]})


def accepted_language(header):
    for language, _quality in parse_accept_lang_header(header):
        if language == "*":
            break
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
