"""The main menu: where readers are led, in which order."""

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.urls import reverse

from core.announcing import rows_changed
from core.clock import now
from core.languages import best_text
from core.page_cache.collecting import page_in_the_making
from core.page_cache.parts import keep_part
from portal.choices import USUAL_MENU, MenuPage
from portal.models import MenuEntry

# Where a part of the portal has several lists, its address begins with this.
SECTIONS = {MenuPage.RESEARCH: "research/"}
SECONDS = 60  # after which a page that is not kept asks again


class RememberedMenu:
    """The entries as this process read them last, so that they cost a page no query.

    A page that is kept hangs on them through `keep_part`. For others they hold for a minute, as long as a browser may
    show a page without asking, or until an entry is saved here.
    """

    def __init__(self):
        self.forget()

    def forget(self, **_signal):
        self._entries, self._read_at = None, None

    def set(self, entries):
        self._entries, self._read_at = entries, now()

    def entries(self):
        if settings.PAGE_CACHE_MEGABYTES and page_in_the_making() is not None:
            return keep_part("main menu", _read)
        if self._read_at is None or abs((now() - self._read_at).total_seconds()) > SECONDS:
            self.set(_read())
        return self._entries


def _read():
    return list(MenuEntry.objects.shown())


remembered = RememberedMenu()


def connect():
    for signal in (post_save, post_delete, rows_changed):
        signal.connect(remembered.forget, sender=MenuEntry)


def menu_entries(path):
    """Label and address of each entry for a reader at `path`; the one whose part of the portal it is, is current."""
    entries = remembered.entries() or [MenuEntry(page=page) for page in USUAL_MENU]
    return [_entry_for(entry, path) for entry in entries]


def _entry_for(entry, path):
    label, language = best_text(entry, "label")
    shown = {"label": label or entry.get_page_display(), "language": language}
    if entry.address:
        return shown | {"address": entry.address, "is_elsewhere": True}
    address = reverse(entry.page)
    section = reverse("portal:home") + SECTIONS[entry.page] if entry.page in SECTIONS else address
    return shown | {"address": address, "is_current": path.startswith(section), "is_page": path == address}
