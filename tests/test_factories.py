"""Every model of ours has a factory, and what a factory makes is valid."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from core.models import Publishable
from tests import factories

OUR_APPS = ["core", "members", "alliances", "governance", "research", "news"]
FACTORIES = [
    found
    for found in vars(factories).values()
    if isinstance(found, type) and issubclass(found, DjangoModelFactory) and found._meta.model
]


def test_every_model_has_a_factory():
    models = {model for app in OUR_APPS for model in apps.get_app_config(app).get_models()}

    assert models - {found._meta.model for found in FACTORIES} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("made_by", FACTORIES, ids=lambda found: found.__name__)
def test_factory_makes_a_valid_record(made_by):
    record = made_by()

    record.full_clean()
    if isinstance(record, Publishable):
        assert record.is_published is not made_by.__name__.startswith("Draft")
