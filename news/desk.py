"""News on the desk."""

from core import desk
from news.models import Boilerplate, NewsItem


def register_desk():
    desk.watch_publishable(NewsItem, of=("alliance__name", "institution__name"))
    desk.describe(Boilerplate, "label", of="alliance__name")
