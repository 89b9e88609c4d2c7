from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _


class NamedPart(models.Model):
    """The part of an institution in a record of others: a host of an event, a partner in a project or an
    opportunity.

    One that was named by others is shown as unconfirmed until it agrees. `whole_field` leads to the record.
    """

    whole_field: str
    # A copy is another record, of which nobody has been asked.
    never_copied = ("is_confirmed",)

    is_confirmed = models.BooleanField(_("confirmed"), default=False)

    class Meta:
        abstract = True

    @property
    def whole(self):
        return getattr(self, self.whole_field)

    @property
    def role_label(self):
        """What the institution is there, in words."""
        return self.get_role_display()


def part_models():
    return [model for model in apps.get_models() if issubclass(model, NamedPart)]


def parts_of(whole):
    """Rows of the institutions that are named in a record; of most kinds there are none."""
    for model in part_models():
        if isinstance(whole, model._meta.get_field(model.whole_field).related_model):
            return model.objects.filter(**{model.whole_field: whole})
    return None
