from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or remove what has been noted."""


class AppendOnlyQuerySet(models.QuerySet):
    """Takes new rows and gives back old ones, nothing else."""

    def update(self, **values):
        raise AppendOnlyError("What has been noted is never changed.")

    def bulk_update(self, *args, **options):
        raise AppendOnlyError("What has been noted is never changed.")

    def delete(self):
        raise AppendOnlyError("What has been noted is never removed.")

    update.alters_data = bulk_update.alters_data = delete.alters_data = True


class AuditEvent(models.Model):
    """Who did what, when and to what. Only added to, and without personal data but the account of ``by``.

    ``about`` is a path such as "utbildning/occasion/5/registration/12/". A user who is deleted leaves the row
    with no name, by Django's own update, which passes the query set by.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    as_role = models.CharField(max_length=100, blank=True, default="")
    action = models.CharField(max_length=100)
    about = models.CharField(max_length=255, db_index=True)
    details = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = AppendOnlyQuerySet.as_manager()

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.about}"

    def save(self, *args, **options):
        if not self._state.adding:
            raise AppendOnlyError("What has been noted is never changed.")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise AppendOnlyError("What has been noted is never removed.")
