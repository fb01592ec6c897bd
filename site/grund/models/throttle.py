from django.db import models


class ThrottleCounter(models.Model):
    """How often something was tried since ``started_at``. The key is a hash: no name or address is kept."""

    key = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.key[:8]}: {self.count}"
