from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from alliances.models import Contradiction, ContradictionSide
from core.admin.base import RevisedAdmin, TranslatedAdmin
from core.admin.scoped import ScopedInline


class ContradictionSideInline(ScopedInline, TranslationTabularInline):
    model = ContradictionSide
    fields = ["order", "value", "sources"]


@admin.register(Contradiction)
class ContradictionAdmin(RevisedAdmin):
    list_display = ["topic", "alliance", "institution", "person", "state"]
    list_filter = ["state", "alliance"]
    list_select_related = ["alliance", "institution", "person"]
    search_fields = ["slug", "topic_en", "topic_zh_hans", "topic_ru", "topic_ar"]
    search_through = ["alliance", "institution", "person"]
    inlines = [ContradictionSideInline]
    fieldsets = [
        (None, {"fields": ["topic", "slug"]}),
        (_("Belongs to"), {"fields": ["alliance", "institution", "person"]}),
        (_("Decision"), {"fields": ["state", "ruling"]}),
    ]


@admin.register(ContradictionSide)
class ContradictionSideAdmin(TranslatedAdmin):
    list_display = ["value", "contradiction", "order"]
    list_select_related = ["contradiction"]
    search_fields = ["value_en", "value_zh_hans", "value_ru", "value_ar", "contradiction__slug"]
    ordering = ["contradiction__slug", "order"]
    fields = ["contradiction", "order", "value", "sources"]
