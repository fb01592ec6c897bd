from django.apps import AppConfig


class SidorConfig(AppConfig):
    name = "sidor"
    label = "sidor"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sidor"
