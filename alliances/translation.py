from modeltranslation.translator import TranslationOptions, register

from alliances.models import (
    Alliance,
    Contradiction,
    ContradictionSide,
    Document,
    Event,
    Membership,
    Milestone,
    Statement,
)


@register(Alliance)
class AllianceTranslation(TranslationOptions):
    fields = (
        *("name", "legal_form", "founded_place", "founded_note", "summary", "aims", "description", "geography"),
        *("links", "foot_note"),
    )


@register(Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ("text",)


@register(Membership)
class MembershipTranslation(TranslationOptions):
    fields = ("note",)


@register(Statement)
class StatementTranslation(TranslationOptions):
    fields = ("note", "ruling")


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "summary", "body", "place")


@register(Contradiction)
class ContradictionTranslation(TranslationOptions):
    fields = ("topic", "ruling")


@register(ContradictionSide)
class ContradictionSideTranslation(TranslationOptions):
    fields = ("value",)
