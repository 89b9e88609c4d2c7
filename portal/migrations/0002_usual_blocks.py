"""Begin with the usual blocks, so that an editor finds them in the list instead of an empty one."""

from django.db import migrations

USUAL = [("hero", 1), ("news", 4), ("calls", 4), ("events", 4), ("alliances", 24), ("areas", 12), ("way_in", 1)]


def make_blocks(apps, schema_editor):
    blocks = apps.get_model("portal", "HomeBlock").objects
    for place, (kind, limit) in enumerate(USUAL, 1):
        blocks.get_or_create(kind=kind, defaults={"limit": limit, "order": 10 * place})


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_home_page")]

    operations = [migrations.RunPython(make_blocks, migrations.RunPython.noop)]
