from modeltranslation.translator import TranslationOptions, register

from portal.models import HomeBlock


@register(HomeBlock)
class HomeBlockTranslation(TranslationOptions):
    fields = ("title", "text")
