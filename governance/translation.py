from modeltranslation.translator import TranslationOptions, register

from governance.models import AgendaItem, Body, Meeting, Proposal, ProposalPart, Tenure


@register(Body)
class BodyTranslation(TranslationOptions):
    fields = ("name", "note")


@register(Tenure)
class TenureTranslation(TranslationOptions):
    fields = ("note",)


@register(Meeting)
class MeetingTranslation(TranslationOptions):
    fields = ("outcome",)


@register(AgendaItem)
class AgendaItemTranslation(TranslationOptions):
    fields = ("title", "outcome")


@register(Proposal)
class ProposalTranslation(TranslationOptions):
    fields = ("title", "summary", "note")


@register(ProposalPart)
class ProposalPartTranslation(TranslationOptions):
    fields = ("text",)
