"""The page of a person. It stands here, above `members`, because it shows what alliances hold about people."""

from django.db.models import F

from alliances.related import aliases_of, contradictions_of
from core.gathering import Links, gather
from core.views import RecordPage
from members.models import Appointment, Person

LINKS = 20


class PersonPage(RecordPage):
    model = Person
    template_name = "members/person_detail.html"
    complete_when = ("name", "summary")
    breadcrumb = []

    def get_context_data(self, **kwargs):
        person, user = self.object, self.request.user
        tenures = person.tenures.visible_to(user).current().recorded()
        return super().get_context_data(**kwargs) | {
            "aliases": aliases_of(person, user),
            "appointments": self.get_appointments(),
            "tenures": tenures.with_card().in_rank_order(),
            "contradictions": contradictions_of(person, user),
            "related": gather(
                groups=Links(person.led_groups.visible_to(user).in_reading_order(), LINKS),
                events=Links(person.events.visible_to(user).in_calendar_order(), LINKS, date="starts"),
                news=Links(person.news.visible_to(user).newest_first(), LINKS, moment="published_at"),
                sources=Links(person.sources.visible_to(user).in_reading_order(), date="published"),
            ),
        }

    def get_appointments(self):
        """Offices held, the latest first; what is only claimed is marked as such."""
        rows = Appointment.objects.visible_to(self.request.user).current().filter(person=self.object)
        by_date = [F("since_earliest").desc(nulls_last=True), "pk"]
        return rows.select_related("office__institution", "source").order_by(*by_date)
