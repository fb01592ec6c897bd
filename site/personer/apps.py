from django.apps import AppConfig


class PersonerConfig(AppConfig):
    name = "personer"
    label = "personer"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Personer"
