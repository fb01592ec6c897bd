from django.db import models


class ScheduledJob(models.Model):
    """One periodic job of the worker: when it is due, who holds it, how it went.

    A worker takes a job by one conditional UPDATE that writes its own name and a time until which the
    lease holds. A worker that dies keeps the job from nobody longer than that.
    """

    name = models.CharField(max_length=100, unique=True)
    due_at = models.DateTimeField()
    leased_by = models.CharField(max_length=100, blank=True, default="")
    leased_until = models.DateTimeField(null=True, blank=True)
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_finished_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    def __str__(self):
        return self.name
