"""Which changes caches are told of, and a signal for the writes that save no instance.

Stands below the models, so that querysets can send it.
"""

from functools import cache

from django.apps import apps
from django.dispatch import Signal

# Sent with the model by whoever writes rows in bulk.
rows_changed = Signal()

PROJECT_APPS = frozenset({"core", "members", "alliances", "governance", "research", "news", "workspace", "portal"})
# Kept for staff and machines. A page that reads one of these tables all the same is not kept.
NOT_ANNOUNCED = frozenset(
    {
        "core.auditentry",
        "core.autosave",
        "core.change",
        "core.importbatch",
        "core.importrow",
        "core.outboxmessage",
        "core.previewlink",
        "core.proposedchange",
        "core.readcount",
        "core.reviewassignment",
        "core.reviewcomment",
        "core.slugredirect",
        "core.unreaditem",
        "core.withdrawnid",
        "members.invitation",
        "members.user",
        "members.user_groups",
        "members.user_user_permissions",
        "members.representative",
        "alliances.secretariat",
        "alliances.trust",
        "governance.circular",
    }
)
# Rows that never change while the portal runs.
FIXED = frozenset({"contenttypes.contenttype"})


def is_announced(model):
    """Whether pages may show rows of this model, so that its changes are written down for the caches."""
    if model.__module__ == "__fake__":  # a model of a migration, which may run before there is a table to write to
        return False
    return model._meta.app_label in PROJECT_APPS and model._meta.concrete_model._meta.label_lower not in NOT_ANNOUNCED


@cache
def announced_models():
    return [model for model in apps.get_models(include_auto_created=True) if is_announced(model)]


@cache
def is_reached_by_links(model):
    """Whether the page of one record shows rows of this model only where relations lead to them from that record.

    Models say so; the rows that join two of them follow.
    """
    if model._meta.auto_created:
        ends = [field.related_model for field in model._meta.concrete_fields if field.is_relation]
        return all(is_reached_by_links(end) for end in ends)
    return getattr(model, "reached_by_links", False)
