"""States and small vocabularies that every app shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PublicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting review")
    RETURNED = "returned", _("Returned to author")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


AUTHOR_MAY_EDIT = frozenset({PublicationState.DRAFT, PublicationState.RETURNED})


class TextState(models.TextChoices):
    """How a record stands in one language; the original is the one that the others are translated from."""

    MISSING = "missing", pgettext_lazy("state of a translation", "Missing")
    DRAFT = "draft", pgettext_lazy("state of a translation", "Not ready")
    STALE = "stale", pgettext_lazy("state of a translation", "Out of date")
    CURRENT = "current", pgettext_lazy("state of a translation", "Current")
    ORIGINAL = "original", pgettext_lazy("state of a translation", "Original")


class Precision(models.TextChoices):
    """How exactly a date is known; it prints in its precision."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    SEASON = "season", _("Season")
    YEAR = "year", _("Year")
    UNKNOWN = "unknown", _("Unknown")


class Standing(models.TextChoices):
    """Whether the record holds a relation, or a source says it of itself and the record does not confirm it."""

    RECORDED = "recorded", _("Recorded")
    CLAIMED = "claimed", _("Claimed")


class Certainty(models.TextChoices):
    """What can be said of a relation on a given day."""

    CERTAIN = "certain", _("Certain")
    POSSIBLE = "possible", _("Possible")
    UNKNOWN = "unknown", _("Not shown")


class MeetingMode(models.TextChoices):
    ONSITE = "onsite", _("On site")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("On site and online")


class Rhythm(models.TextChoices):
    """How often a person gets messages by mail; in the workspace they stand at once."""

    AT_ONCE = "now", _("Each at once")
    DAILY = "daily", _("One summary a day")
    WEEKLY = "weekly", _("One summary a week, on Mondays")
    NONE = "none", _("None by mail, only in the workspace")


class Topic(models.TextChoices):
    """What messages are about, so that a person may want some of them more often by mail than others."""

    OWN = "own", _("What becomes of what you post")
    REVIEW = "review", _("What waits for your review")
    REMARKS = "remarks", _("Comments")
    JOINT = "joint", _("Joint items, and what partners answer")
    CIRCULARS = "circulars", _("Circulars")


class ContentLanguage(models.TextChoices):
    """Languages that a source or a story may be written in: the portal's own and others that its records meet."""

    ENGLISH = "en", _("English")
    CHINESE = "zh-hans", _("Chinese (simplified)")
    CHINESE_TRADITIONAL = "zh-hant", _("Chinese (traditional)")
    RUSSIAN = "ru", _("Russian")
    ARABIC = "ar", _("Arabic")
    GERMAN = "de", _("German")
    SPANISH = "es", _("Spanish")
    FRENCH = "fr", _("French")
    ITALIAN = "it", _("Italian")
    JAPANESE = "ja", _("Japanese")
    KAZAKH = "kk", _("Kazakh")
    KOREAN = "ko", _("Korean")
    TURKISH = "tr", _("Turkish")
    URDU = "ur", _("Urdu")
    UZBEK = "uz", _("Uzbek")
    NONE = "", pgettext_lazy("language", "Not a language of its own")
