import re

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.choices import Rhythm
from core.text import index_tokens
from members.managers import UserManager

TELEPHONE = RegexValidator(
    r"^\+?[0-9(][0-9 ().\-]{4,38}\Z",
    _("A telephone number has digits, spaces, hyphens and brackets, such as +86 29 8266 8000."),
)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; what he or she may do follows from dated appointments, not from groups."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("The language of the admin and of messages."),
    )
    message_rhythm = models.CharField(
        _("messages by mail"),
        max_length=10,
        choices=Rhythm,
        default=Rhythm.AT_ONCE,
        help_text=_("Invitations and what concerns your account always come at once."),
    )
    topic_rhythms = models.JSONField(_("messages by topic"), default=dict, blank=True, editable=False)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("In which moments are shown and entered. Empty: UTC."),
    )
    # Written by members.services.consenting alone. A number is kept only as long as its owner lets it be shown.
    contacts_shown_since = models.DateTimeField(_("contacts shown since"), null=True, blank=True, editable=False)
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, default="", editable=False, validators=[TELEPHONE]
    )
    search_tokens = models.TextField(default="", editable=False)
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May open the admin."))
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(phone="") | Q(contacts_shown_since__isnull=False),
                name="telephone_is_kept_while_it_is_shown",
                violation_error_message=_("A telephone number is kept only while it is shown."),
            )
        ]

    def __str__(self):
        return self.full_name or self.email

    def save(self, *args, update_fields=None, **kwargs):
        """Found by the name alone: searching must not tell whose address it is."""
        self.search_tokens = index_tokens(self.full_name)
        if update_fields is not None and "full_name" in update_fields:
            update_fields = {*update_fields, "search_tokens"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def rhythm_of(self, topic):
        """How often messages of a topic come by mail; without a choice of its own, as all do."""
        return self.topic_rhythms.get(topic) or self.message_rhythm

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    @property
    def shows_contacts(self):
        """Whether its owner agreed that fellow members see the address and the telephone number."""
        return self.contacts_shown_since is not None

    @property
    def phone_address(self):
        return "tel:" + re.sub(r"[^+0-9]", "", self.phone)

    # Rights follow from the scope rules alone; Django's table of permissions is not asked.

    def has_perm(self, perm, obj=None):
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label):
        return self.has_perm(app_label)
