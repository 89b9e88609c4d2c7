import gettext

import catalogues
import polib
import pytest
from messages import messages_in_sources

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

TITLE = _("Title")
LONG = _("One sentence "
         "in two lines")
SEATS = ngettext("%(n)d seat", "%(n)d seats", 2)
MAY = pgettext("month", "May")
NOT_A_TEXT = other("Left alone")
"""
TEMPLATE = """
{% load i18n %}
{% translate "Title" %} {% translate "Close" as close %} {{ value|default:_("Nothing") }}
{% blocktranslate with name=item.name trimmed %}
  Edit {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=rows|length %}One row{% plural %}{{ n }} rows{% endblocktranslate %}
{% comment %}{% translate "Not shown" %}{% endcomment %}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "PROJECT_DIR", tmp_path)
    monkeypatch.setattr(catalogues, "PLURAL_FORMS", {"ru": catalogues.PLURAL_FORMS["ru"]})
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "models.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def translate(**texts):
    """Fills the catalogue with its own source texts, but for those given by message id."""
    po = polib.pofile(str(catalogues.catalogue("ru")))
    for entry in po:
        text = texts.get(entry.msgid, entry.msgid)
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, text)
        else:
            entry.msgstr = text
    po.save()


def test_texts_are_found_in_python_and_templates(project):
    found = {(message.context, message.text, message.plural) for message in messages_in_sources(project)}

    assert found == {
        (None, "Title", None),
        (None, "One sentence in two lines", None),
        (None, "%(n)d seat", "%(n)d seats"),
        ("month", "May", None),
        (None, "Close", None),
        (None, "Nothing", None),
        (None, "Edit %(name)s", None),
        (None, "One row", "%(n)s rows"),
    }


def test_update_keeps_translations_and_drops_what_is_gone(project):
    catalogues.update_all()
    translate(Title="Заголовок")
    (project / "templates" / "page.html").unlink()

    catalogues.update_all()

    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogues.catalogue("ru")))}
    assert known["Title"] == "Заголовок"
    assert "Close" not in known


def test_update_without_change_leaves_the_file_alone(project):
    catalogues.update_all()
    before = catalogues.catalogue("ru").stat().st_mtime_ns

    catalogues.update_all()

    assert catalogues.catalogue("ru").stat().st_mtime_ns == before


def test_complete_catalogue_passes(project):
    catalogues.update_all()
    translate()

    assert catalogues.check_all() == 0


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        ({"Title": ""}, "not translated"),
        ({"%(n)d seat": ""}, "not translated"),
        ({"Edit %(name)s": "Править"}, "other placeholders"),
        ({"%(n)d seat": "%(m)d мест"}, "other placeholders"),
    ],
)
def test_faulty_translation_is_named(project, capsys, texts, complaint):
    catalogues.update_all()
    translate(**texts)

    assert catalogues.check_all() == 1
    assert complaint in capsys.readouterr().out


def test_fuzzy_text_is_refused(project, capsys):
    catalogues.update_all()
    translate()
    po = polib.pofile(str(catalogues.catalogue("ru")))
    po[0].flags.append("fuzzy")
    po.save()

    assert catalogues.check_all() == 1
    assert "fuzzy" in capsys.readouterr().out


def test_new_text_in_the_source_is_missed_in_the_catalogue(project, capsys):
    catalogues.update_all()
    translate()
    (project / "app" / "forms.py").write_text('from django.utils.translation import gettext as _\n_("New")\n')

    assert catalogues.check_all() == 1
    assert "not in the catalogue: 'New'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "numbers", "forms"),
    [
        ("ar", [0, 1, 2, 3, 10, 11, 99, 100, 102, 103], [0, 1, 2, 3, 3, 4, 4, 5, 5, 3]),
        ("ru", [1, 2, 5, 11, 12, 21, 22, 111], [0, 1, 2, 2, 2, 0, 1, 2]),
        ("zh_Hans", [0, 1, 2], [0, 0, 0]),
    ],
)
def test_plural_forms_choose_as_the_language_does(language, numbers, forms):
    rule = catalogues.PLURAL_FORMS[language].partition("plural=")[2].rstrip(";")

    assert [gettext.c2py(rule)(number) for number in numbers] == forms


def test_compiled_catalogue_is_written_once(project):
    catalogues.update_all()
    translate(Title="Заголовок")

    catalogues.compile_all()
    compiled = catalogues.catalogue("ru").with_suffix(".mo")
    before = compiled.stat().st_mtime_ns
    catalogues.compile_all()

    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Title") == "Заголовок"
    assert compiled.stat().st_mtime_ns == before


def test_number_without_a_name_is_refused_in_a_plural(project, capsys):
    (project / "app" / "models.py").write_text('ngettext("%d row", "%d rows", 2)')
    catalogues.update_all()

    path = catalogues.catalogue("ru")
    po = polib.pofile(str(path))
    for entry in po:
        entry.msgstr = "" if entry.msgid_plural else entry.msgid
        entry.msgstr_plural = (
            dict.fromkeys(entry.msgstr_plural, "%d") if entry.msgid == "%d row" else entry.msgstr_plural
        )
    po.save()

    assert catalogues.check_all() == 1
    assert "a placeholder needs a name" in capsys.readouterr().out
