from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import ULIDField
from core.models.picture import Picture
from core.querysets import ScopedQuerySet


class Autosave(models.Model):
    """What a person typed into a form and has not saved yet, so that no crash and no expired session loses it.

    One row for each form that stands open: two tabs keep two, and neither writes over the other. Pictures that were
    uploaded already belong to it until the form is saved. `content` is the form as it would be sent.
    """

    id = ULIDField(primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        editable=False,
        related_name="autosaves",
        verbose_name=_("account"),
    )
    kind = models.CharField(_("kind"), max_length=40, editable=False)
    object_id = models.CharField(_("record's id"), max_length=40, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True, editable=False)
    content = models.JSONField(_("what was typed"), default=dict, editable=False)
    saved_at = models.DateTimeField(_("kept"), auto_now=True, editable=False)

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    # What is typed is its writer's.
    never_exported = ("content", "title")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("text not saved yet")
        verbose_name_plural = _("texts not saved yet")
        ordering = ["-saved_at", "id"]
        indexes = [models.Index(fields=["person", "kind", "object_id"], name="autosave_of_person")]

    def __str__(self):
        return f"{self.kind} {self.id}"
