from django.apps import AppConfig


class ObjektsidorConfig(AppConfig):
    name = "objektsidor"
    label = "objektsidor"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Objektsidor"
