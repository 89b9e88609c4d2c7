"""Two people on one record: nothing is overwritten, nothing typed is lost, what clashes is chosen."""

import pytest
from django.core.files.storage import default_storage

from alliances.models import AllianceAlias, Event, EventHost, Membership
from core.dates import PartialDate
from core.models import Picture
from members.models import InstitutionAlias
from tests.admin.conftest import admin_url, form_data, png, signed_in
from tests.factories import (
    AreaFactory,
    DraftEventFactory,
    DraftSourceFactory,
    EventHostFactory,
    InstitutionFactory,
    MembershipFactory,
    NewsItemFactory,
    PictureFactory,
    SecretariatUserFactory,
    SourceFactory,
)


@pytest.fixture
def colleague(ours):
    return signed_in(SecretariatUserFactory(alliance=ours, email="colleague@aua.example", full_name="Li Na"))


@pytest.fixture
def event(ours):
    return DraftEventFactory(alliance=ours, title_en="Forum", place_en="Beijing", platform="")


def opened(client, obj):
    return client.get(admin_url(obj, "change"))


def save(client, obj, page, **changes):
    return client.post(admin_url(obj, "change"), form_data(page, **changes))


def value_of(response, name):
    return response.context["adminform"].form[name].value()


def clashes(response):
    return {clash["label"]: clash for clash in response.context["conflict"].clashes}


def words(segments, kind):
    return [segment.text for segment in segments if segment.kind == kind]


def test_second_of_two_sees_both_versions_and_nothing_is_overwritten(secretariat, colleague, event):
    page = opened(secretariat, event)
    save(colleague, event, opened(colleague, event), place_en="Shanghai")

    response = save(secretariat, event, page, place_en="Xi'an")

    event.refresh_from_db()
    (clash,) = response.context["conflict"].clashes
    assert (response.status_code, event.place_en) == (409, "Shanghai")
    assert clash["original"] == "Beijing"
    assert words(clash["theirs"], "added") == ["Shanghai"]
    assert words(clash["mine"], "added") == ["Xi'an"]
    assert value_of(response, "place_en") == "Xi'an"
    assert "Li Na" in response.content.decode()


@pytest.mark.parametrize(("choice", "place"), [("theirs", "Shanghai"), ("mine", "Lanzhou")])
def test_choice_is_saved_and_yours_may_be_edited(secretariat, colleague, event, choice, place):
    page = opened(secretariat, event)
    save(colleague, event, opened(colleague, event), place_en="Shanghai")
    page = save(secretariat, event, page, place_en="Xi'an", platform="Zoom")

    response = save(secretariat, event, page, **{"_take-place_en": choice, "place_en": "Lanzhou"})

    event.refresh_from_db()
    assert (response.status_code, event.place_en, event.platform) == (302, place, "Zoom")


def test_without_a_choice_the_form_comes_back(secretariat, colleague, event):
    page = opened(secretariat, event)
    save(colleague, event, opened(colleague, event), place_en="Shanghai")
    page = save(secretariat, event, page, place_en="Xi'an")

    response = save(secretariat, event, page)

    event.refresh_from_db()
    (clash,) = response.context["conflict"].clashes
    assert (response.status_code, event.place_en, clash["original"]) == (409, "Shanghai", "Beijing")


def test_what_only_one_changed_is_merged(secretariat, colleague, event):
    page = opened(secretariat, event)
    save(colleague, event, opened(colleague, event), place_en="Shanghai", starts="2021-06")

    response = save(secretariat, event, page, platform="Zoom")
    assert (response.status_code, response.context["conflict"].clashes) == (409, [])
    assert save(secretariat, event, response).status_code == 302

    event.refresh_from_db()
    assert (event.place_en, event.starts.text, event.platform) == ("Shanghai", "2021-06", "Zoom")


