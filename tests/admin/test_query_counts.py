"""Each list of the admin asks the same number of queries for one row and for three."""

import pytest
from django.contrib import admin

from tests import factories
from tests.admin.conftest import admin_url
from tests.query_counts import ADMIN_LISTS, OUR_APPS


def factory_of(model):
    for name, factory in vars(factories).items():
        meta = getattr(factory, "_meta", None)
        if isinstance(factory, type) and meta and meta.model is model and not meta.abstract and "Draft" not in name:
            return factory
    raise LookupError(model)


OWN_MODELS = [model for model in admin.site._registry if model._meta.app_label in OUR_APPS]
# How a factory is told that its record is our alliance's, or at an institution in it, where `alliance` does not say it.
OUR_ALLIANCE = {
    "alliances.ContradictionSide": "contradiction__alliance",
    "core.PreviewLink": "item__alliance",
    "core.ProposedChange": "target__alliance",
    "core.ReadCount": "item__alliance",
    "core.ReviewAssignment": "item__alliance",
    "core.ReviewComment": "item__alliance",
    "core.UnreadItem": "item__alliance",
    "alliances.EventHost": "event__alliance",
    "governance.AgendaItem": "meeting__body__alliance",
    "governance.Attendance": "meeting__body__alliance",
    "governance.BodyAlias": "body__alliance",
    "governance.Meeting": "body__alliance",
    "governance.ProposalPart": "proposal__alliance",
    "governance.ProposalParty": "proposal__alliance",
    "governance.Seat": "body__alliance",
    "governance.Tenure": "seat__body__alliance",
    "news.BoilerplateVersion": "boilerplate__alliance",
    "news.NewsMention": "news_item__alliance",
    "research.OpportunityPartner": "opportunity__alliance",
    "research.ProjectPartner": "project__alliance",
}
OUR_MEMBER = {
    "members.Office": "institution",
    "members.Appointment": "office__institution",
    "members.Invitation": "institution",
    "members.Representative": "institution",
}


@pytest.fixture
def member(ours):
    return factories.MembershipFactory(alliance=ours).institution


@pytest.fixture
def make_managed(ours, member, secretary):
    """Call it with a model: it makes one more record that our secretariat manages."""

    def make(model):
        label, fields = model._meta.label, {}
        if label == "alliances.Alliance":
            return factories.SecretariatFactory(user=secretary).alliance
        if label == "core.Picture":
            fields = {"owner": factories.NewsItemFactory(alliance=ours)}
        elif label == "core.ImportBatch":
            fields = {"created_by": secretary}
        elif label == "core.ImportRow":
            fields = {"batch__alliance_id": ours.pk}
        elif label in {"core.AuditEntry", "core.OutboxMessage"}:
            fields = {"alliance_ids": f" {ours.pk} "}
        elif label in OUR_MEMBER:
            fields = {OUR_MEMBER[label]: member}
        elif label in OUR_ALLIANCE or any(field.name == "alliance" for field in model._meta.fields):
            fields = {OUR_ALLIANCE.get(label, "alliance"): ours}
        return factory_of(model)(**fields)

    return make


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_list_query_count(superuser, model, rows, django_assert_num_queries):
    for _number in range(rows):
        factory_of(model)()

    with django_assert_num_queries(ADMIN_LISTS[model._meta.label][0]):
        page = superuser.get(admin_url(model, "changelist"))

    assert page.context["cl"].result_count >= rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_list_query_count_of_a_secretariat(secretariat, make_managed, model, rows, django_assert_num_queries):
    queries = ADMIN_LISTS[model._meta.label][1]
    if queries is None:
        assert secretariat.get(admin_url(model, "changelist")).status_code == 403
        return
    for _number in range(rows):
        make_managed(model)

    with django_assert_num_queries(queries):
        page = secretariat.get(admin_url(model, "changelist"))

    assert page.context["cl"].result_count >= rows


def test_no_list_takes_more_than_eight_queries():
    assert max(number for numbers in ADMIN_LISTS.values() for number in numbers if number) == 8
