"""Finds the texts for translation in Python and templates, with Python's and Django's own parsers."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

# What the arguments of each function are; a text may have a context and a plural.
FUNCTIONS = {
    "gettext": ["text"],
    "gettext_lazy": ["text"],
    "gettext_noop": ["text"],
    "ngettext": ["text", "plural"],
    "ngettext_lazy": ["text", "plural"],
    "pgettext": ["context", "text"],
    "pgettext_lazy": ["context", "text"],
    "npgettext": ["context", "text", "plural"],
    "npgettext_lazy": ["context", "text", "plural"],
}
LEFT_OUT = {"tests", "bench", "tools", "docs", "deploy", "var", "migrations", "node_modules", "__pycache__"}
_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)


@dataclass
class Message:
    context: str | None
    text: str
    plural: str | None = None
    paths: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.text)


def messages_in_sources(root: Path) -> list[Message]:
    """Each text once, in the order of the files; used with and without a plural, it is one message with plural."""
    found: dict[tuple[str | None, str], Message] = {}
    for path in _files(root):
        source = path.read_text(encoding="utf-8")
        place = path.relative_to(root).as_posix()
        reader = _in_python if path.suffix == ".py" else _in_template
        for context, text, plural in reader(source, place):
            message = found.setdefault((context, text), Message(context, text))
            message.plural = message.plural or plural
            if place not in message.paths:
                message.paths.append(place)
    return list(found.values())


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.suffix not in {".py", ".html", ".txt"} or any(part.startswith(".") for part in parts):
            continue
        if LEFT_OUT.isdisjoint(parts) and (path.suffix == ".py" or "templates" in parts):
            yield path


def _in_python(source: str, place: str) -> Iterator[tuple[str | None, str, str | None]]:
    tree = ast.parse(source, place)
    names = {**{name: name for name in FUNCTIONS}, **_aliases(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        kinds = FUNCTIONS.get(names.get(called or "", ""), [])
        constants = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        values = [value for value in constants if isinstance(value, str)][: len(kinds)]
        if kinds and len(values) == len(kinds):
            yield _message(kinds, values)


def _aliases(tree: ast.AST) -> dict[str, str]:
    """Names under which a module imports the functions, such as `gettext_lazy as _`."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }


def _in_template(source: str, place: str) -> Iterator[tuple[str | None, str, str | None]]:
    for match in _CALL.finditer(templatize(source, origin=place)):
        kinds = FUNCTIONS["gettext" if match[1] == "_" else match[1]]
        values = [ast.literal_eval(literal) for literal in re.findall(_LITERAL, match[2], re.DOTALL)]
        if len(values) >= len(kinds):
            yield _message(kinds, values)


def _message(kinds: list[str], values: list[str]) -> tuple[str | None, str, str | None]:
    given = dict(zip(kinds, values, strict=False))
    return given.get("context"), given["text"], given.get("plural")
