from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DocumentText(models.Model):
    """The text of one uploaded document, read by the worker.

    ``search.extraction.service`` alone writes here. ``file_hash`` says which file the row is about; while it is pending,
    ``text`` is still that of the file before. A worker that takes the row moves ``due_at`` to the end of its lease and
    leaves its mark in ``leased_by``: one that is killed leaves the row to whoever comes after that moment.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waits to be read")
        DONE = "done", _("Read")
        EMPTY = "empty", _("Holds no text, as a scanned paper")
        ENCRYPTED = "encrypted", _("Locked with a password")
        DAMAGED = "damaged", _("Damaged")
        TOO_LARGE = "too_large", _("Too large to be read")
        UNSUPPORTED = "unsupported", _("Of a kind that cannot be read")
        FAILED = "failed", _("Could not be read")

    # A plain number: the table of documents belongs to another app, and may be written to in bulk.
    document_id = models.PositiveBigIntegerField(_("document"), unique=True)
    file_hash = models.CharField(_("mark of the file"), max_length=40)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING)
    text = models.TextField(_("text"), blank=True, default="")
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    due_at = models.DateTimeField(_("is due"), default=timezone.now)
    leased_by = models.CharField(_("held by"), max_length=100, blank=True, default="")

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")
        # Nearly all rows are settled; what the worker asks for never looks at them.
        indexes = [models.Index(fields=["due_at", "id"], condition=models.Q(state="pending"), name="search_text_due")]

    def __str__(self):
        return f"{self.document_id}: {self.state}"
