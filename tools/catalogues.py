"""Message catalogues without GNU gettext: `compile` for the run, `update` for translators, `check` for the gate."""

import argparse
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import polib
from messages import Message, messages_in_sources

PROJECT_DIR = Path(__file__).resolve().parents[1]
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "ru": ("nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;"),
    "zh_Hans": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sd]|\{\w*\}")


def catalogue(language: str) -> Path:
    return PROJECT_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def compile_all() -> int:
    """Writes each .mo that is older than its .po, whole or not at all: a running portal may be reading it."""
    for source in sorted((PROJECT_DIR / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(unfinished))
        unfinished.replace(target)
    return 0


def update_all() -> int:
    """Adds what is new in the source, drops what is gone, keeps every translation. Nothing is guessed as fuzzy."""
    wanted = messages_in_sources(PROJECT_DIR)
    for language in PLURAL_FORMS:
        path = catalogue(language)
        known = {_key(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
        written = polib.POFile(wrapwidth=100)
        written.metadata = _metadata(language)
        written.extend(_entry(message, known.get(message.key), language) for message in wanted)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or _content(polib.pofile(str(path))) != _content(written):
            written.save(str(path))
        missing = sum(not _is_translated(entry) for entry in written)
        print(f"{path.relative_to(PROJECT_DIR)}: {len(written)} messages, {missing} to translate")
    return 0


def check_all() -> int:
    """Complete, nothing fuzzy, right plural forms, same placeholders, in step with the source."""
    wanted = {message.key: message for message in messages_in_sources(PROJECT_DIR)}
    problems = []
    for language in PLURAL_FORMS:
        path = catalogue(language)
        if not path.exists():
            problems.append(f"{language}: no catalogue; run `make messages`")
            continue
        problems += [f"{path.relative_to(PROJECT_DIR)}: {text}" for text in _problems(path, language, wanted)]
    for problem in problems[:40]:
        print(problem)
    if len(problems) > 40:
        print(f"... and {len(problems) - 40} more")
    return 1 if problems else 0


def _problems(path: Path, language: str, wanted: dict) -> list[str]:
    po = polib.pofile(str(path))
    known = {_key(entry): entry for entry in po if not entry.obsolete}
    found = [f"not in the catalogue: {key[1]!r}; run `make messages`" for key in wanted if key not in known]
    found += [f"no longer in the source: {key[1]!r}; run `make messages`" for key in known if key not in wanted]
    if po.metadata.get("Plural-Forms") != PLURAL_FORMS[language]:
        found.append(f"Plural-Forms must be: {PLURAL_FORMS[language]}")
    for key, entry in known.items():
        if key in wanted:
            found += [f"{text}: {entry.msgid!r}" for text in _faults(entry, wanted[key], language)]
    return found


def _faults(entry: polib.POEntry, message: Message, language: str) -> list[str]:
    if entry.fuzzy:
        return ["fuzzy"]
    if (entry.msgid_plural or None) != message.plural:
        return ["another plural in the source"]
    forms = _forms(entry)
    if len(forms) != (_number_of_forms(language) if message.plural else 1) or not all(forms):
        return ["not translated"]
    offered = set(PLACEHOLDER.findall(f"{entry.msgid} {entry.msgid_plural}"))
    used = [set(PLACEHOLDER.findall(form)) for form in forms]
    if message.plural and offered & {"%d", "%s"}:
        return ["a placeholder needs a name, since forms for none, one and two may leave it out"]
    # Those forms may say the number as a word.
    if any(placeholders - offered for placeholders in used) or (not message.plural and used[0] != offered):
        return ["other placeholders than the source"]
    if any(form.startswith("\n") != entry.msgid.startswith("\n") for form in forms):
        return ["line break at the beginning differs"]
    return []


def _entry(message: Message, known: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context,
        msgid=message.text,
        msgid_plural=message.plural or "",
        occurrences=[(path, "") for path in message.paths],
        flags=["python-format"] if re.search(r"%\(\w+\)|%[sd]", f"{message.text} {message.plural or ''}") else [],
        tcomment=known.tcomment if known else "",
    )
    old = _forms(known) if known else []
    if not message.plural:
        entry.msgstr = old[0] if old else ""
        return entry
    # A message that has just become plural keeps its text in no form: one form does not serve them all.
    count = _number_of_forms(language)
    entry.msgstr_plural = dict(enumerate(old if len(old) == count else [""] * count))
    return entry


def _forms(entry: polib.POEntry) -> list[str]:
    if entry.msgid_plural:
        return [text for _index, text in sorted(entry.msgstr_plural.items())]
    return [entry.msgstr]


def _is_translated(entry: polib.POEntry) -> bool:
    return all(_forms(entry)) and not entry.fuzzy


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return (entry.msgctxt, entry.msgid)


def _content(po: polib.POFile) -> list[str]:
    """Everything but the header, whose date would make each update a change."""
    return [str(entry) for entry in po]


def _number_of_forms(language: str) -> int:
    return int(PLURAL_FORMS[language].removeprefix("nplurals=").partition(";")[0])


def _metadata(language: str) -> dict[str, str]:
    return {
        "Project-Id-Version": "university-alliances-portal",
        "PO-Revision-Date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000"),
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }


if __name__ == "__main__":
    commands = {"compile": compile_all, "update": update_all, "check": check_all}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands)
    sys.exit(commands[parser.parse_args().command]())
