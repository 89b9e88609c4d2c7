"""The page of a source: what was read from it, asked through the relations that lead to it from above."""

from core.gathering import Links, gather
from core.models import Source
from core.views import RecordPage

MOST = 100  # of each kind

# Facts that stand on the source, with the records that they speak of.
FACTS = {
    "memberships": ("alliance", "institution"),
    "tenures": ("body__alliance", "institution", "person"),
    "appointments": ("office__institution", "person"),
    "statements": ("alliance", "institution"),
}
RECORDS = (
    *("alliances", "institutions", "people", "news", "events", "documents", "proposals"),
    *("areas", "groups", "projects", "opportunitys"),
)


class SourcePage(RecordPage):
    model = Source
    template_name = "core/source_detail.html"
    complete_when = ("title",)

    def get_context_data(self, **kwargs):
        facts = {name: self.rows(name).current().select_related(*related)[:MOST] for name, related in FACTS.items()}
        sides = self.rows("sides").select_related("contradiction__alliance", "contradiction__institution")
        return super().get_context_data(**kwargs) | {
            **facts,
            "sides": sides.order_by("contradiction__slug", "order")[:MOST],
            "milestones": self.rows("milestones").select_related("alliance")[:MOST],
            "bodies": self.rows("bodies").select_related("alliance")[:MOST],
            "records": gather(**self.links()),
        }

    def rows(self, name):
        return getattr(self.object, name).visible_to(self.request.user)

    def links(self):
        return {name: Links(self.rows(name).in_reading_order(), MOST) for name in RECORDS}
