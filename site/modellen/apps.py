from django.apps import AppConfig


class ModellenConfig(AppConfig):
    name = "modellen"
    label = "modellen"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Modellen"
