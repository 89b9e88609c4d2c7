import django.db.models.deletion
from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):
    """Rows for the partners of opportunities; what leads to them has its name once the old relation is gone."""

    dependencies = [
        ("members", "0002_institutions_and_people"),
        ("research", "0003_translations"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpportunityPartner",
            fields=[
                (
                    "id",
                    core.fields.ULIDField(
                        default=core.fields.new_ulid,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                        verbose_name="permanent id",
                    ),
                ),
                ("is_confirmed", models.BooleanField(default=False, verbose_name="confirmed")),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunity_parts",
                        to="members.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="research.opportunity",
                        verbose_name="opportunity",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner in an opportunity",
                "verbose_name_plural": "partners",
                "ordering": ["order", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="opportunitypartner",
            constraint=models.UniqueConstraint(
                fields=("opportunity", "institution"),
                name="once_in_an_opportunity",
                violation_error_message="This institution is a partner already.",
            ),
        ),
    ]
