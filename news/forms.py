"""How representatives write news."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.forms import PostedForm
from core import editing, scope
from core.writing_forms import in_languages, partial_date
from members.naming import InstitutionsField
from news.models import NewsItem
from research.models import Group, Project


class NewsForm(PostedForm):
    event_date = partial_date(NewsItem, "event_date")
    institutions = InstitutionsField(label=_("Partners in the story"), required=False)
    sections = (
        ("", ["title", "lead", "body"]),
        (_("Belongs to"), ["institution", "alliance"]),
        (
            pgettext_lazy("what a story tells of", "About"),
            ["kind", "event_date", "institutions", "areas", "groups", "projects"],
        ),
        (_("Origin"), ["byline", "kicker", "original_language", "is_machine_translated"]),
    )

    class Meta:
        model = NewsItem
        fields = [
            *in_languages("title", "lead", "body", "kicker", "byline"),
            *("kind", "institution", "alliance", "institutions", "areas", "groups", "projects"),
            *("original_language", "is_machine_translated"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = scope.facts_for(self.user).of("institutions")
        for name, model in (("groups", Group), ("projects", Project)):
            self._offer(name, model.objects.visible_to(self.user).filter(institution__in=own).in_reading_order())


def register_editors():
    editing.register(editing.Kind("news", NewsItem, NewsForm, _("Write a news item")))
