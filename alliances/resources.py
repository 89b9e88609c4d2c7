"""What a row of an imported table of memberships means."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields

from alliances.choices import MembershipRole
from alliances.models import Alliance, Membership
from core.choices import Standing
from core.models import Source
from core.resources import ChoiceWidget, ImportResource, PartialDateWidget, PickedWidget, text_field
from core.services.recording import correct_fact, record_fact
from members.models import Institution

PARTIES = ("alliance", "institution", "role")
DATES = ("since", "until", "attested_on")


class MembershipResource(ImportResource):
    """A row is the current membership of the same parties and role that it shares a day with; else a new one.

    What differs is written as a correction, so that the former row stays in the history.
    """

    alliance = fields.Field(attribute="alliance", column_name="alliance", widget=PickedWidget(Alliance))
    institution = fields.Field(
        attribute="institution",
        column_name="institution",
        widget=PickedWidget(Institution, ["slug", "ror_id", "wikidata_id", "whed_id"]),
    )
    role = fields.Field(attribute="role", column_name="role", widget=ChoiceWidget(MembershipRole.choices))
    since = fields.Field(attribute="since", column_name="since", widget=PartialDateWidget())
    until = fields.Field(attribute="until", column_name="until", widget=PartialDateWidget())
    attested_on = fields.Field(attribute="attested_on", column_name="attested_on", widget=PartialDateWidget())
    standing = fields.Field(attribute="standing", column_name="standing", widget=ChoiceWidget(Standing.choices))
    source = fields.Field(attribute="source", column_name="source", widget=PickedWidget(Source))
    note_en = text_field("note_en")
    note_zh_hans = text_field("note_zh_hans")
    note_ru = text_field("note_ru")
    note_ar = text_field("note_ar")

    class Meta:
        model = Membership
        fields = [
            "alliance",
            "institution",
            "role",
            "since",
            "until",
            "attested_on",
            "standing",
            "source",
            "note_en",
            "note_zh_hans",
            "note_ru",
            "note_ar",
        ]
        import_id_fields = []
        required_columns = ["alliance", "institution", "role"]
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def get_instance(self, instance_loader, row):
        drafted = self._parse(row)
        rows = list(Membership.objects.overlapping(drafted)[:2])
        if len(rows) > 1:
            raise ValidationError(_("This row overlaps several periods of the same role; correct them one by one."))
        return rows[0] if rows else None

    def _parse(self, row):
        """A membership with the parties and the period of the row; refuses a row that names them wrongly."""
        errors, drafted = {}, Membership()
        for name in (*PARTIES, *DATES):
            field = self.fields[name]
            if name in PARTIES and not str(row.get(name) or "").strip():
                errors[name] = _("Fill in this cell.")
                continue
            try:
                self.import_field(field, drafted, row)
            except ValueError as error:
                errors[name] = str(error)
        if errors:
            raise ValidationError(errors)
        return drafted

    def write(self, instance, is_create):
        if is_create:
            record_fact(instance, by=self.user)
        else:
            correct_fact(instance, by=self.user)
