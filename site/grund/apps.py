from django.apps import AppConfig


class GrundConfig(AppConfig):
    name = "grund"
    label = "grund"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Grund"

    def ready(self):
        from . import checks  # noqa: F401  (registers the house rules)
