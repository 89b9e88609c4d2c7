from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BlockKind(models.TextChoices):
    """What a block of the home page shows; all but the notice are fed by live records, and stand there once."""

    HERO = "hero", _("Opening with figures")
    NOTICE = "notice", pgettext_lazy("block of the home page", "Notice")
    NEWS = "news", _("News")
    CALLS = "calls", _("Calls closing next")
    EVENTS = "events", _("Next events")
    ALLIANCES = "alliances", _("Alliances")
    AREAS = "areas", _("Scientific areas")
    WAY_IN = "way_in", _("Way in for members")


# Blocks as a portal begins with them, and how many records each shows.
USUAL_BLOCKS = {
    BlockKind.HERO: 1,
    BlockKind.NEWS: 4,
    BlockKind.CALLS: 4,
    BlockKind.EVENTS: 4,
    BlockKind.ALLIANCES: 24,
    BlockKind.AREAS: 12,
    BlockKind.WAY_IN: 1,
}


class MenuPage(models.TextChoices):
    """Lists and pages that the main menu may lead to, by their routes, with the usual word for each."""

    ALLIANCES = "alliances:list", _("Alliances")
    INSTITUTIONS = "members:institution_list", _("Institutions")
    NEWS = "news:list", _("News")
    EVENTS = "alliances:event_list", _("Events")
    RESEARCH = "research:area_list", _("Research")
    GROUPS = "research:group_list", _("Scientific groups")
    PROJECTS = "research:project_list", _("Joint projects")
    OPPORTUNITIES = "research:opportunity_list", _("Opportunities")
    DOCUMENTS = "alliances:document_list", _("Documents")
    ABOUT = "portal:about", _("About the portal")
    CONTACT = "portal:contact", _("Contact")


# The menu as a portal begins with it.
USUAL_MENU = (
    MenuPage.ALLIANCES,
    MenuPage.INSTITUTIONS,
    MenuPage.NEWS,
    MenuPage.EVENTS,
    MenuPage.RESEARCH,
    MenuPage.OPPORTUNITIES,
    MenuPage.DOCUMENTS,
)