def test_third_change_during_the_choice_is_told_again(secretariat, colleague, event):
    page = opened(secretariat, event)
    save(colleague, event, opened(colleague, event), place_en="Shanghai")
    page = save(secretariat, event, page, place_en="Xi'an")
    save(colleague, event, opened(colleague, event), place_en="Almaty")

    response = save(secretariat, event, page, **{"_take-place_en": "mine"})

    event.refresh_from_db()
    (clash,) = response.context["conflict"].clashes
    assert (event.place_en, clash["original"], words(clash["theirs"], "added")) == ("Almaty", "Shanghai", ["Almaty"])


def test_several_choices_are_merged_one_by_one(secretariat, colleague, event):
    kept, dropped, theirs, mine = (AreaFactory() for _number in range(4))
    event.areas.set([kept, dropped])
    page = opened(secretariat, event)
    save(colleague, event, opened(colleague, event), areas=[kept.pk, dropped.pk, theirs.pk])

    response = save(secretariat, event, page, areas=[kept.pk, mine.pk])
    assert save(secretariat, event, response).status_code == 302

    assert set(event.areas.all()) == {kept, theirs, mine}


def test_form_that_does_not_say_its_version_is_held_against_the_stored_one(secretariat, event):
    data = form_data(opened(secretariat, event), place_en="Xi'an", **{"_made-from": "forged"})

    response = secretariat.post(admin_url(event, "change"), data)

    event.refresh_from_db()
    assert (response.status_code, event.place_en) == (409, "Beijing")
    assert list(clashes(response)) == ["Place [English]"]


def test_version_of_another_record_does_not_count(secretariat, event, ours):
    other = DraftEventFactory(alliance=ours)
    foreign = opened(secretariat, other).context["made_from"]

    response = save(secretariat, event, opened(secretariat, event), place_en="Xi'an", **{"_made-from": foreign})

    assert response.status_code == 409


def test_move_meanwhile_is_told(secretariat, colleague, event):
    page = opened(secretariat, event)
    colleague.post(admin_url(event, "move", "published"))

    response = save(secretariat, event, page, place_en="Xi'an")
    assert response.status_code == 409
    assert "from “Draft” to “Published”" in response.content.decode()
    assert save(secretariat, event, response).status_code == 302

    event.refresh_from_db()
    assert (event.state, event.place_en) == ("published", "Xi'an")


def test_deleted_meanwhile_shows_what_was_typed(secretariat, colleague, event):
    page = opened(secretariat, event)
    colleague.post(admin_url(event, "delete"), {"post": "yes"})

    response = save(secretariat, event, page, body_en="<p>Hours of work</p>")

    assert response.status_code == 409
    assert "Hours of work" in response.content.decode()
    assert admin_url(Event, "recoverlist") in response.content.decode()


def test_out_of_reach_meanwhile_shows_what_was_typed(secretariat, ours):
    membership = MembershipFactory(alliance=ours)
    page = opened(secretariat, membership.institution)
    Membership.objects.update(until_precision="year", until_earliest="2020-01-01", until_latest="2020-12-31")

    response = save(secretariat, membership.institution, page, note="Hours of work")

    assert response.status_code == 409
    assert "Hours of work" in response.content.decode()


# Rows of a record


def test_rows_added_and_removed_by_both_are_brought_together(secretariat, colleague, ours):
    event = DraftEventFactory(alliance=ours)
    _first, second, _third = (EventHostFactory(event=event, order=number) for number in (1, 2, 3))
    page = opened(secretariat, event)
    theirs, mine = InstitutionFactory(), InstitutionFactory()
    added = {"hosts-TOTAL_FORMS": 4, "hosts-3-order": 4, "hosts-3-role": "host", "hosts-3-event": event.pk}
    save(
        colleague,
        event,
        opened(colleague, event),
        **added,
        **{"hosts-3-institution": theirs.pk, "hosts-0-DELETE": "on", "hosts-1-order": 20},
    )

    response = save(secretariat, event, page, **added, **{"hosts-3-institution": mine.pk, "hosts-2-DELETE": "on"})
    assert (response.status_code, response.context["conflict"].clashes) == (409, [])
    assert save(secretariat, event, response).status_code == 302

    hosts = {host.institution: host.order for host in EventHost.objects.filter(event=event)}
    assert hosts == {second.institution: 20, theirs: 4, mine: 4}


