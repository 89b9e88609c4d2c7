import hashlib
import json

from django.db import migrations
from ulid import ULID

LABEL = "research.opportunitypartner"


def id_for(opportunity_pk, opportunity_slug, institution_slug):
    """The same each time, there and back again, and for the demo content that of its fixtures."""
    digest = hashlib.sha256(f"{LABEL}:{opportunity_slug}/{institution_slug}".encode()).digest()
    return str(ULID(ULID.from_str(opportunity_pk).bytes[:6] + digest[:10]))


def carry_rows(apps, schema_editor):
    """Each partner becomes a row. Whose opportunity it is has agreed to be named; nobody asked the others."""
    Partner = apps.get_model("research", "OpportunityPartner")
    Link = apps.get_model("research", "Opportunity").partners.through
    places = {}
    for link in Link.objects.select_related("opportunity", "institution").order_by("opportunity_id", "pk").iterator():
        opportunity, institution = link.opportunity, link.institution
        places[opportunity.pk] = places.get(opportunity.pk, 0) + 1
        Partner.objects.get_or_create(
            opportunity=opportunity,
            institution=institution,
            defaults={
                "id": id_for(opportunity.pk, opportunity.slug, institution.slug),
                "order": places[opportunity.pk],
                "is_confirmed": institution.pk == opportunity.institution_id,
            },
        )


def carry_rows_back(apps, schema_editor):
    """The relation has no place for a confirmation: of the rows it keeps who is named, and in which order."""
    Partner = apps.get_model("research", "OpportunityPartner")
    Link = apps.get_model("research", "Opportunity").partners.through
    for partner in Partner.objects.order_by("opportunity_id", "order", "pk").iterator():
        Link.objects.get_or_create(opportunity_id=partner.opportunity_id, institution_id=partner.institution_id)


def versions_of(apps, name):
    """Versions of these records, and their kind."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="research", model=name)
    return apps.get_model("reversion", "Version").objects.filter(content_type=kind), kind


def carry_versions(apps, schema_editor):
    """What the history holds of partners in the record itself becomes versions of rows of their own."""
    Version, slug_of = apps.get_model("reversion", "Version"), slugs(apps)
    wholes, _kind = versions_of(apps, "opportunity")
    _parts, kind = versions_of(apps, "opportunitypartner")
    for version in wholes.filter(format="json").iterator():
        (record,) = held = json.loads(version.serialized_data)
        if "partners" not in record["fields"]:
            continue
        for order, institution in enumerate(record["fields"].pop("partners"), start=1):
            pk = id_for(record["pk"], record["fields"]["slug"], slug_of.get(institution, institution))
            fields = {
                "opportunity": record["pk"],
                "institution": institution,
                "order": order,
                "is_confirmed": institution == record["fields"]["institution"],
            }
            Version.objects.create(
                revision_id=version.revision_id,
                object_id=pk,
                content_type=kind,
                db=version.db,
                format="json",
                serialized_data=json.dumps([{"model": LABEL, "pk": pk, "fields": fields}]),
                object_repr=slug_of.get(institution, institution),
            )
        version.serialized_data = json.dumps(held, ensure_ascii=False)
        version.save(update_fields=["serialized_data"])


def carry_versions_back(apps, schema_editor):
    wholes, _kind = versions_of(apps, "opportunity")
    parts, kind = versions_of(apps, "opportunitypartner")
    named = {}
    for revision, data in parts.order_by("pk").values_list("revision_id", "serialized_data"):
        fields = json.loads(data)[0]["fields"]
        named.setdefault((revision, fields["opportunity"]), []).append((fields["order"], fields["institution"]))
    for version in wholes.filter(format="json").iterator():
        (record,) = held = json.loads(version.serialized_data)
        partners = sorted(named.get((version.revision_id, record["pk"]), []))
        record["fields"]["partners"] = [institution for _order, institution in partners]
        version.serialized_data = json.dumps(held, ensure_ascii=False)
        version.save(update_fields=["serialized_data"])
    parts.delete()
    kind.delete()


def slugs(apps):
    return dict(apps.get_model("members", "Institution").objects.values_list("pk", "slug"))


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("members", "0002_institutions_and_people"),
        ("research", "0004_opportunity_partners"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
    ]

    operations = [
        migrations.RunPython(carry_rows, carry_rows_back),
        migrations.RunPython(carry_versions, carry_versions_back),
    ]
