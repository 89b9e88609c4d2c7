from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Rules and the desk name the models, which are ready only now.
        from news.desk import register_desk
        from news.forms import register_editors
        from news.rules import register_rules
        from news.telling import register_kinds

        register_rules()
        register_editors()
        register_desk()
        register_kinds()
