from modeltranslation.translator import TranslationOptions, register

from portal.models import HomeBlock, MenuEntry


@register(HomeBlock)
class HomeBlockTranslation(TranslationOptions):
    fields = ("title", "text")


@register(MenuEntry)
class MenuEntryTranslation(TranslationOptions):
    fields = ("label",)
