"""Which language a text is in: columns per language, fallback, direction."""

from functools import lru_cache, reduce
from operator import and_, or_

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language, get_language_info
from modeltranslation.settings import AVAILABLE_LANGUAGES
from modeltranslation.translator import translator
from modeltranslation.utils import resolution_order

# What `lang` attributes and Content-Language say, by BCP 47.
TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
# What the names of the columns end in.
SUFFIXES = [language.replace("-", "_") for language in AVAILABLE_LANGUAGES]
MAIN_TEXTS = ("body", "description", "summary")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def column_suffix(language):
    """`zh-hans` is stored in columns that end in `zh_hans`; another language of the interface reads as English."""
    language = language if language in AVAILABLE_LANGUAGES else settings.LANGUAGE_CODE
    return language.replace("-", "_")


def language_tag(language):
    return TAGS.get(language, language)


def direction(language):
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


# What a model has once it is registered, which it stays: an import asks for each text of each row.
_translated: dict = {}
_essential: dict = {}


def translated_fields(model):
    """Names of the fields of a model that have a column per language."""
    if model not in _translated:
        if not is_translated(model):
            return []
        _translated[model] = tuple(translator.get_options_for_model(model).fields)
    return list(_translated[model])


def is_translated(model):
    return model in translator.get_registered_models(abstract=False)


@lru_cache(maxsize=1000)
def _column(name, language):
    return f"{name}_{column_suffix(language)}"


@lru_cache(maxsize=100)
def _in_order(language):
    """The languages that a reader of this one is offered, one after the other."""
    return resolution_order(language)


def text_in(instance, name, language):
    """The text in exactly this language, or an empty string."""
    return getattr(instance, _column(name, language)) or ""


def language_of(instance, name, language=None):
    """The language that a reader of `language` gets of this text, or an empty string where no language has it."""
    for candidate in _in_order(language or get_language() or settings.LANGUAGE_CODE):
        if getattr(instance, _column(name, candidate)):
            return candidate
    return ""


def has_text(instance, name):
    """Whether there is a text in any language; readers get each of them for want of another."""
    return any(getattr(instance, _column(name, language)) for language in AVAILABLE_LANGUAGES)


def best_text(instance, name, language=None):
    """The text as a reader of `language` gets it, with the language that it is in."""
    found = language_of(instance, name, language)
    return (text_in(instance, name, found), found) if found else ("", "")


def complete_languages(instance, names):
    """Languages in which every one of these texts exists."""
    return [language for language in AVAILABLE_LANGUAGES if all(text_in(instance, name, language) for name in names)]


def offered_languages(instance, names):
    """Languages that have every one of these texts; a text that no language has is not missing."""
    return complete_languages(instance, [name for name in names if has_text(instance, name)])


def first_language(instance):
    """The language that a record was written in first: the one it names, else one that all its texts are in."""
    names = [name for name in translated_fields(type(instance)) if has_text(instance, name)]
    named = getattr(instance, "original_language", "")
    complete = complete_languages(instance, names)
    if named in AVAILABLE_LANGUAGES and any(text_in(instance, name, named) for name in names):
        return named
    return complete[0] if names and complete else settings.LANGUAGE_CODE


def essential_texts(model):
    """The texts by which editors call a language complete: the title, and the main text where there is one."""
    if model not in _essential:
        translated = translated_fields(model)
        title = getattr(model, "title_field", "")
        main = next((name for name in MAIN_TEXTS if name in translated), "")
        found = [name for name in (title, main) if name in translated]
        if not translated:
            return found
        _essential[model] = tuple(found)
    return list(_essential[model])


def _empty(name):
    """Conditions for the text not being there, by the suffix of each language."""
    return {suffix: Q(**{f"{name}_{suffix}": ""}) | Q(**{f"{name}_{suffix}": None}) for suffix in SUFFIXES}


def missing_q(model, language):
    """A text by which a language counts as complete is not there in this one, and is in another."""
    condition = Q(pk__in=[])
    for name in essential_texts(model):
        empty = _empty(name)
        condition |= empty[column_suffix(language)] & ~reduce(and_, empty.values())
    return condition


def incomplete_q(model):
    """The twin of `offered_languages(record, essential_texts(model))` being less than all languages, for a queryset."""
    condition = Q(pk__in=[])
    for name in essential_texts(model):
        empty = _empty(name).values()
        condition |= reduce(or_, empty) & ~reduce(and_, empty)
    return condition


def language_names():
    """Code, own name and direction of each language of the portal, for the language switch."""
    return [
        {**get_language_info(code), "tag": language_tag(code), "direction": direction(code)}
        for code in AVAILABLE_LANGUAGES
    ]


def language_of_column(model, column):
    """The language of a column such as `title_zh_hans`, or an empty string where it holds no translated text."""
    for language in AVAILABLE_LANGUAGES:
        name = column.removesuffix(f"_{column_suffix(language)}")
        if name != column and name in translated_fields(model):
            return language
    return ""
