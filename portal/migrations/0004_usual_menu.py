"""Begin with the usual menu, so that an editor finds its entries in the list instead of an empty one."""

from django.db import migrations

USUAL = [
    "alliances:list",
    "members:institution_list",
    "news:list",
    "alliances:event_list",
    "research:area_list",
    "research:opportunity_list",
    "alliances:document_list",
]


def make_entries(apps, schema_editor):
    entries = apps.get_model("portal", "MenuEntry").objects
    for place, page in enumerate(USUAL, 1):
        entries.get_or_create(page=page, defaults={"order": 10 * place})


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_main_menu")]

    operations = [migrations.RunPython(make_entries, migrations.RunPython.noop)]
