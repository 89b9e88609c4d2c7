"""The main menu: which lists readers are led to, in which order."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ENTRIES = (
    (_("Alliances"), "alliances:list"),
    (_("Institutions"), "members:institution_list"),
    (_("News"), "news:list"),
    (_("Events"), "alliances:event_list"),
    (_("Research"), "research:area_list"),
    (_("Opportunities"), "research:opportunity_list"),
    (_("Documents"), "alliances:document_list"),
)
# Where a part of the portal has several lists, its address begins with this.
SECTIONS = {"research:area_list": "research/"}


def menu_entries(path):
    """Label and address of each entry for a reader at `path`; the one whose part of the portal it is, is current."""
    home = reverse("portal:home")
    entries = []
    for label, route in ENTRIES:
        address = reverse(route)
        section = home + SECTIONS[route] if route in SECTIONS else address
        entries.append(
            {
                "label": label,
                "address": address,
                "is_current": path.startswith(section),
                "is_page": path == address,
            }
        )
    return entries
