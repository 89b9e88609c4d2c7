"""How representatives write of their institution: one part shows at once, the other waits for its secretariat."""

from django.forms import TextInput, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core import editing
from core.writing_forms import PictureInput, RowsOfRecord, WritingForm, WritingRow, in_languages, web_address
from members.models import Institution, InstitutionAlias

IDS = ("ror_id", "wikidata_id", "whed_id")
BLANK_ROWS = 3
MOST_ROWS = 60


class ProfileForm(WritingForm):
    """What an institution says of itself. Whether a language is ready is not asked: that would hide its name too."""

    website = web_address()
    asked_of_translations = ("minor_change", "fitting_languages", "machine_languages")
    sections = (("", ["description"]), (_("Logo and contact"), ["logo", "website", "contact_email"]))

    class Meta:
        model = Institution
        fields = [*in_languages("description"), "logo", "website", "contact_email"]
        widgets = {"logo": PictureInput}
        help_texts = {"contact_email": _("Readers see it on the page of the institution.")}


class InstitutionForm(WritingForm):
    """By what an institution is told from others; what it waits for is the look of somebody else."""

    asked_of_translations = ("minor_change", "fitting_languages")
    sections = (
        ("", ["name", "acronym"]),
        (_("Place"), ["country", "city", "established"]),
        (_("Ids elsewhere"), IDS),
    )

    class Meta:
        model = Institution
        fields = [
            *in_languages("name"),
            *("acronym", "country"),
            *in_languages("city"),
            *("established", *IDS),
        ]
        widgets = {name: TextInput(attrs={"dir": "ltr"}) for name in IDS}


class AliasRow(WritingRow):
    class Meta:
        model = InstitutionAlias
        fields = ["text", "language", "kind"]


ALIASES = inlineformset_factory(
    Institution,
    InstitutionAlias,
    form=AliasRow,
    formset=RowsOfRecord,
    extra=BLANK_ROWS,
    max_num=MOST_ROWS,
    can_delete=True,
)


def register_editors():
    aliases = editing.Rows("aliases", _("Other names"), ALIASES)
    way = editing.Way
    editing.register(
        editing.Kind(
            "institutions", Institution, InstitutionForm, rows=(aliases,), way=way.REVIEWED, has_pictures=False
        )
    )
    editing.register(editing.Kind("profile", Institution, ProfileForm, way=way.AT_ONCE, has_pictures=False))
