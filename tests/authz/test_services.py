"""Services refuse by themselves who may not do it, before anything is written, whatever page or command calls them."""

import re
from dataclasses import dataclass
from functools import cached_property

import pytest
from django.db import connection
from django.http import QueryDict

from alliances.services import parts
from core.editing import Editor, kinds
from core.errors import DomainError, IllegalMove, NotYours
from core.history.states import state_now
from core.services import keeping, preview_links, proposing, publishing, restoring, reviewing, tagging, writing
from members.services import inviting, representing
from news.services import taking_over
from tests import factories
from tests.workspace.test_writing import as_sent

pytestmark = pytest.mark.django_db
WRITES = re.compile(r"(?:INSERT|UPDATE|DELETE) ")


@dataclass
class Place:
    """A story of an institution in an alliance, in a state; those whose it is, and those whose it is not."""

    state: str = "draft"

    @cached_property
    def membership(self):
        return factories.MembershipFactory()

    @cached_property
    def author(self):
        return factories.RepresentativeUserFactory(institution=self.membership.institution)

    @cached_property
    def secretary(self):
        return factories.SecretariatUserFactory(alliance=self.membership.alliance)

    @cached_property
    def item(self):
        """Known by the alliance alone as a place, so that what is asked of it goes to the database anew."""
        places = {"institution": self.membership.institution, "alliance": self.membership.alliance}
        return factories.NewsItemFactory(**places, state=self.state, title_en="As it was")

    def editor(self, **given):
        editor = Editor(kinds()["news"], self.author, self.item)
        data = QueryDict(mutable=True)
        for name, value in (as_sent(editor, "", "") | given).items():
            data.setlist(name, value if isinstance(value, list) else [value])
        editor = Editor(kinds()["news"], self.author, self.item, data, {})
        assert editor.is_valid()
        return editor

    @cached_property
    def change(self):
        return factories.ProposedChangeFactory(
            target=self.item, institution_id=self.membership.institution_id, proposed_by=self.author
        )

    @cached_property
    def own_post(self):
        return self.author.representations.get()

    @cached_property
    def colleague(self):
        return factories.RepresentativeFactory(institution=self.membership.institution)

    @cached_property
    def part(self):
        return factories.ProjectPartnerFactory(institution=self.membership.institution)

    @cached_property
    def invitation(self):
        return factories.InvitationFactory(institution=self.membership.institution)

    def stranger(self, who):
        """Somebody of another institution in the same alliance, or of the secretariat of another alliance."""
        if who == "representative":
            other = factories.MembershipFactory(alliance=self.membership.alliance)
            return factories.RepresentativeUserFactory(institution=other.institution)
        return factories.SecretariatUserFactory()


def keep(place, by):
    row = factories.AutosaveFactory(person=place.author, object_id=place.item.pk)
    return lambda: keeping.keep_text(by, row.pk, kind="news", object_id=place.item.pk, content={})


def prepared(make, deed):
    """A deed at something that is made before."""

    def case(place, by):
        made = make(place)
        return lambda: deed(made, by)

    return case


def item_deed(deed):
    return prepared(lambda place: place.item, deed)


def change_deed(deed):
    return prepared(lambda place: place.change, deed)


def unread(place):
    return factories.UnreadItemFactory(item=place.item).item


def with_its_state(place):
    return place.item, state_now(place.item)


def invite(place, by):
    institution = place.membership.institution
    return inviting.invite(institution, "new@x.example", role="contributor", language="en", by=by)


def restore(given, by):
    item, state = given
    return restoring.restore_version(item, state, keys=["title"], parts=[], by=by)


