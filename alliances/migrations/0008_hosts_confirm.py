from django.db import migrations, models


class Migration(migrations.Migration):
    """Hosts that stand already were named by a source or a secretariat: they count as confirmed."""

    dependencies = [
        ("alliances", "0007_trust"),
    ]

    operations = [
        migrations.AddField(
            model_name="eventhost",
            name="is_confirmed",
            field=models.BooleanField(default=True, verbose_name="confirmed"),
        ),
        migrations.AlterField(
            model_name="eventhost",
            name="is_confirmed",
            field=models.BooleanField(default=False, verbose_name="confirmed"),
        ),
    ]
