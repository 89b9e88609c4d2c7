from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = _("Governance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Rules and the desk name the models, which are ready only now.
        from governance.desk import register_desk
        from governance.rules import register_rules
        from governance.services.circulars import register_kind

        register_rules()
        register_desk()
        register_kind()
