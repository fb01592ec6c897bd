from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sök"

    def ready(self):
        from . import indexing, signals
        from .extraction import service

        signals.connect()
        service.connect()
        service.EXTRACTED.append(indexing.document_read)