def test_row_changed_by_both_is_chosen_field_by_field(secretariat, colleague, ours):
    host = EventHostFactory(event=DraftEventFactory(alliance=ours), order=1)
    page = opened(secretariat, host.event)
    save(colleague, host.event, opened(colleague, host.event), **{"hosts-0-order": 2})

    response = save(secretariat, host.event, page, **{"hosts-0-order": 3})
    assert [clash["name"] for clash in response.context["conflict"].clashes] == ["_take-hosts-0-order"]
    save(secretariat, host.event, response, **{"_take-hosts-0-order": "theirs"})

    host.refresh_from_db()
    assert host.order == 2


@pytest.mark.parametrize(("choice", "names"), [("theirs", []), ("mine", ["Mine"])])
def test_row_removed_by_them_and_changed_by_me_is_chosen(secretariat, colleague, ours, choice, names):
    AllianceAlias.objects.create(alliance=ours, text="First")
    page = opened(secretariat, ours)
    save(colleague, ours, opened(colleague, ours), **{"aliases-0-DELETE": "on"})

    response = save(secretariat, ours, page, **{"aliases-0-text": "Mine"})
    (clash,) = response.context["conflict"].clashes
    assert clash["theirs_removed"]
    assert save(secretariat, ours, response, **{clash["name"]: choice}).status_code == 302

    assert list(ours.aliases.values_list("text", flat=True)) == names


@pytest.mark.parametrize(("choice", "names"), [("theirs", ["Theirs"]), ("mine", [])])
def test_row_changed_by_them_and_removed_by_me_is_chosen(secretariat, colleague, ours, choice, names):
    AllianceAlias.objects.create(alliance=ours, text="First")
    page = opened(secretariat, ours)
    save(colleague, ours, opened(colleague, ours), **{"aliases-0-text": "Theirs"})

    response = save(secretariat, ours, page, **{"aliases-0-DELETE": "on"})
    (clash,) = response.context["conflict"].clashes
    assert clash["mine_removed"]
    save(secretariat, ours, response, **{clash["name"]: choice, "aliases-0-DELETE": "on"})

    assert list(ours.aliases.values_list("text", flat=True)) == names


def test_row_saved_in_its_own_form_counts_as_well(secretariat, colleague, ours):
    alias = AllianceAlias.objects.create(alliance=ours, text="First")
    page = opened(secretariat, ours)
    save(colleague, alias, opened(colleague, alias), text="Theirs")

    response = save(secretariat, ours, page, **{"aliases-0-text": "Mine"})

    assert response.status_code == 409
    alias.refresh_from_db()
    assert alias.text == "Theirs"


def test_row_corrected_meanwhile_in_its_own_form_is_brought_together(secretariat, colleague, ours):
    membership = MembershipFactory(alliance=ours, since=PartialDate.year(2016))
    page = opened(secretariat, membership)
    save(colleague, membership, opened(colleague, membership), since="2015-03")

    response = save(secretariat, membership, page, role="observer")
    assert response.status_code == 409
    new = Membership.objects.current().get()
    assert save(secretariat, new, response).status_code == 302

    now = Membership.objects.current().get()
    assert (now.role, now.since.text, Membership.objects.count()) == ("observer", "2015-03", 3)


def test_row_corrected_meanwhile_in_the_record_is_found_again(secretariat, colleague, ours):
    membership = MembershipFactory(alliance=ours, since=PartialDate.year(2016))
    institution = membership.institution
    page = opened(secretariat, institution)
    prefix = next(
        inline.formset.prefix for inline in page.context["inline_admin_formsets"] if inline.formset.model is Membership
    )
    save(colleague, membership, opened(colleague, membership), since="2015-03")

    response = save(secretariat, institution, page, **{f"{prefix}-0-role": "observer"})
    assert (response.status_code, response.context["conflict"].clashes) == (409, [])
    assert save(secretariat, institution, response).status_code == 302

    now = Membership.objects.current().get()
    assert (now.role, now.since.text) == ("observer", "2015-03")


