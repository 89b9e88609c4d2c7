"""The scope rules: each predicate against its queryset twin, in a world with every role, state and subject."""

import itertools

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from core import scope
from core.choices import AUTHOR_MAY_EDIT
from tests import factories
from tests.world import ROLES, STATES, SUBJECTS, everything

OUR_APPS = ["core", "members", "alliances", "governance", "research", "news"]
QUESTIONS = {
    "view": (scope.visible, scope.can_view),
    "manage": (scope.manageable, scope.can_manage),
    "edit": (scope.editable, scope.can_edit),
}
OUR_MODELS = [model for app in OUR_APPS for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_rule(model):
    assert model in scope.registered_models()


def test_world_holds_records_of_every_model(world, db):
    assert [model for model in OUR_MODELS if not everything(model)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("model", scope.registered_models(), ids=lambda model: model.__name__)
def test_predicate_and_queryset_say_the_same(world, model, question):
    find, ask = QUESTIONS[question]
    records = everything(model)
    for role in ROLES:
        user = world.user(role)

        found = list(find(model._base_manager.order_by("pk"), user))

        assert [str(record) for record in found] == [str(record) for record in records if ask(user, record)], role
        assert len(found) == len(set(found)), f"{role} gets rows twice"


@pytest.mark.django_db
@pytest.mark.parametrize("model", scope.registered_models(), ids=lambda model: model.__name__)
def test_whoever_edits_may_look_and_the_disabled_are_as_strangers(world, model):
    rows = model._base_manager.all()
    for role in ROLES:
        user = world.user(role)
        assert set(scope.editable(rows, user)) <= set(scope.visible(rows, user)) | set(scope.manageable(rows, user))
    for find, _ask in QUESTIONS.values():
        to_strangers = set(find(rows, AnonymousUser()))
        for role in ("disabled secretariat of A", "disabled representative of X", "disabled superuser"):
            assert set(find(rows, world.user(role))) == to_strangers
        assert set(find(rows, world.user("former representative of X"))) == to_strangers
        assert set(find(rows, world.user("superuser"))) == set(rows)


@pytest.mark.django_db
@pytest.mark.parametrize(("subject", "state"), list(itertools.product(SUBJECTS, STATES)))
def test_who_sees_a_story_in_which_state(world, subject, state):
    """Not derived from the rules: the table of the portal for one kind of content, written out."""
    story = world.records["news.newsitem"][f"{subject} {state}"]
    answers_for = {
        "A": {"secretariat of A"},
        "B": {"secretariat of B", "secretariat of B, representative of X"},
        "X": {"secretariat of A"},
        "Z": {"secretariat of B", "secretariat of B, representative of X"},
    }[subject[0]]
    posts_for = {
        "X": {"representative of X", "contributor of X", "secretariat of B, representative of X"},
        "Z": {"representative of Z"},
    }.get(subject[-1], set())
    with_author = state in AUTHOR_MAY_EDIT

    viewers = {role for role in ROLES if scope.can_view(world.user(role), story)}
    editors = {role for role in ROLES if scope.can_edit(world.user(role), story)}
    managers = {role for role in ROLES if scope.can_manage(world.user(role), story)}

    assert viewers == (set(ROLES) if state == "published" else answers_for | posts_for | {"superuser"})
    assert editors == answers_for | {"superuser"} | (posts_for if with_author else set())
    assert managers == answers_for | {"superuser"}


@pytest.mark.django_db
def test_documents_are_read_by_their_circle(world):
    """The council of A is X alone; Y is a member of A; Z of B."""
    circles = {
        "public": set(ROLES),
        "members": {
            "representative of X",
            "representative of Y",
            "contributor of X",
            "secretariat of A",
            "secretariat of B, representative of X",
            "superuser",
        },
        "council": {
            "representative of X",
            "contributor of X",
            "secretariat of A",
            "secretariat of B, representative of X",
            "superuser",
        },
    }
    for visibility, circle in circles.items():
        document = world.records["alliances.document"][f"A {visibility} published"]

        assert {role for role in ROLES if scope.can_view(world.user(role), document)} == circle


@pytest.mark.django_db
def test_secretariat_of_b_manages_nothing_of_a(world):
    """Shared published records aside, no row that names alliance A is in the admin of B."""
    user = world.user("secretariat of B")
    paths = {
        "alliance": world.a.pk,
        "body__alliance": world.a.pk,
        "meeting__body__alliance": world.a.pk,
        "proposal__alliance": world.a.pk,
        "boilerplate__alliance": world.a.pk,
        "news_item__alliance": world.a.pk,
        "event__alliance": world.a.pk,
        "project__alliance": world.a.pk,
        "contradiction__alliance": world.a.pk,
    }
    asked = 0
    for model in scope.registered_models():
        for path, pk in paths.items():
            if path.split("__")[0] in {field.name for field in model._meta.fields if field.is_relation}:
                asked += 1
                assert not scope.manageable(model._base_manager.filter(**{path: pk}), user).exists(), model
    assert asked > 20


@pytest.mark.django_db
def test_who_may_add_what(world):
    users = {role: world.user(role) for role in ROLES}
    adders = {model.__name__: {role for role in ROLES if scope.can_add(users[role], model)} for model in OUR_MODELS}
    secretariats = {
        "secretariat of A",
        "secretariat of B",
        "secretariat of B, representative of X",
    }
    nobody_else = {"superuser"}

    closed = {
        "Area",
        "Alliance",
        "AuditEntry",
        "Autosave",
        "Change",
        "ImportBatch",
        "OutboxMessage",
        "PreviewLink",
        "ProposedChange",
        "ReadCount",
        "ReviewAssignment",
        "ReviewComment",
        "SlugRedirect",
        "UnreadItem",
        "WithdrawnId",
        "User",
        "Secretariat",
    }
    for name, roles in adders.items():
        expected = nobody_else if name in closed else secretariats | nobody_else
        if name == "Picture":
            expected = expected | {"staff without secretariat"}
        assert roles == expected, name


KINDS = ("institutions", "alliances", "member_alliances", "council_alliances")


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "queries"), [("secretariat of A", 2), ("representative of X", 3), ("superuser", 0)])
def test_facts_are_read_once_and_only_those_that_matter(world, role, queries, django_assert_num_queries):
    user = world.user(role)
    with django_assert_num_queries(queries):
        read = [scope.facts_for(user).of(kind) for kind in KINDS]
    with django_assert_num_queries(0):
        assert [scope.facts_for(user).of(kind) for kind in KINDS] == read
        assert scope.facts_for(user).of("a kind that nobody provides") == frozenset()


