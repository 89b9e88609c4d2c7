"""Rows to measure on: the demo content, and as many more institutions, memberships and news items as asked for."""

import datetime

from django.core.management import call_command
from django.utils import timezone

from alliances.models import Alliance, Membership
from core.choices import PublicationState
from core.dates import PartialDate
from members.models import Institution, User
from news.models import NewsItem

COUNTRIES = ["CN", "RU", "KZ", "EG", "IT", "PK", "UZ", "KG", "SG", "KR"]
PASSWORD = "only-for-the-bench"
STAFF = "bench@portal.example"


def fill(rows):
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    User.objects.create_superuser(STAFF, PASSWORD)
    institutions = [_institution(number) for number in range(rows)]
    Institution.objects.bulk_create(institutions, batch_size=500)
    alliances = list(Alliance.objects.all())
    Membership.objects.bulk_create(
        [
            Membership(
                institution=institution, alliance=alliances[number % len(alliances)], since=PartialDate.year(2020)
            )
            for number, institution in enumerate(institutions)
        ],
        batch_size=500,
    )
    NewsItem.objects.bulk_create(
        [_news_item(number, institutions[number], alliances[number % len(alliances)]) for number in range(rows)],
        batch_size=500,
    )


def _institution(number):
    institution = Institution(
        slug=f"bench-{number}",
        name_en=f"University of Measurement {number}",
        name_zh_hans=f"测量大学{number}",
        name_ru=f"Университет измерений {number}",
        name_ar=f"جامعة القياس {number}",
        city_en="Samarkand",
        country=COUNTRIES[number % len(COUNTRIES)],
        state=PublicationState.PUBLISHED,
        published_at=timezone.now() - datetime.timedelta(days=1),
    )
    institution.fill_derived_columns()
    return institution


def _news_item(number, institution, alliance):
    item = NewsItem(
        slug=f"bench-{number}",
        title_en=f"Measured again, for the time number {number}",
        title_ru=f"Измерено ещё раз, раз номер {number}",
        lead_en="A lead of about the length that leads have, so that the page weighs what pages weigh.",
        body_en="<p>A paragraph of the text, neither short nor long, which says nothing new.</p>" * 8,
        institution=institution,
        alliance=alliance,
        state=PublicationState.PUBLISHED,
        published_at=timezone.now() - datetime.timedelta(days=2, minutes=number),
    )
    item.fill_derived_columns()
    return item
