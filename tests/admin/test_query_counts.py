"""Each list of the admin asks the same number of queries for one row and for three."""

import pytest
from django.contrib import admin

from tests import factories
from tests.admin.conftest import admin_url

OWN_APPS = {"core", "members", "alliances", "governance", "research", "news"}
# Session, account, count and rows make four; each filter by a relation adds one, a date hierarchy two.
QUERIES = {
    "alliances.AllianceAlias": 5,
    "alliances.Contradiction": 5,
    "alliances.Document": 7,
    "alliances.Event": 7,
    "alliances.Membership": 7,
    "alliances.Milestone": 7,
    "alliances.Secretariat": 5,
    "alliances.Statement": 7,
    "core.Area": 5,
    "core.AuditEntry": 8,
    "core.Picture": 5,
    "core.SlugRedirect": 5,
    "core.WithdrawnId": 5,
    "governance.Body": 5,
    "governance.Meeting": 7,
    "governance.Proposal": 7,
    "governance.Seat": 5,
    "governance.Tenure": 7,
    "members.Appointment": 6,
    "members.Representative": 7,
    "members.User": 5,
    "news.Boilerplate": 5,
    "news.BoilerplateVersion": 5,
    "news.NewsItem": 7,
    "research.Group": 6,
    "research.Opportunity": 7,
    "research.Project": 8,
}


def factory_of(model):
    for name, factory in vars(factories).items():
        meta = getattr(factory, "_meta", None)
        if isinstance(factory, type) and meta and meta.model is model and not meta.abstract and "Draft" not in name:
            return factory
    raise LookupError(model)


OWN_MODELS = [model for model in admin.site._registry if model._meta.app_label in OWN_APPS]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_list_query_count(superuser, model, rows, django_assert_num_queries):
    for _number in range(rows):
        factory_of(model)()
    superuser.get(admin_url(model, "changelist"))  # content types are read once for the process

    with django_assert_num_queries(QUERIES.get(model._meta.label, 4)):
        superuser.get(admin_url(model, "changelist"))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("factory", "queries"),
    [(factories.EventFactory, 11), (factories.MembershipFactory, 11), (factories.DraftNewsItemFactory, 11)],
)
def test_list_query_count_of_a_secretariat(secretariat, ours, factory, queries, rows, django_assert_num_queries):
    for _number in range(rows):
        factory(alliance=ours)
    secretariat.get(admin_url(factory._meta.model, "changelist"))

    with django_assert_num_queries(queries):
        secretariat.get(admin_url(factory._meta.model, "changelist"))
