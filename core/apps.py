from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Shared records")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Signals, rules and the desk name the models, which are ready only now.
        from core import rules, signals
        from core.desk.own import register_desk

        signals.connect(self)
        rules.register_rules()
        register_desk()
