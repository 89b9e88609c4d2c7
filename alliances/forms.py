"""How representatives write events, and what all that is posted for an institution has in common."""

from django import forms
from django.forms import inlineformset_factory
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.models import Alliance, Event, EventHost, Membership
from core import editing, scope
from core.models import Area
from core.writing_forms import WritingForm, WritingRow, in_languages, partial_date, web_address
from members.models import Institution
from members.naming import InstitutionField, InstitutionsField

BLANK_ROWS = 2
MOST_ROWS = 30


class PostedForm(WritingForm):
    """Of an institution that the person represents; the main alliance is one that this institution is in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        facts = scope.facts_for(self.user)
        own = Institution.objects.filter(pk__in=facts.of("institutions")).in_reading_order()
        alliances = Alliance.objects.filter(pk__in=facts.of("member_alliances")).in_reading_order()
        self._offer("institution", own, empty_label=None)
        self._offer("alliance", alliances, empty_label=_("Every alliance that the institution is in"))
        self.fields["institution"].required = True
        self.fields["alliance"].required = False
        self.fields["alliance"].help_text = _("Its secretariat reviews the item.")
        if "areas" in self.fields:
            areas = Area.objects.visible_to(self.user).published().in_reading_order()
            self._offer("areas", areas)
        for name, field in self.fields.items():
            if isinstance(field, InstitutionField | InstitutionsField):
                field.user = self.user
                field.present = tuple(self.initial.get(name) or ())

    def _offer(self, name, rows, empty_label=""):
        """Offer these rows, and what stands there already; the only one there is, is chosen."""
        field = self.fields[name]
        several = isinstance(field, forms.ModelMultipleChoiceField)
        if not self.instance._state.adding:
            present = [row.pk for row in self.initial.get(name) or []] if several else [self.initial.get(name)]
            rows = (rows | rows.model._default_manager.filter(pk__in=[pk for pk in present if pk])).distinct()
        field.queryset = rows
        if several:
            field.widget = forms.CheckboxSelectMultiple()
            field.widget.choices = field.choices
            return
        field.empty_label = empty_label
        offered = list(rows[:2])
        if self.instance._state.adding and len(offered) == 1:
            self.initial.setdefault(name, offered[0].pk)

    def clean(self):
        cleaned = super().clean()
        institution, alliance = cleaned.get("institution"), cleaned.get("alliance")
        unchanged = self.instance.alliance_id == getattr(alliance, "pk", None) and not self.instance._state.adding
        if institution and alliance and not unchanged:
            memberships = Membership.objects.in_force().recorded().as_members()
            if not memberships.filter(institution=institution, alliance=alliance).exists():
                self.add_error("alliance", _("The institution is not a member of this alliance today."))
        return cleaned


class NamedRow(WritingRow):
    """A row that names an institution by typing; what one has confirmed does not hold for another."""

    institution = InstitutionField(label=_("institution"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        field.user = self.user
        if self.instance.institution_id:
            field.present = (self.instance.institution,)
            self.initial["institution"] = self.instance.institution

    def save(self, commit=True):
        if "institution" in self.changed_data:
            self.instance.is_confirmed = False
        return super().save(commit)


class HostRow(NamedRow):
    class Meta:
        model = EventHost
        fields = ["institution", "role"]


HOSTS = inlineformset_factory(Event, EventHost, form=HostRow, extra=BLANK_ROWS, max_num=MOST_ROWS, can_delete=True)


class EventForm(PostedForm):
    website = web_address()
    starts = partial_date(Event, "starts")
    ends = partial_date(Event, "ends")
    sections = (
        ("", ["title", "summary", "body"]),
        (
            _("When and where"),
            ["kind", "starts", "ends", "start_time", "end_time", "zone", "mode", "place", "platform"],
        ),
        (_("Belongs to"), ["institution", "alliance"]),
        (pgettext_lazy("what a story tells of", "About"), ["website", "areas"]),
    )

    class Meta:
        model = Event
        fields = [
            *in_languages("title", "summary", "body", "place"),
            *("kind", "start_time", "end_time", "zone", "mode", "platform"),
            *("institution", "alliance", "website", "areas"),
        ]
        widgets = {
            "start_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "end_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }


def register_editors():
    hosts = editing.Rows("hosts", capfirst(EventHost._meta.verbose_name_plural), HOSTS)
    editing.register(editing.Kind("events", Event, EventForm, _("Announce an event"), rows=(hosts,)))
