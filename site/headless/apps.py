from django.apps import AppConfig


class HeadlessConfig(AppConfig):
    name = "headless"
    label = "headless"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Headless"

    def ready(self):
        from .webhooks import checks, signals  # noqa: F401  (registers the check)

        signals.connect()
