from modeltranslation.translator import TranslationOptions, register

from research.models import Group, Opportunity, Project


@register(Group)
class GroupTranslation(TranslationOptions):
    fields = ("name", "summary", "description", "topics", "equipment", "outputs", "needs", "offers")


@register(Project)
class ProjectTranslation(TranslationOptions):
    fields = ("title", "aim", "summary", "description", "partners_wanted_note", "partners_note", "results")


@register(Opportunity)
class OpportunityTranslation(TranslationOptions):
    fields = ("title", "summary", "description", "eligibility", "funding", "how_to_apply")
