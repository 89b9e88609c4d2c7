"""Questions asked of news."""

from django.db.models import OuterRef, Q, Subquery

from core.querysets import PublishableQuerySet, ScopedQuerySet


class NewsQuerySet(PublishableQuerySet):
    def about_alliance(self, alliance):
        return self.filter(Q(alliance=alliance) | Q(pk__in=alliance.mentioned_in_news.values("pk")))

    def about_institution(self, institution):
        return self.filter(Q(institution=institution) | Q(pk__in=institution.mentioned_in_news.values("pk")))

    def older_than(self, item, moment):
        """Than a story that was published at that moment: the nearest first; of one moment the ids decide."""
        same_moment = Q(published_at=moment, pk__gt=item.pk)
        return self.filter(Q(published_at__lt=moment) | same_moment).newest_first()

    def newer_than(self, item, moment):
        same_moment = Q(published_at=moment, pk__lt=item.pk)
        return self.filter(Q(published_at__gt=moment) | same_moment).order_by("published_at", "-pk")

    def with_card(self):
        """Everything a news card shows, in a fixed number of queries."""
        return self.select_related("institution", "alliance", "source")


class BoilerplateVersionQuerySet(ScopedQuerySet):
    def in_force(self, day):
        """The version of each block that held on a day: the newest that had begun."""
        begun = self.model.objects.filter(boilerplate=OuterRef("boilerplate"), valid_from__lte=day)
        return self.filter(pk=Subquery(begun.order_by("-valid_from").values("pk")[:1]))
