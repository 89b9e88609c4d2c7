"""How a record stands in each language: kept by every saving, asked of the record and of the database alike."""

import pytest
import reversion
from django.db.models import Q
from modeltranslation.settings import AVAILABLE_LANGUAGES
from reversion.models import Version

from core.choices import TextState as T
from core.history.states import states_of
from core.languages import best_text, has_text
from core.services.restoring import undelete
from core.services.saving import insert_many
from core.services.translating import Wishes, bring_back
from core.translating import MACHINE, standings, stands_q
from news.models import NewsItem
from tests.factories import AllianceFactory, AreaFactory, NewsItemFactory, SuperuserFactory

pytestmark = pytest.mark.django_db


def story(**texts):
    return NewsItemFactory(**{"title_en": "We met", "title_ru": "Мы встретились", **texts})


def saved(item, wishes=None, **texts):
    """Load the record anew, write into it, save it, and say how it stands."""
    item = NewsItem.objects.get(pk=item.pk)
    for column, text in texts.items():
        setattr(item, column, text)
    if wishes is not None:
        item.text_wishes = wishes
    item.save()
    return states(item)


def states(item):
    """Every state that differs from the usual one of this story, with what the database says of the same."""
    item = NewsItem.objects.get(pk=item.pk)
    found = {standing.code: standing.state for standing in standings(item)}
    for language in AVAILABLE_LANGUAGES:
        asked = [state for state in T if NewsItem.objects.filter(Q(pk=item.pk) & stands_q(NewsItem, language, state))]
        assert asked == [found[language]]
    return found["en"], found["ru"], found["ar"]


def test_new_translation_is_current_and_others_are_missing():
    assert states(story()) == (T.ORIGINAL, T.CURRENT, T.MISSING)


def test_change_of_the_original_makes_translations_stale():
    assert saved(story(), title_en="We met again") == (T.ORIGINAL, T.STALE, T.MISSING)


def test_text_that_the_original_gains_makes_translations_stale():
    assert saved(story(), lead_en="In short") == (T.ORIGINAL, T.STALE, T.MISSING)


def test_change_of_the_translation_makes_it_current():
    item = story()
    saved(item, title_en="We met again")

    assert saved(item, title_ru="Мы встретились снова") == (T.ORIGINAL, T.CURRENT, T.MISSING)


def test_translation_of_one_text_leaves_another_stale():
    item = story(lead_en="In short", lead_ru="Коротко")
    saved(item, title_en="We met again", lead_en="Shorter")

    assert saved(item, title_ru="Мы встретились снова") == (T.ORIGINAL, T.STALE, T.MISSING)
    assert saved(item, lead_ru="Короче") == (T.ORIGINAL, T.CURRENT, T.MISSING)


def test_original_that_reads_as_before_makes_translations_current():
    item = story()
    saved(item, title_en="We met again")

    assert saved(item, title_en="We met") == (T.ORIGINAL, T.CURRENT, T.MISSING)


def test_minor_change_keeps_what_is_current_and_nothing_else():
    item = story()

    assert saved(item, Wishes(is_minor=True), title_en="We met.")[1] == T.CURRENT
    assert saved(item, title_en="They met.")[1] == T.STALE
    assert saved(item, Wishes(is_minor=True), title_en="They met!")[1] == T.STALE


def test_translation_that_still_fits_becomes_current():
    item = story()
    saved(item, title_en="We met again")

    assert saved(item, Wishes(fitting=("ru",)))[1] == T.CURRENT


def test_other_markup_of_the_same_words_changes_nothing():
    item = story(body_en="<p>Two lines</p>", body_ru="<p>Две строки</p>")

    assert saved(item, body_en="<h2>Two</h2>\r\n<p>lines</p>")[1] == T.CURRENT
    assert saved(item, body_en='<p><a href="https://other.example/">Two lines</a></p>')[1] == T.STALE


