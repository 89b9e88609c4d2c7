"""What a representative posts: the kinds, by the names that they have in addresses."""

from alliances.models import Event
from news.models import NewsItem
from research.models import Group, Opportunity, Project

KINDS = {
    "news": NewsItem,
    "events": Event,
    "groups": Group,
    "projects": Project,
    "opportunities": Opportunity,
}
KEYS = {model: key for key, model in KINDS.items()}
