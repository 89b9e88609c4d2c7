from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchConfig(AppConfig):
    name = "research"
    verbose_name = _("Research")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Rules and the desk name the models, which are ready only now.
        from research.desk import register_desk
        from research.forms import register_editors
        from research.rules import register_rules

        register_rules()
        register_editors()
        register_desk()
