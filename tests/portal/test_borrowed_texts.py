"""Models of packages are named in the reader's language, in the admin as anywhere."""

import pytest
from django.apps import apps
from django.utils import translation
from django_countries import countries

from portal.borrowed_texts import NAMES


@pytest.mark.parametrize("language", ["zh-hans", "ru", "ar"])
@pytest.mark.parametrize("label", NAMES)
def test_models_of_packages_are_named_in_each_language(label, language):
    options = apps.get_model(label)._meta
    with translation.override("en"):
        english = {str(options.verbose_name), str(options.verbose_name_plural)}
    with translation.override(language):
        names = {str(options.verbose_name), str(options.verbose_name_plural)}

    assert not english & names


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("zh-hans", "TJ", "塔吉克斯坦"),
        ("zh-hans", "KG", "吉尔吉斯斯坦"),
        ("zh-hans", "NP", "尼泊尔"),
        ("zh-hans", "MK", "北马其顿"),
        ("zh-hans", "BA", "波斯尼亚和黑塞哥维那"),
        ("ar", "TJ", "طاجيكستان"),
    ],
)
def test_countries_are_spelt_as_their_neighbours_spell_them(language, code, name):
    with translation.override(language):
        assert countries.name(code) == name
