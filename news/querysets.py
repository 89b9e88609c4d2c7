"""Questions asked of news."""

from django.db.models import OuterRef, Q, Subquery

from core.querysets import PublishableQuerySet, ScopedQuerySet


class NewsQuerySet(PublishableQuerySet):
    def about_alliance(self, alliance):
        return self.filter(Q(alliance=alliance) | Q(pk__in=alliance.mentioned_in_news.values("pk")))

    def about_institution(self, institution):
        return self.filter(Q(institution=institution) | Q(pk__in=institution.mentioned_in_news.values("pk")))

    def with_card(self):
        """Everything a news card shows, in a fixed number of queries."""
        return self.select_related("institution", "alliance", "source")


class BoilerplateVersionQuerySet(ScopedQuerySet):
    def in_force(self, day):
        """The version of each block that held on a day: the newest that had begun."""
        begun = self.model.objects.filter(boilerplate=OuterRef("boilerplate"), valid_from__lte=day)
        return self.filter(pk=Subquery(begun.order_by("-valid_from").values("pk")[:1]))
