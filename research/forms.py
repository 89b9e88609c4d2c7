"""How representatives write groups, projects and opportunities."""

from zoneinfo import ZoneInfo

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.forms import BLANK_ROWS, MOST_ROWS, NamedRow, PostedForm
from core import editing, scope
from core.writing_forms import in_languages, partial_date, web_address
from members.models import Person
from research.models import Group, Opportunity, OpportunityPartner, Project, ProjectPartner

CONTACTS = ("website", "contact_email")
MOMENT = "%Y-%m-%dT%H:%M"


class GroupForm(PostedForm):
    website = web_address()
    sections = (
        ("", ["name", "summary", "description", "topics", "equipment", "outputs", "needs", "offers"]),
        (_("Belongs to"), ["institution", "alliance", "head"]),
        (pgettext_lazy("what a story tells of", "About"), [*CONTACTS, "areas"]),
    )

    class Meta:
        model = Group
        fields = [
            *in_languages("name", "summary", "description", "topics", "equipment", "outputs", "needs", "offers"),
            *("institution", "alliance", "head", *CONTACTS, "areas"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer("head", Person.objects.editable_by(self.user).in_reading_order(), empty_label="–")


class ProjectPartnerRow(NamedRow):
    class Meta:
        model = ProjectPartner
        fields = ["institution", "role"]


class OpportunityPartnerRow(NamedRow):
    class Meta:
        model = OpportunityPartner
        fields = ["institution"]


def partner_rows(whole, part, form):
    rows = inlineformset_factory(whole, part, form=form, extra=BLANK_ROWS, max_num=MOST_ROWS, can_delete=True)
    return editing.Rows("partners", capfirst(part._meta.verbose_name_plural), rows)


class ProjectForm(PostedForm):
    website = web_address()
    since = partial_date(Project, "since")
    until = partial_date(Project, "until")
    sections = (
        ("", ["title", "aim", "summary", "description"]),
        (_("Partners"), ["wants_partners", "partners_wanted_note"]),
        (_("Belongs to"), ["institution", "alliance"]),
        (
            pgettext_lazy("what a story tells of", "About"),
            ["stage", "since", "until", "results", *CONTACTS, "areas", "groups"],
        ),
    )

    class Meta:
        model = Project
        fields = [
            *in_languages("title", "aim", "summary", "description", "partners_wanted_note", "results"),
            *("wants_partners", "institution", "alliance", "stage", *CONTACTS, "areas", "groups"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = scope.facts_for(self.user).of("institutions")
        self._offer("groups", Group.objects.visible_to(self.user).filter(institution__in=own).in_reading_order())


class OpportunityForm(PostedForm):
    """The deadline is typed as it stands in its own time zone."""

    website = web_address()
    sections = (
        ("", ["title", "summary", "description"]),
        (
            _("For whom, and how to apply"),
            [
                *("kind", "stage", "levels", "eligibility", "mode", "teaching_languages", "places", "funding"),
                *("how_to_apply", "deadline", "deadline_zone"),
            ],
        ),
        (_("Belongs to"), ["institution", "alliance"]),
        (pgettext_lazy("what a story tells of", "About"), [*CONTACTS, "areas"]),
    )

    class Meta:
        model = Opportunity
        fields = [
            *in_languages("title", "summary", "description", "eligibility", "funding", "how_to_apply"),
            *("kind", "stage", "levels", "mode", "teaching_languages", "places", "deadline", "deadline_zone"),
            *("institution", "alliance", *CONTACTS, "areas"),
        ]
        widgets = {"deadline": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored, zone = self.instance.deadline, self.instance.deadline_zone
        if stored is not None and zone and not self.instance._state.adding:
            self.initial["deadline"] = timezone.make_naive(stored, ZoneInfo(zone))

    def clean(self):
        cleaned = super().clean()
        deadline, zone = cleaned.get("deadline"), cleaned.get("deadline_zone")
        if deadline is not None and zone:
            cleaned["deadline"] = timezone.make_naive(deadline).replace(tzinfo=ZoneInfo(zone))
        return cleaned


def register_editors():
    register, kind = editing.register, editing.Kind
    in_project = partner_rows(Project, ProjectPartner, ProjectPartnerRow)
    in_opportunity = partner_rows(Opportunity, OpportunityPartner, OpportunityPartnerRow)
    register(kind("groups", Group, GroupForm, _("Present a scientific group")))
    register(kind("projects", Project, ProjectForm, _("Propose a joint project"), rows=(in_project,)))
    register(kind("opportunities", Opportunity, OpportunityForm, _("Post an opportunity"), rows=(in_opportunity,)))
