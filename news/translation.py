from modeltranslation.translator import TranslationOptions, register

from news.models import BoilerplateVersion, NewsItem, NewsMention


@register(NewsItem)
class NewsItemTranslation(TranslationOptions):
    fields = ("kicker", "title", "lead", "body", "byline")


@register(NewsMention)
class NewsMentionTranslation(TranslationOptions):
    fields = ("note",)


@register(BoilerplateVersion)
class BoilerplateVersionTranslation(TranslationOptions):
    fields = ("title", "text")
