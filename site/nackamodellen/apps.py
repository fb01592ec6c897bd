from django.apps import AppConfig


class NackamodellenConfig(AppConfig):
    name = "nackamodellen"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Nackamodellen"
