"""What stands at the head of a change form: how the record stands, where it is found, who touched it last."""

from django.conf import settings
from django.urls import NoReverseMatch

from core import scope
from core.admin.conflict_panel import last_change
from core.languages import best_text, complete_languages, language_names, text_in, translated_fields
from core.models import AuditEntry, Identified, Publishable, RecordedFact


class RecordHead:
    """A form that opens with the state of its record, its addresses, its last change and its complete languages."""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and isinstance(obj, Identified) and not context.get("is_popup"):
            context["head"] = _head_of(request.user, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _head_of(user, obj):
    translated = set(translated_fields(type(obj)))
    texts = [field.name for field in obj._meta.fields if field.name in translated]  # in the order of the form
    names = [name for name in texts if best_text(obj, name)[0]]
    complete = complete_languages(obj, names) if names else []
    is_editor = scope.can_edit(user, obj)
    return {
        "since": _since(user, obj) if isinstance(obj, Publishable) else None,
        "permanent": f"{settings.BASE_URL}/id/{obj.pk}",
        "public": _address_of(obj),
        "change": last_change(user, type(obj), obj.pk) if is_editor and not isinstance(obj, RecordedFact) else None,
        "has_texts": bool(names),
        "languages": [language for language in language_names() if language["code"] in complete],
        "lacking": _lacking(obj, names),
    }


def _lacking(obj, names):
    """Pairs of a language and the labels of the texts that it lacks while another language has them."""
    pairs = (
        (
            language,
            [obj._meta.get_field(name).verbose_name for name in names if not text_in(obj, name, language["code"])],
        )
        for language in language_names()
    )
    return [(language, labels) for language, labels in pairs if labels]


def _address_of(obj):
    """The public address; none while the form has emptied, or the person may not see, what the address hangs on."""
    try:
        return obj.get_absolute_url() or ""
    except (AttributeError, NoReverseMatch):
        return ""


def _since(user, obj):
    """The moment of the last move; of being made, where it never moved."""
    moves = scope.manageable(AuditEntry.objects.filter(object_id=obj.pk, action="move"), user)
    return moves.order_by("-at").values_list("at", flat=True).first() or obj.published_at or obj.created_at
