"""The one writer of how the languages of a record stand; asked before every saving, whatever saves.

Of each text it keeps a hash, and of each translation the hash of the original that it was made from. So it is stale
exactly where the original reads otherwise now, and current again once the original reads as before, the translation
changes, or somebody says that it still fits. Texts of a language that is not ready are kept here and not in the
columns, where readers, search and API would find them; a form brings them back while it is open.
"""

import hashlib
import html
import re
from dataclasses import dataclass

from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.choices import TextState
from core.languages import column_suffix, essential_texts, text_in, translated_fields
from core.richtext import RichTextField, clean_html
from core.translating import MACHINE, mark, original_of

TAG = re.compile(r"<[^>]*>")
LINK = re.compile(r'(?:href|src)="([^"]*)"')


@dataclass(frozen=True)
class Wishes:
    """What somebody says of the translations with a change; None leaves as it was."""

    is_minor: bool = False
    fitting: tuple = ()
    machine: tuple | None = None
    unready: tuple | None = None


def hash_of(field, text):
    """Of the words and links alone: an editor that only writes its tags in another way changes nothing."""
    if not text:
        return ""
    if isinstance(field, RichTextField):
        text = clean_html(text)
        text = html.unescape(" ".join([TAG.sub(" ", text), *LINK.findall(text)]))
    words = " ".join(text.split())
    return hashlib.blake2b(words.encode(), digest_size=6).hexdigest() if words else ""


def keep_translations(record, *, raw=False):
    """Set the marks of the languages and what they are worked out from; the caller saves."""
    wishes = record.__dict__.pop("text_wishes", Wishes())
    if not translated_fields(type(record)):
        return
    before = record.text_origins or _as_stored(record, raw=raw)
    aside = before.get("unready", {})
    wanted = tuple(aside) if wishes.unready is None else wishes.unready
    original = original_of(record, before.get("original", ""), without=wanted)
    unready = _set_aside(record, aside, wanted, original)
    texts = {language: _hashes(record, language, unready) for language in AVAILABLE_LANGUAGES}
    machine = before.get("machine", []) if wishes.machine is None else wishes.machine
    record.text_origins = {
        "original": original,
        "texts": texts,
        "made_from": _made_from(texts, original, before, wishes),
        "unready": unready,
        "machine": [language for language in AVAILABLE_LANGUAGES if language in machine and texts[language]],
    }
    record.text_marks = _marks(record)


def _as_stored(record, *, raw):
    """What was kept of the record as it is stored, which was not saved since anything is kept."""
    if raw or record._state.adding:
        return {}
    stored = type(record)._base_manager.filter(pk=record.pk).first()
    if stored is None:
        return {}
    stored.text_origins = {}
    original = original_of(stored)
    texts = {language: _hashes(stored, language, {}) for language in AVAILABLE_LANGUAGES}
    return {"original": original, "texts": texts, "made_from": _made_from(texts, original, {}, Wishes())}


def _hashes(record, language, unready):
    """Hashes of the texts in this language, without empty ones."""
    aside = unready.get(language, {})
    texts = {name: aside.get(name) or text_in(record, name, language) for name in translated_fields(type(record))}
    hashes = {name: hash_of(record._meta.get_field(name), text) for name, text in texts.items() if text}
    return {name: value for name, value in hashes.items() if value}


def _made_from(texts, original, before, wishes):
    """Of each translation the hashes of the original that it was made from; of another original than before, anew."""
    now = texts.get(original, {})
    others = [language for language in texts if language != original and texts[language]]
    if before.get("original") != original:
        return {language: dict(now) for language in others}
    was = before["texts"].get(original, {})
    made_from = {}
    for language in others:
        of, old = before["made_from"].get(language, {}), before["texts"].get(language, {})
        fits = not old or language in wishes.fitting
        made_from[language] = {
            name: now[name] if fits or _is_made_anew(name, texts[language], old) else of.get(name, "") for name in now
        }
        if wishes.is_minor:
            made_from[language] |= {name: now[name] for name in now if of.get(name) == was.get(name)}
    return made_from


def _is_made_anew(name, present, old):
    return present.get(name) != old.get(name)


def _marks(record):
    origins = record.text_origins
    marks = [mark(origins["original"], TextState.ORIGINAL)] if origins["original"] else []
    now = origins["texts"].get(origins["original"], {})
    for language, made_from in origins["made_from"].items():
        is_there = all(text_in(record, name, language) for name in essential_texts(type(record)) if now.get(name))
        if language in origins["unready"]:
            marks.append(mark(language, TextState.DRAFT))
        elif is_there and made_from != now:
            marks.append(mark(language, TextState.STALE))
    marks += [mark(language, MACHINE) for language in origins["machine"]]
    return f" {' '.join(marks)} " if marks else ""


# Texts that are not ready


def _set_aside(record, aside, wanted, original):
    """Take the texts of languages that are not ready out of the columns; gives them by language."""
    kept = {}
    names = translated_fields(type(record))
    for language in [code for code in AVAILABLE_LANGUAGES if code in wanted]:
        texts = {name: text for name in names if (text := text_in(record, name, language))} or aside.get(language, {})
        if language != original and texts:
            kept[language] = texts
            _write(record, language, dict.fromkeys(names, ""))
    return kept


def bring_back(record):
    """Put texts that are not ready into the columns, for a form; saving takes them out again."""
    aside = record.text_origins.get("unready", {})
    for language, texts in aside.items():
        _write(record, language, texts)
    if aside:
        record.text_origins = {**record.text_origins, "unready": {language: {} for language in aside}}


def _write(record, language, texts):
    for name, text in texts.items():
        column = record._meta.get_field(f"{name}_{column_suffix(language)}")
        setattr(record, column.attname, text or (None if column.null else ""))


def wishes_of(record):
    """What is said of the translations of a record now, for a copy of it."""
    origins = record.text_origins
    return Wishes(machine=tuple(origins.get("machine", ())), unready=tuple(origins.get("unready", ())))
