"""The portal's own tables, seen by models without any of its habits."""

from django.db import models


class FloorModel(models.Model):
    id = models.CharField(max_length=26, primary_key=True)
    slug = models.CharField(max_length=100)
    state = models.CharField(max_length=10)
    published_at = models.DateTimeField()
    sort_en = models.CharField(max_length=255)

    class Meta:
        abstract = True


class Institution(FloorModel):
    name_en = models.CharField(max_length=300)
    city_en = models.CharField(max_length=120)
    country = models.CharField(max_length=2)

    class Meta:
        managed = False
        db_table = "members_institution"


class Alliance(FloorModel):
    name_en = models.CharField(max_length=300)
    summary_en = models.TextField()
    description_en = models.TextField()

    class Meta:
        managed = False
        db_table = "alliances_alliance"


class Membership(models.Model):
    id = models.CharField(max_length=26, primary_key=True)
    alliance = models.ForeignKey(Alliance, on_delete=models.DO_NOTHING, related_name="memberships")
    institution = models.ForeignKey(Institution, on_delete=models.DO_NOTHING, related_name="memberships")
    role = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "alliances_membership"


class NewsItem(FloorModel):
    title_en = models.CharField(max_length=300)
    lead_en = models.TextField()
    body_en = models.TextField()
    institution = models.ForeignKey(Institution, on_delete=models.DO_NOTHING, null=True, related_name="news")
    alliance = models.ForeignKey(Alliance, on_delete=models.DO_NOTHING, null=True, related_name="news")

    class Meta:
        managed = False
        db_table = "news_newsitem"
