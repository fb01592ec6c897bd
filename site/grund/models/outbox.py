from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEEPS_TRYING = timedelta(days=3)
SECRET = "[[secret]]"  # noqa: S105 (the mark that stands in a text until the mail is sent)


def end_of_tries():
    """Until when a mail that is put now is tried."""
    return timezone.now() + KEEPS_TRYING


class OutboxMail(models.Model):
    """One mail: written in the transaction that it tells of, sent by the worker under a lease.

    ``grund.outbox`` alone writes here. ``dedup_key`` and ``about`` hold no personal data: they stay when the
    texts are gone, so that whoever leads a course still sees that something was sent, and when.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waits to be sent")
        SENDING = "sending", _("Is being sent")
        RETRY = "retry", _("Waits for another try")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        DROPPED = "dropped", _("No longer needed")

    UNFINISHED = (State.QUEUED, State.SENDING, State.RETRY)
    DONE = (State.SENT, State.FAILED, State.DROPPED)

    kind = models.CharField(max_length=100)
    to = models.EmailField(blank=True)
    to_name = models.CharField(max_length=255, blank=True, default="")
    language = models.CharField(max_length=20, default="sv")
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True, default="")
    calendar = models.TextField(blank=True, default="")
    calendar_method = models.CharField(max_length=20, blank=True, default="")
    # The raw token of a link. It stands nowhere else, and goes as soon as the mail is out of our hands.
    secret = models.CharField(max_length=200, blank=True, default="")
    dedup_key = models.CharField(max_length=255, unique=True)
    # Stored, so that a mail that must be sent twice is seen to be the same one.
    message_id = models.CharField(max_length=255, unique=True)
    stream = models.CharField(max_length=255, blank=True, default="")
    about = models.CharField(max_length=255, blank=True, default="", db_index=True)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    give_up_at = models.DateTimeField(default=end_of_tries)
    leased_by = models.CharField(max_length=100, blank=True, default="")
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    body_removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # Sent mails are nearly all of the table; what the worker asks for never looks at them.
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state__in=["queued", "sending", "retry"]),
                name="grund_mail_due",
            ),
            models.Index(
                fields=["stream", "id"],
                condition=Q(state__in=["queued", "sending", "retry"]),
                name="grund_mail_stream",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def can_be_sent_again(self):
        """Whether ``outbox.send_again`` would take it: it failed, all of it is still here, and it is of use."""
        whole = self.body_removed_at is None and SECRET not in self.text + self.html
        late = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.state == self.State.FAILED and whole and not late
