from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.admin_menu import menu
from portal.admin_menu import GROUPS, PARTS


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Checks and rules name the models, which are ready only now.
        from portal import checks  # noqa: F401
        from portal import menu as main_menu
        from portal.borrowed_texts import name_models
        from portal.rules import register_rules

        name_models()
        register_rules()
        main_menu.connect()
        menu.arrange(GROUPS, PARTS)
