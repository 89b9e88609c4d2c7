"""How a record stands in each language: read from its texts and from the marks that `core.services.translating` keeps.

A mark is a language with a state or with "machine", each between spaces (" en:original ru:stale ar:machine "). A record
without marks was not saved since there are any: its translations count as current.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.choices import TextState
from core.languages import (
    complete_languages,
    essential_texts,
    first_language,
    has_text,
    incomplete_q,
    language_names,
    language_tag,
    missing_q,
    offered_languages,
    text_in,
)

MACHINE = "machine"
# What somebody has to do something about.
WORK = (TextState.MISSING, TextState.DRAFT, TextState.STALE)


@dataclass(frozen=True)
class Standing:
    """One language of a record: the language with its own name, how it stands, whether a machine translated it."""

    language: Any
    state: TextState
    is_machine: bool

    @property
    def code(self):
        return self.language["code"]

    @property
    def needs_work(self):
        return self.state in WORK


def mark(language, what):
    return f"{language}:{what}"


def has_mark(row, language, what):
    return f" {mark(language, what)} " in row.text_marks


def marked_q(language, what):
    """The twin of `has_mark`, for a queryset."""
    return Q(text_marks__contains=f" {mark(language, what)} ")


def original_of(record, before="", *, without=()):
    """The language that the others are translated from, or "" where there is no text.

    That which the record names, else that which it was `before`, else the first that is complete, else the first that
    has a title; one `without` which there are others is left out.
    """
    texts = [name for name in essential_texts(type(record)) if has_text(record, name)]
    complete = complete_languages(record, texts) if texts else []
    titled = [language for language in AVAILABLE_LANGUAGES if text_in(record, record.title_field, language)]
    found = [language for language in [*complete, *titled] if language not in without] or complete or titled
    wanted = (getattr(record, "original_language", ""), before)
    return next((language for language in wanted if language in complete and language in found), next(iter(found), ""))


def marked_original(row):
    """The original as the marks name it, or ""."""
    marked = (language for language in AVAILABLE_LANGUAGES if has_mark(row, language, TextState.ORIGINAL))
    return next(marked, "")


def original_language(record):
    """The language that the others are translated from; of what is not translated as a whole, the first."""
    if not hasattr(record, "text_marks"):
        return first_language(record)
    return marked_original(record) or original_of(record) or first_language(record)


def standings(record):
    """How the record stands in each language of the portal."""
    there = offered_languages(record, essential_texts(type(record)))
    return standings_of(record, there=there, original=marked_original(record) or original_of(record))


def standings_of(row, *, there, original):
    """The same of a row with marks, of which one knows what it is complete in."""
    return [
        Standing(language, _state_of(row, language["code"], there, original), has_mark(row, language["code"], MACHINE))
        for language in language_names()
    ]


def _state_of(row, language, there, original):
    if has_mark(row, language, TextState.DRAFT):
        return TextState.DRAFT
    if language == original:
        return TextState.ORIGINAL
    if language not in there:
        return TextState.MISSING
    return TextState.STALE if has_mark(row, language, TextState.STALE) else TextState.CURRENT


def stands_q(model, language, state):
    """Records that stand so in a language: the twin of `standings`, for a queryset; MACHINE is a state here too."""
    draft, original = marked_q(language, TextState.DRAFT), marked_q(language, TextState.ORIGINAL)
    missing, stale = missing_q(model, language), marked_q(language, TextState.STALE)
    return {
        TextState.DRAFT: draft,
        TextState.ORIGINAL: original,
        TextState.MISSING: missing & ~draft & ~original,
        TextState.STALE: stale,
        TextState.CURRENT: ~missing & ~draft & ~original & ~stale,
        MACHINE: marked_q(language, MACHINE),
    }[state]


def machine_languages(marks):
    """Tags of the languages that a machine translated, from the marks of a row."""
    codes = [code for code, _name in settings.LANGUAGES if f" {mark(code, MACHINE)} " in marks]
    return [language_tag(code) for code in codes]


def needs_work_q(model, language=""):
    """Records that need work in a language, or in any; the columns of one that is not ready are empty, so it is in."""
    if not language:
        return incomplete_q(model) | Q(text_marks__contains=f":{TextState.STALE} ")
    missing = missing_q(model, language) & ~marked_q(language, TextState.ORIGINAL)
    return missing | marked_q(language, TextState.STALE)
