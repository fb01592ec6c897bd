from django.apps import AppConfig


class NyheterConfig(AppConfig):
    name = "nyheter"
    label = "nyheter"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Nyheter"
