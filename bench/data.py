"""Rows to measure on: the demo content, and as many more institutions, memberships and news items as asked for."""

import copy
import datetime

from django.core.management import call_command
from django.utils import timezone

from alliances.models import Alliance, Membership
from core.choices import PublicationState
from core.dates import PartialDate
from core.fields import new_ulid
from core.models.base import SORT_LANGUAGES
from members.models import Institution, User
from news.models import NewsItem

COUNTRIES = ["CN", "RU", "KZ", "EG", "IT", "PK", "UZ", "KG", "SG", "KR"]
PASSWORD = "only-for-the-bench"
STAFF = "bench@portal.example"
BATCH = 1000


def prepare():
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    User.objects.create_superuser(STAFF, PASSWORD)


def fill(start, stop):
    """The rows with these numbers: the texts of a pattern with the number in them, so that keys are made but once."""
    institutions = numbered(_institution(), start, stop)
    alliances = list(Alliance.objects.all())
    Institution.objects.bulk_create(institutions, batch_size=BATCH)
    Membership.objects.bulk_create(
        [
            Membership(
                institution=institution, alliance=alliances[number % len(alliances)], since=PartialDate.year(2020)
            )
            for number, institution in enumerate(institutions)
        ],
        batch_size=BATCH,
    )
    stories = numbered(_news_item(), start, stop)
    for number, (story, institution) in enumerate(zip(stories, institutions, strict=True)):
        story.institution, story.alliance = institution, alliances[number % len(alliances)]
    NewsItem.objects.bulk_create(stories, batch_size=BATCH)


def numbered(pattern, start, stop):
    pattern.fill_derived_columns()
    return [_with_number(copy.copy(pattern), new_ulid(), number) for number in range(start, stop)]


def _with_number(record, pk, number):
    record._state = copy.copy(record._state)
    record.pk, record.slug = pk, f"bench-{number}"
    for suffix in SORT_LANGUAGES:
        name = f"{record.title_field}_{suffix}"
        if text := getattr(record, name):
            setattr(record, name, f"{text} {number}")
            setattr(record, f"sort_{suffix}", f"{getattr(record, f'sort_{suffix}')} {number:07}"[-255:])
    record.search_tokens = f"{record.search_tokens.rstrip()} {number} "
    record.published_at -= datetime.timedelta(minutes=number)
    if isinstance(record, Institution):
        record.country = COUNTRIES[number % len(COUNTRIES)]
    return record


def _institution():
    return Institution(
        name_en="University of Measurement",
        name_zh_hans="测量大学",
        name_ru="Университет измерений",
        name_ar="جامعة القياس",
        city_en="Samarkand",
        state=PublicationState.PUBLISHED,
        published_at=timezone.now() - datetime.timedelta(days=1),
    )


def _news_item():
    return NewsItem(
        title_en="Measured again, for the time number",
        title_ru="Измерено ещё раз, раз номер",
        lead_en="A lead of about the length that leads have, so that the page weighs what pages weigh.",
        body_en="<p>A paragraph of the text, neither short nor long, which says nothing new.</p>" * 8,
        state=PublicationState.PUBLISHED,
        published_at=timezone.now() - datetime.timedelta(days=2),
    )