def test_language_that_the_record_names_is_the_original():
    item = story(title_ar="التقينا", original_language="ar")

    assert states(item) == (T.CURRENT, T.CURRENT, T.ORIGINAL)
    assert saved(item, title_en="We met again") == (T.CURRENT, T.CURRENT, T.ORIGINAL)


def test_original_stays_the_language_that_was_first():
    area = AreaFactory(name_en="", name_ru="Химия")
    area.name_en = "Chemistry"
    area.save()

    found = {standing.code: standing.state for standing in standings(area)}

    assert (found["ru"], found["en"]) == (T.ORIGINAL, T.CURRENT)


def test_record_that_was_saved_before_there_were_marks_is_current_and_goes_stale():
    item = story()
    NewsItem.objects.filter(pk=item.pk).update(text_marks="", text_origins={})

    before = [standing.state for standing in standings(NewsItem.objects.get())]

    assert before == [T.ORIGINAL, T.MISSING, T.CURRENT, T.MISSING]
    assert saved(item, title_en="We met again") == (T.ORIGINAL, T.STALE, T.MISSING)


def test_text_that_is_not_ready_leaves_the_columns_and_comes_back():
    item = story(lead_ru="Коротко")

    assert saved(item, Wishes(unready=("ru",))) == (T.ORIGINAL, T.DRAFT, T.MISSING)
    hidden = NewsItem.objects.get(pk=item.pk)
    assert (hidden.title_ru or "", hidden.lead_ru or "", "встретились" in hidden.search_tokens) == ("", "", False)
    assert saved(item, title_en="We met again")[1] == T.DRAFT
    assert saved(item, Wishes(unready=()), title_ru="Мы встретились", lead_ru="Коротко")[1] == T.STALE
    assert "встретил" in NewsItem.objects.get(pk=item.pk).search_tokens


@pytest.mark.parametrize("language", AVAILABLE_LANGUAGES)
def test_text_is_there_where_readers_of_any_language_get_one(language):
    for told in AVAILABLE_LANGUAGES:
        item = NewsItem(**{f"title_{told.replace('-', '_')}": "We met"})

        assert (has_text(item, "title"), best_text(item, "title", language)) == (True, ("We met", told))
        assert (has_text(item, "body"), best_text(item, "body", language)) == (False, ("", ""))


def test_original_is_never_set_aside():
    item = NewsItemFactory(title_en="We met")

    assert saved(item, Wishes(unready=("en",))) == (T.ORIGINAL, T.MISSING, T.MISSING)
    assert NewsItem.objects.get().title_en == "We met"


def test_machine_is_marked_beside_the_state_and_goes_with_the_text():
    item = story()
    saved(item, Wishes(machine=("ru", "ar")))

    assert list(NewsItem.objects.filter(stands_q(NewsItem, "ru", MACHINE))) == [item]
    assert not NewsItem.objects.filter(stands_q(NewsItem, "ar", MACHINE)).exists()
    saved(item, title_ru="")
    assert not NewsItem.objects.filter(stands_q(NewsItem, "ru", MACHINE)).exists()


def test_many_records_at_once_are_kept_like_one():
    sample = NewsItemFactory.build(title_en="We met", title_ru="Мы встретились", alliance=AllianceFactory())

    insert_many([sample])

    assert saved(sample, title_en="We met again") == (T.ORIGINAL, T.STALE, T.MISSING)


def test_record_that_is_made_anew_has_its_texts_that_are_not_ready():
    item = story()
    person = SuperuserFactory()
    with reversion.create_revision():
        saved(item, Wishes(unready=("ru",)))
    version = Version.objects.get_for_object(item).get()
    held = states_of(NewsItem, item.pk, [version])[version.pk]
    NewsItem.objects.get().delete()

    undelete(NewsItem, item.pk, held, by=person)

    brought_back = NewsItem.objects.get()
    assert states(brought_back) == (T.ORIGINAL, T.DRAFT, T.MISSING)
    bring_back(brought_back)
    assert brought_back.title_ru == "Мы встретились"
