from django.apps import AppConfig


class UtbildningConfig(AppConfig):
    name = "utbildning"
    label = "utbildning"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Utbildning"
