"""Tests about the house: imports point down, records have names, lists are searched and counted, files stay short."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import URLPattern, get_resolver
from django.views.generic import ListView

from core.deeds import VERBS, Deed
from core.messages import SUMMARY, kinds
from portal.api_router import ENDPOINTS
from tests.query_counts import ADMIN_LISTS, API_LISTS, PAGE_LISTS, WORKSPACE_LISTS

ROOT = Path(__file__).resolve().parents[1]
ORDER = ["core", "members", "alliances", "governance", "research", "news", "workspace", "portal"]
OUR_APPS = [name for name in ORDER if (ROOT / name).is_dir()]
SOURCES = [path for name in OUR_APPS for path in sorted((ROOT / name).rglob("*.py")) if "migrations" not in path.parts]
OUR_MODELS = [model for name in OUR_APPS for model in apps.get_app_config(name).get_models()]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SENTENCES = re.compile(
    r"{%\s*blocktrans.*?{%\s*endblocktrans\w*\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<code.*?</code>", re.DOTALL
)
STYLES = "messages/style.html"
MOST_LINES, MOST_FUNCTION_LINES = 400, 60


def name_of(path):
    return str(path.relative_to(ROOT))


def tree_of(path):
    return ast.parse(path.read_text())


def imports_of(path):
    """Names of the packages that a file imports, inline imports included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_are_absolute_and_point_down(path):
    own = ORDER.index(path.relative_to(ROOT).parts[0])

    for name in imports_of(path):
        assert not name.startswith("."), f"{name} is relative"
        package = name.split(".")[0]
        settings_of_portal = name.startswith("portal.settings")
        assert package not in ORDER or ORDER.index(package) <= own or settings_of_portal, f"imports {name}, above it"
        assert package not in {"tests", "fixtures", "bench"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_file_and_functions_are_short(path):
    assert len(path.read_text().splitlines()) < MOST_LINES

    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < MOST_FUNCTION_LINES, node.name


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_one_writer_of_a_state(path):
    if name_of(path) == "core/services/publishing.py":
        return
    for node in ast.walk(tree_of(path)):
        targets = node.targets if isinstance(node, ast.Assign) else []
        assert not any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets), node.lineno


BULK_WRITES = {"update", "bulk_create", "bulk_update", "_raw_delete", "execute", "executemany"}
# They write or read what no page shows, or send the signals of saving themselves.
UNANNOUNCED = {
    "core/inserting.py",
    "core/triggers.py",
    "core/page_cache/log.py",
    "core/services/importing.py",
    "core/services/saving.py",
    "core/updating.py",
}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_writes_that_save_no_instance_are_announced(path):
    """Querysets of ours announce what they write; a plain manager and SQL by hand do not."""
    for function in ast.walk(tree_of(path)):
        if not isinstance(function, ast.FunctionDef) or name_of(path) in UNANNOUNCED:
            continue
        called = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        names = {node.func.attr for node in called if isinstance(node.func, ast.Attribute)}
        plain = [
            node
            for node in called
            if isinstance(node.func, ast.Attribute)
            and node.func.attr in BULK_WRITES
            and any(word in ast.unparse(node.func) for word in ("_base_manager", "cursor", "_raw_delete"))
        ]
        assert not plain or names & {"announce", "announce_all"}, function.name


@pytest.mark.parametrize("path", [path for path in SOURCES if "view" in path.stem], ids=name_of)
def test_views_start_from_what_the_person_may_see(path):
    assert ".objects.all()" not in path.read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_types_no_bracket(path):
    """Chinese has brackets of its own: `{% brackets %}`, or a sentence that is translated with them."""
    if not path.match(STYLES):
        assert not re.findall(r".*[()].*", SENTENCES.sub("", path.read_text()))


def test_every_deed_that_is_written_has_words():
    """Whoever reads the trail reads words, not keys of the source."""
    calls = [node for path in SOURCES for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    written = {
        keyword.value.value
        for call in calls
        for keyword in call.keywords
        if keyword.arg == "action" and isinstance(keyword.value, ast.Constant)
    }

    assert written - {"store_true"} <= set(Deed.values)
    assert set(VERBS) == set(Deed)


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
def test_model_says_what_it_is(model):
    owners = [klass for klass in model.__mro__ if "__str__" in vars(klass)]

    assert owners[0].__module__.split(".")[0] in OUR_APPS


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
def test_model_has_an_admin_that_can_be_searched(model):
    assert admin.site._registry[model].search_fields


def list_pages(patterns, namespace=""):
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from list_pages(pattern.url_patterns, inner)
        else:
            view = getattr(pattern.callback, "view_class", object)
            if issubclass(view, ListView) and view.__module__.split(".")[0] in OUR_APPS:
                yield f"{namespace}{pattern.name}"


def test_every_list_has_a_number_of_queries():
    """The numbers are asserted at one row and at three: tests/portal/test_page_lists, tests/api, tests/admin.

    Those of the workspace at 3 and at 300: tests/workspace.
    """
    changelists = {model._meta.label for model in admin.site._registry if model._meta.app_label in OUR_APPS}

    assert set(list_pages(get_resolver().url_patterns)) == {*PAGE_LISTS, *WORKSPACE_LISTS}
    assert set(ENDPOINTS) == set(API_LISTS)
    assert changelists == set(ADMIN_LISTS)


def test_the_guards_above_see_the_whole_house():
    assert len(SOURCES) > 100
    assert len(OUR_MODELS) > 30


@pytest.mark.parametrize("kind", kinds.values(), ids=lambda kind: kind.name)
def test_every_kind_of_message_has_a_topic_or_cannot_wait(kind):
    """Without one nobody could choose how often it comes; a summary is that choice itself."""
    assert kind.name == SUMMARY or (kind.topic is None) == kind.is_always_at_once