# Files


def test_picture_of_a_refused_form_is_kept_and_need_not_be_chosen_again(secretariat, colleague, ours):
    story = NewsItemFactory(alliance=ours)
    page = opened(secretariat, story)
    save(colleague, story, opened(colleague, story), kicker_en="Theirs")
    prefix = "core-picture-owner_type-owner_id"
    row = {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-0-order": 1,
        f"{prefix}-0-alt_en": "A gate",
        f"{prefix}-0-file": png(),
    }

    response = save(secretariat, story, page, **row)
    assert (response.status_code, Picture.objects.count()) == (409, 0)
    form = response.context["inline_admin_formsets"][0].formset.forms[0]
    held = form["file"].help_text.partition('value="')[2].partition('"')[0]
    assert "photo.png" in response.content.decode()
    saved = save(secretariat, story, response, **{f"_held-{prefix}-0-file": held})

    assert saved.status_code == 302
    assert Picture.objects.get().file.name.endswith(".webp")


def test_held_file_is_of_no_use_to_another_person(secretariat, colleague, ours):
    story = NewsItemFactory(alliance=ours)
    prefix = "core-picture-owner_type-owner_id"
    row = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-0-order": 1, f"{prefix}-0-alt_en": "A gate"}
    page = save(secretariat, story, opened(secretariat, story), slug="", **row, **{f"{prefix}-0-file": png()})
    help_text = page.context["inline_admin_formsets"][0].formset.forms[0]["file"].help_text
    held = help_text.partition('value="')[2].partition('"')[0]

    response = save(colleague, story, opened(colleague, story), **row, **{f"_held-{prefix}-0-file": held})

    assert (response.status_code, Picture.objects.count()) == (200, 0)
    names = default_storage.listdir("held")[1]
    assert names
    assert secretariat.get(f"/media/held/{names[0]}").status_code == 404


def test_picture_changed_by_both_is_chosen(secretariat, colleague, ours):
    picture = PictureFactory(owner=NewsItemFactory(alliance=ours))
    prefix = "core-picture-owner_type-owner_id"
    page = opened(secretariat, picture.owner)
    save(colleague, picture.owner, opened(colleague, picture.owner), **{f"{prefix}-0-file": png()})
    theirs = Picture.objects.get().file.name

    response = save(secretariat, picture.owner, page, **{f"{prefix}-0-file": png()})
    (clash,) = response.context["conflict"].clashes
    save(secretariat, picture.owner, response, **{clash["name"]: "theirs"})

    assert Picture.objects.get().file.name == theirs


# What nobody may learn from it


def test_conflict_names_nothing_out_of_sight(secretariat, ours, theirs):
    institution = MembershipFactory(alliance=ours).institution
    MembershipFactory(alliance=theirs, institution=institution)
    stranger = signed_in(SecretariatUserFactory(alliance=theirs))
    InstitutionAlias.objects.create(institution=institution, text="Old", source=SourceFactory())
    hidden = DraftSourceFactory(title="Zebra Letter")
    page = opened(secretariat, institution)
    institution.sources.add(hidden)
    InstitutionAlias.objects.update(source=hidden)
    save(stranger, institution, opened(stranger, institution), acronym="THEIRS")

    response = save(secretariat, institution, page, acronym="MINE", **{"aliases-0-source": SourceFactory().pk})

    content = response.content.decode()
    assert response.status_code == 409
    assert "Zebra" not in content
    assert theirs.name not in content
    assert theirs.acronym not in content


def test_change_in_rows_out_of_sight_is_no_conflict(secretariat, ours, theirs):
    institution = MembershipFactory(alliance=ours).institution
    page = opened(secretariat, institution)
    MembershipFactory(alliance=theirs, institution=institution)
    institution.sources.add(DraftSourceFactory())

    assert save(secretariat, institution, page, acronym="MINE").status_code == 302
