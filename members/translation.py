from modeltranslation.translator import TranslationOptions, register

from members.models import Appointment, Institution, Office, Person


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name", "city", "description")


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "title", "summary")


@register(Office)
class OfficeTranslation(TranslationOptions):
    fields = ("title",)


@register(Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("note",)
