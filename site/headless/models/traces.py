from django.db import models


class PageTrace(models.Model):
    """A published page that went, was closed, or got another address, and who could see it just before.

    One row for each page and audience, so that whoever could once see the page is told that it is gone, and nobody
    else. ``audience`` is the text of :func:`headless.traces.audience_of`."""

    page_id = models.PositiveIntegerField()
    translation_key = models.UUIDField()
    language = models.CharField(max_length=100)
    url_path = models.TextField(help_text="Where it stood in the tree: it says of which site it was.")
    audience = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page_id", "audience"], name="headless_one_trace")]

    def __str__(self):
        return f"{self.page_id}: {self.at}"
