from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from alliances.choices import MembershipRole
from core.languages import direction, language_tag
from core.models import Identified, Timed
from core.querysets import ScopedQuerySet


class Circular(Identified, Timed):
    """What a secretariat writes to many: in one language or two, sent once; answers go to the alliance's contact."""

    class Circle(models.TextChoices):
        MEMBERS = "members", _("All members")
        COUNCIL = "council", _("The council: institutions with a seat")
        COUNTRY = "country", _("Members in one country or region")
        ROLE = "role", _("Institutions with one role")

    alliance = models.ForeignKey(
        "alliances.Alliance", on_delete=models.PROTECT, related_name="circulars", verbose_name=_("alliance")
    )
    circle = models.CharField(_("to whom"), max_length=10, choices=Circle, default=Circle.MEMBERS)
    country = CountryField(_("country or region"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=MembershipRole, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    subject = models.CharField(_("subject"), max_length=140)
    text = models.TextField(
        _("text"), help_text=_("Plain text; an empty line begins a paragraph, addresses become links.")
    )
    second_language = models.CharField(_("second language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    second_subject = models.CharField(_("subject in the second language"), max_length=140, blank=True)
    second_text = models.TextField(_("text in the second language"), blank=True)
    sent_at = models.DateTimeField(pgettext_lazy("mail", "sent"), null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("sent by"),
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("circular")
        verbose_name_plural = _("circulars")
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.subject

    def clean(self):
        super().clean()
        needed = []
        if self.circle == self.Circle.COUNTRY and not self.country:
            needed.append("country")
        if self.circle == self.Circle.ROLE and not self.role:
            needed.append("role")
        if self.second_language:
            needed += [name for name in ("second_subject", "second_text") if not getattr(self, name)]
        elif self.second_subject or self.second_text:
            needed.append("second_language")
        if needed:
            raise ValidationError({name: _("This is needed for what you chose.") for name in needed})
        if self.second_language == self.language:
            raise ValidationError({"second_language": _("Choose another language than the first.")})

    def concerned_alliance_ids(self):
        return {self.alliance_id}

    @property
    def whole_subject(self):
        return f"{self.subject} / {self.second_subject}" if self.second_language else self.subject

    @property
    def parts(self):
        """Subject and text with their language, in the order in which they are read."""
        found = [(self.language, self.subject, self.text)]
        if self.second_language:
            found.append((self.second_language, self.second_subject, self.second_text))
        return [
            {"tag": language_tag(language), "direction": direction(language), "subject": subject, "text": text.strip()}
            for language, subject, text in found
        ]
