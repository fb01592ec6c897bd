from django.apps import AppConfig


class NackamodellenConfig(AppConfig):
    name = "nackamodellen"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Nackamodellen"

    def ready(self):
        from .files import keep_used_files

        keep_used_files()
