from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Institutions and people")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Rules, imports and the desk name the models, which are ready only now.
        from core.imports import targets
        from members.desk import register_desk
        from members.forms import register_editors
        from members.imports import InstitutionTarget
        from members.rules import register_rules
        from members.telling import register_kinds

        register_rules()
        register_editors()
        register_desk()
        register_kinds()
        targets.register(InstitutionTarget())
