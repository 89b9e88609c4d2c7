import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("research", "0005_partners_carried"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="opportunity",
            name="partners",
        ),
        migrations.AlterField(
            model_name="opportunitypartner",
            name="opportunity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="partners",
                to="research.opportunity",
                verbose_name="opportunity",
            ),
        ),
    ]
