from modeltranslation.translator import TranslationOptions, register

from core.models import Area, Picture, Source


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("title", "publisher", "byline", "note")


@register(Area)
class AreaTranslation(TranslationOptions):
    fields = ("name", "description")


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("caption", "credit", "alt")
