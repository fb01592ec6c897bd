from django.conf import settings
from django.db import models
from django.utils import timezone


class RetentionRecord(models.Model):
    """The protocol of what was removed: which rule, how many, on which decision. No personal data."""

    rule = models.CharField(max_length=100)
    ran_at = models.DateTimeField(default=timezone.now, db_index=True)
    before = models.DateTimeField()
    removed = models.PositiveIntegerField()
    decision = models.CharField(max_length=255, blank=True, default="")

    def __str__(self):
        return f"{self.ran_at:%Y-%m-%d} {self.rule}: {self.removed}"


class RetentionHold(models.Model):
    """What somebody has asked to have handed out ("begärd utlämnad"): nothing below ``about`` is removed until it
    is lifted."""

    about = models.CharField(max_length=255)
    reason = models.TextField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.about
