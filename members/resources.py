"""What a row of an imported table of institutions means."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django_countries import countries
from import_export import fields, widgets

from core.resources import ChoiceWidget, ImportResource, TextWidget, text_field
from core.services.auditing import record
from members.models import Institution

IDS = ("ror_id", "wikidata_id", "whed_id", "slug")


class CountryWidget(TextWidget):
    """A country or region by its two-letter code or by its English name."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        code = text.upper() if text.upper() in countries else countries.by_name(text, language="en")
        if not code:
            raise ValueError(
                _("“%(text)s” is no country or region; write its two letters, such as CN.") % {"text": text}
            )
        return code


class InstitutionResource(ImportResource):
    """A row is the institution with its ROR, Wikidata or WHED id or its address; else a new draft."""

    slug = text_field("slug")
    ror_id = text_field("ror_id")
    wikidata_id = text_field("wikidata_id")
    whed_id = text_field("whed_id")
    name_en = text_field("name_en")
    name_zh_hans = text_field("name_zh_hans")
    name_ru = text_field("name_ru")
    name_ar = text_field("name_ar")
    acronym = text_field("acronym")
    kind = fields.Field(attribute="kind", column_name="kind", widget=ChoiceWidget(Institution.Kind.choices))
    country = fields.Field(attribute="country", column_name="country", widget=CountryWidget())
    city_en = text_field("city_en")
    city_zh_hans = text_field("city_zh_hans")
    city_ru = text_field("city_ru")
    city_ar = text_field("city_ar")
    latitude = fields.Field(attribute="latitude", column_name="latitude", widget=widgets.DecimalWidget())
    longitude = fields.Field(attribute="longitude", column_name="longitude", widget=widgets.DecimalWidget())
    website = text_field("website")
    contact_email = text_field("contact_email")
    established = fields.Field(attribute="established", column_name="established", widget=widgets.IntegerWidget())

    class Meta:
        model = Institution
        fields = [
            "slug",
            "ror_id",
            "wikidata_id",
            "whed_id",
            "name_en",
            "name_zh_hans",
            "name_ru",
            "name_ar",
            "acronym",
            "kind",
            "country",
            "city_en",
            "city_zh_hans",
            "city_ru",
            "city_ar",
            "latitude",
            "longitude",
            "website",
            "contact_email",
            "established",
        ]
        import_id_fields = []
        required_columns = ["name_en"]
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def get_instance(self, instance_loader, row):
        """The one institution that the ids of the row name; ids of two institutions are a mistake in the table."""
        found = {}
        for column in IDS:
            value = str(row.get(column) or "").strip()
            institution = Institution.objects.filter(**{column: value}).first() if value else None
            if institution is not None:
                found[institution.pk] = institution
        if len(found) > 1:
            raise ValidationError(_("The ids of this row are of two different records."))
        return next(iter(found.values()), None) or self._without_ids(row)

    def _without_ids(self, row):
        """A row without any id is the institution whose address its name makes, if the name is the same."""
        name = str(row.get("name_en") or "").strip()
        if not name or any(str(row.get(column) or "").strip() for column in IDS):
            return None
        return Institution.objects.filter(slug=slugify(name)[:100], name_en=name).first()

    def init_instance(self, row=None):
        slug = slugify(str(row.get("slug") or row.get("name_en") or ""))[:100]
        return Institution(slug=slug, created_by=self.user)

    def write(self, instance, is_create):
        super().write(instance, is_create)
        record(instance, by=self.user, action="import")
