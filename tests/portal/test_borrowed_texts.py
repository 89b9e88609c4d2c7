"""Models of packages are named in the reader's language, in the admin as anywhere."""

import pytest
from django.apps import apps
from django.utils import translation

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
