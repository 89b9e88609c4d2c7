"""Links by which people without an account read a record before it is public."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core.choices import PublicationState
from core.clock import now
from core.models import AuditEntry, PreviewLink
from core.services.preview_links import make_preview_link
from tests import factories
from tests.admin.conftest import signed_in

S = PublicationState


def address(token, *language):
    return reverse("preview", args=[token, *language])


def test_stranger_reads_the_record_in_each_language_and_nothing_else(client, secretary, story, ours):
    other = factories.DraftNewsItemFactory(alliance=ours, title_en="Another secret")
    token = make_preview_link(story, by=secretary)

    english, russian = client.get(address(token)), client.get(address(token, "ru"))

    assert "A bridge" in english.content.decode()
    assert "Another secret" not in english.content.decode()
    assert '<html lang="ru"' in russian.content.decode()
    assert f'href="{address(token, "ar")}"' in english.content.decode()
    assert client.get(story.get_absolute_url()).status_code == 404
    assert client.get(other.get_absolute_url()).status_code == 404


def test_preview_is_not_indexed_not_stored_and_sets_no_cookie(client, secretary, story):
    page = client.get(address(make_preview_link(story, by=secretary)))

    assert "noindex" in page["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert not page.cookies


def test_pictures_of_a_draft_are_reached_through_the_link_alone(client, secretary, story, ours):
    picture = factories.PictureFactory(owner=story)
    foreign = factories.PictureFactory(owner=factories.DraftNewsItemFactory(alliance=ours))
    token = make_preview_link(story, by=secretary)

    def media(of):
        return reverse("preview_media", args=[token, of.file.name])

    assert media(picture) in client.get(address(token)).content.decode()
    assert client.get(media(picture)).status_code == 200
    assert client.get(reverse("media", args=[picture.file.name])).status_code == 404
    assert client.get(media(foreign)).status_code == 404


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_closed_link_says_so(client, secretary, story, end, freeze_now):
    picture = factories.PictureFactory(owner=story)
    token = make_preview_link(story, by=secretary)
    if end == "expired":
        freeze_now(now() + datetime.timedelta(days=14, seconds=1))
    else:
        signed_in(secretary).post(
            reverse("preview_links", args=["news.newsitem", story.pk]), {"revoke": PreviewLink.objects.get().pk}
        )

    page = client.get(address(token))

    assert page.status_code == 410
    assert "has expired or was revoked" in page.content.decode()
    assert "A bridge" not in page.content.decode()
    assert client.get(reverse("preview_media", args=[token, picture.file.name])).status_code == 404


def test_unknown_token_and_language_are_not_there(client, secretary, story):
    token = make_preview_link(story, by=secretary)

    assert client.get(address("x" * 43)).status_code == 404
    assert client.get(address(token, "xx")).status_code == 404
    assert token not in str(PreviewLink.objects.values().get())


def test_links_are_made_by_the_authors_side_and_the_secretariat_alone(ours, theirs):
    institution = factories.InstitutionFactory()
    item = factories.NewsItemFactory(alliance=ours, institution=institution, state=S.SUBMITTED)
    page = reverse("preview_links", args=["news.newsitem", item.pk])
    author = signed_in(factories.RepresentativeUserFactory(institution=institution))
    stranger = signed_in(factories.SecretariatUserFactory(alliance=theirs))

    made = author.post(page)

    path = made.context["new_address"][made.context["new_address"].index("/preview/") :]
    assert Client().get(path).status_code == 200
    assert (author.get(page).status_code, stranger.get(page).status_code, Client().get(page).status_code) == (
        200,
        404,
        302,
    )
    assert stranger.post(page).status_code == 404
    assert AuditEntry.objects.filter(action="preview").count() == 1