@pytest.mark.django_db
def test_a_provider_is_asked_when_a_rule_needs_it(world, django_assert_num_queries):
    user = world.user("secretariat of B, representative of X")
    with django_assert_num_queries(0):
        facts = scope.facts_for(user)
    with django_assert_num_queries(1):
        assert facts.of("alliances") == {world.b.pk}
    with django_assert_num_queries(1):
        assert facts.of("institutions") == {world.x.pk}


@pytest.mark.django_db
def test_work_as_staff_leaves_aside_what_the_person_represents(world, django_assert_num_queries):
    """Of a story of X a secretary of B who represents X is the author, not the editor."""
    user = world.user("secretariat of B, representative of X")
    own, edited = world.records["news.newsitem"]["A X draft"], world.records["news.newsitem"]["B draft"]

    with django_assert_num_queries(1):
        answers = [scope.can_edit_as_staff(user, story) for story in (own, edited)]

    assert answers == [False, True]
    assert scope.can_edit(user, own)
    assert own not in scope.editable_as_staff(type(own).objects.all(), user)
    assert edited in scope.editable_as_staff(type(own).objects.all(), user)


@pytest.mark.django_db
def test_work_as_staff_gives_the_same_rows_one_by_one_and_together(world):
    for role in ROLES:
        user = world.user(role)
        for model in OUR_MODELS:
            rows = model._base_manager.all()
            together = set(scope.editable_as_staff(rows, user).values_list("pk", flat=True))
            assert together == {row.pk for row in rows if scope.can_edit_as_staff(user, row)}, (role, model)


@pytest.mark.django_db
@pytest.mark.parametrize("question", ["manage_q", "edit_q"])
@pytest.mark.parametrize("model", scope.registered_models(), ids=lambda model: model.__name__)
def test_could_says_whether_the_condition_may_hold(world, model, question):
    for role in ROLES:
        user = world.user(role)
        facts = scope.facts_for(user)
        condition = getattr(scope.rule_for(model), question)(facts)
        expected = facts.is_superuser or (facts.is_staff and not scope.is_nothing(condition))

        assert scope.could(world.user(role), model, question) is expected, role


@pytest.mark.django_db
def test_appointment_that_ends_takes_effect_at_the_next_request(world):
    user = factories.RepresentativeUserFactory(institution=world.x)
    story = world.records["news.newsitem"]["X draft"]
    assert scope.can_edit(user, story)

    user.representations.update(until=user.representations.get().since.replace(year=2020), since="2019-01-01T00:00Z")

    assert not scope.can_edit(type(user).objects.get(pk=user.pk), story)
