from django.apps import AppConfig


class HeadlessConfig(AppConfig):
    name = "headless"
    label = "headless"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Headless"

    def ready(self):
        from . import changes, checks, traces  # noqa: F401  (registers the checks)
        from .webhooks import checks as webhook_checks  # noqa: F401  (the same)
        from .webhooks import signals

        changes.connect()
        traces.connect()
        signals.connect()
