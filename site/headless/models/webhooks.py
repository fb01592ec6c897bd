"""Webhooks: who is told, what has happened, what was sent, and what the outside knows."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headless.webhooks import addresses, signing

KEEPS_TRYING = timedelta(hours=24)
_UNFINISHED = ["queued", "sending", "retry"]


def end_of_tries():
    """Until when a delivery that is put now is tried."""
    return timezone.now() + KEEPS_TRYING


def check_address(value):
    """ValidationError with a sentence for an address that nothing is ever sent to."""
    problem = addresses.problem_of(value)
    if problem:
        raise ValidationError(problem)


class WebhookEndpoint(models.Model):
    """A receiver. ``webhooks.endpoints`` alone writes here. Its secrets are shown once and never again."""

    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        help_text=_("What receives the events, for example Kommunens webbplats."),
    )
    url = models.CharField(
        _("address"),
        max_length=500,
        validators=[check_address],
        help_text=_("Where the events are sent. Starts with https:// and leads to a public server."),
    )
    events = models.JSONField(
        _("events"), default=list, blank=True, help_text=_("What it is told. None chosen: everything.")
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick to stop sending. What waits is then dropped.")
    )
    secret = models.CharField(max_length=100, default=signing.new_secret, editable=False)
    earlier_secret = models.CharField(max_length=100, blank=True, default="", editable=False)
    earlier_until = models.DateTimeField(null=True, blank=True, editable=False)
    # Of a receiver that does not answer, one delivery is tried in a while, not each of them.
    failures = models.PositiveIntegerField(default=0, editable=False)
    resting_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("webhook receiver")
        verbose_name_plural = _("webhook receivers")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def secrets(self):
        """Those that sign right now, the newest first: two while one takes over from the other."""
        both = self.earlier_secret and self.earlier_until and self.earlier_until > timezone.now()
        return [self.secret, self.earlier_secret] if both else [self.secret]


class WebhookEvent(models.Model):
    """Something that a visitor who is not signed in could see happen. Written in the transaction of what it tells of;
    the keys rise in the order of the commits."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.CharField(_("event"), max_length=50)
    # Events of one stream reach a receiver in their order.
    stream = models.CharField(max_length=50)
    body = models.TextField()
    url = models.TextField(_("address"), blank=True, default="")
    occurred_at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)

    def __str__(self):
        return f"{self.type} {self.uid}"


class WebhookDelivery(models.Model):
    """One event for one receiver, sent by the worker under a lease. ``webhooks.delivery`` alone writes here."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waits to be sent")
        SENDING = "sending", _("Is being sent")
        RETRY = "retry", _("Waits for another try")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Given up")
        DROPPED = "dropped", _("No longer needed")

    UNFINISHED = (State.QUEUED, State.SENDING, State.RETRY)
    DONE = (State.DELIVERED, State.FAILED, State.DROPPED)

    endpoint = models.ForeignKey(
        WebhookEndpoint, verbose_name=_("receiver"), on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.ForeignKey(
        WebhookEvent, verbose_name=_("event"), on_delete=models.CASCADE, related_name="deliveries"
    )
    stream = models.CharField(max_length=50)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    give_up_at = models.DateTimeField(_("given up after"), default=end_of_tries)
    leased_by = models.CharField(max_length=100, blank=True, default="")
    leased_until = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(_("last answer"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True, default="")
    last_tried_at = models.DateTimeField(_("last try"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        default_permissions = ("view", "change")
        constraints = [models.UniqueConstraint(fields=["endpoint", "event"], name="headless_one_delivery")]
        # Settled ones are nearly all of the table; what the worker asks for never looks at them.
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state__in=_UNFINISHED), name="headless_hook_due"),
            models.Index(
                fields=["endpoint", "stream", "event"], condition=Q(state__in=_UNFINISHED), name="headless_hook_stream"
            ),
        ]

    def __str__(self):
        return f"{self.event_id}: {self.state}"


class WebhookFeed(models.Model):
    """The one row that is locked while events are written, so that their keys rise in the order of the commits."""

    ONLY = 1

    def __str__(self):
        return "webhooks"


class PublicPage(models.Model):
    """A page as the outside knows it. What differs from the tree is what is told next."""

    page_id = models.PositiveBigIntegerField(unique=True)
    uid = models.UUIDField()
    language = models.CharField(max_length=20)
    url = models.TextField()
    slug = models.CharField(max_length=255)
    published_at = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)
    # Paths that it was known by before.
    earlier = models.JSONField(default=list)

    def __str__(self):
        return self.url


class PublicRedirect(models.Model):
    """A redirect as the outside knows it."""

    redirect_id = models.PositiveBigIntegerField(unique=True)
    page_id = models.PositiveBigIntegerField(null=True)
    url = models.TextField()
    from_url = models.TextField()

    def __str__(self):
        return self.from_url
