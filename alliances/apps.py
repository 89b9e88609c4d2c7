from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlliancesConfig(AppConfig):
    name = "alliances"
    verbose_name = _("Alliances")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Rules, imports and the desk name the models, which are ready only now.
        from alliances import parts, telling
        from alliances.desk import register_desk
        from alliances.forms import register_editors
        from alliances.imports import MembershipTarget
        from alliances.rules import register_rules
        from core.imports import targets

        register_rules()
        register_editors()
        register_desk()
        telling.connect()
        parts.connect()
        targets.register(MembershipTarget())
