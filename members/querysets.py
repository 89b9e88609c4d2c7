"""Questions asked of institutions, people and representatives."""

from django.db.models import Q
from django.utils.translation import get_language

from core.clock import now
from core.languages import column_suffix
from core.querysets import PublishableQuerySet, ScopedQuerySet, holding


class InstitutionQuerySet(PublishableQuerySet):
    def universities(self):
        return self.filter(kind=self.model.Kind.UNIVERSITY)

    def in_country(self, code):
        return self.filter(country=code.upper())


class PersonQuerySet(PublishableQuerySet):
    def with_appointments(self):
        """People with their offices and the institutions of these, in two queries more."""
        return self.prefetch_related("appointments__office__institution", "appointments__source")


class RepresentativeQuerySet(ScopedQuerySet):
    def in_office(self):
        """Representatives whose appointment runs at this moment."""
        moment = now()
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)

    def by_institution(self):
        """Institutions in reading order; of each first the representatives, then who only writes."""
        name = f"institution__sort_{column_suffix(get_language())}"
        return self.order_by(name, "institution", "-role", "user__full_name", "pk")

    def matching(self, text):
        """Found by the name of the person and those of the institution."""
        return holding(self, text, "user__", "institution__")


class InvitationQuerySet(ScopedQuerySet):
    def unanswered(self):
        """Neither accepted nor withdrawn; perhaps expired, and then good again when it is sent anew."""
        return self.filter(accepted_at=None, revoked_at=None)

    def with_names(self):
        return self.select_related("institution", "invited_by")
