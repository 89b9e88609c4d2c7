"""Questions that the tests of the facts ask of the loaded demo."""

from alliances.models import Alliance, Membership, Statement
from governance.models import Tenure


def said(subject, measure):
    """What is said of an alliance or an institution: figure, day it is of, day of the page, source."""
    statements = Statement.objects.current().filter(measure=measure).select_related("source")
    statements = statements.filter(alliance__slug=subject) | statements.filter(institution__slug=subject)
    return {(str(row.figure), row.as_of.text, row.published.text, row.source.slug) for row in statements}


def undated(figure, source="polyu-networks"):
    return {(figure, "unknown", "unknown", source)}


def founded(slug):
    return Alliance.objects.published().get(slug=slug).founded.text


def institutions(alliance, *roles):
    rows = Membership.objects.in_force().recorded().filter(alliance__slug=alliance, role__in=roles)
    return set(rows.values_list("institution__slug", flat=True))


def relations(institution, alliance):
    """Role and start of the recorded relations of an institution and an alliance."""
    rows = Membership.objects.in_force().recorded().filter(alliance__slug=alliance, institution__slug=institution)
    return {(row.role, row.since.text, row.source.slug) for row in rows.select_related("source")}


def seats(body):
    """The recorded tenures of a body in the order of rank."""
    return Tenure.objects.in_force().recorded().filter(body__slug=body).in_rank_order().with_card()


def slugs(queryset):
    return set(queryset.values_list("slug", flat=True))