CASES = {
    "save": (
        "draft",
        prepared(lambda place: place.editor(title_en="New"), lambda e, by: writing.save_written(e, by=by)),
    ),
    "copy": ("draft", prepared(lambda place: place.editor(), lambda e, by: writing.copy_written(e, by=by))),
    "delete": ("draft", item_deed(lambda item, by: writing.delete_written(item, by=by))),
    "tag": ("draft", prepared(lambda p: (p.item, factories.AreaFactory()), lambda g, by: tagging.tag(*g, by=by))),
    "restore": ("draft", prepared(with_its_state, restore)),
    "make a preview link": ("draft", item_deed(lambda item, by: preview_links.make_preview_link(item, by=by))),
    "revoke a preview link": (
        "draft",
        prepared(
            lambda place: factories.PreviewLinkFactory(item=place.item),
            lambda link, by: preview_links.revoke_preview_link(link, by=by),
        ),
    ),
    "keep a text": ("draft", keep),
    "submit": ("draft", item_deed(lambda item, by: publishing.move(item, "submitted", by=by))),
    "publish": ("submitted", item_deed(lambda item, by: publishing.move(item, "published", by=by))),
    "comment": ("submitted", item_deed(lambda item, by: reviewing.comment(item, "A word", by=by))),
    "assign": (
        "submitted",
        prepared(lambda p: (p.item, p.secretary), lambda given, by: reviewing.assign(*given, by=by)),
    ),
    "take over": ("submitted", item_deed(lambda item, by: taking_over.take_over(item, by=by))),
    "tick off": ("published", prepared(unread, lambda item, by: reviewing.mark_read(item, by=by))),
    "propose a change": (
        "published",
        prepared(lambda place: place.editor(), lambda e, by: proposing.propose_change(e, content={}, base={}, by=by)),
    ),
    "approve a change": ("published", change_deed(lambda change, by: proposing.approve_change(change, by=by))),
    "return a change": ("published", change_deed(lambda change, by: proposing.return_change(change, by=by, note="?"))),
    "take a change back": ("published", change_deed(lambda change, by: proposing.withdraw_change(change, by=by))),
    # Of two, so that neither is the last one.
    "end an appointment": (
        "draft",
        prepared(lambda p: (p.own_post, p.colleague), lambda posts, by: representing.end(posts[0], by=by)),
    ),
    "hand over": (
        "draft",
        prepared(
            lambda place: (place.own_post, place.colleague),
            lambda given, by: representing.hand_over(given[0], to=given[1], by=by),
        ),
    ),
    "invite": ("draft", prepared(lambda place: (place, place.membership), lambda given, by: invite(given[0], by))),
    "send an invitation anew": ("draft", prepared(lambda p: p.invitation, lambda i, by: inviting.resend(i, by=by))),
    "revoke an invitation": ("draft", prepared(lambda p: p.invitation, lambda i, by: inviting.revoke(i, by=by))),
    "confirm a part": ("draft", prepared(lambda place: place.part, lambda part, by: parts.confirm(part, by=by))),
    "decline a part": (
        "draft",
        prepared(lambda place: place.part, lambda part, by: parts.decline(part, by=by, reason="No")),
    ),
}


@pytest.mark.parametrize("who", ["representative", "secretariat"])
@pytest.mark.parametrize("name", CASES)
def test_service_refuses_whose_it_is_not_before_it_writes(name, who):
    state, case = CASES[name]
    place = Place(state)
    deed = case(place, place.stranger(who))
    written = []

    def watch(execute, sql, params, many, context):
        written.extend(WRITES.findall(sql.split("(")[0]) if not sql.startswith("SELECT") else [])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), pytest.raises(DomainError) as refused:
        deed()

    assert written == []
    assert str(refused.value)


def test_review_is_given_to_nobody_outside_the_secretariat():
    place = Place("submitted")

    with pytest.raises(NotYours):
        reviewing.assign(place.item, place.stranger("secretariat"), by=place.secretary)


def test_author_does_not_publish_and_the_secretariat_of_a_story_does():
    place = Place("submitted")

    with pytest.raises(IllegalMove):
        publishing.move(place.item, "published", by=place.author)
    assert publishing.move(place.item, "published", by=place.secretary).state == "published"
