"""What came of it: attendance, what somebody has passed, and wishes for new dates."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import CourseRecordQuerySet
from .occasions import OccasionDay
from .registrations import Registration


class Attendance(models.Model):
    """Whether a participant was there on one day. No row: not noted yet."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendance")
    day = models.ForeignKey(OccasionDay, on_delete=models.PROTECT, related_name="attendance")
    present = models.BooleanField(_("present"))
    noted_at = models.DateTimeField(auto_now=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "day"], name="attendance_once")]

    def __str__(self):
        return f"{self.registration_id}/{self.day_id}: {self.present}"


class CourseRecord(models.Model):
    """That somebody has passed a course. Outlives the registration: has a retention of its own.

    ``number`` is the certificate's, random; the page that verifies it says valid or not and nothing else.
    """

    person = models.ForeignKey(
        "personer.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="course_records"
    )
    registration = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.SET_NULL, related_name="record"
    )
    course = models.ForeignKey("utbildning.CoursePage", on_delete=models.PROTECT, related_name="records")
    course_title = models.CharField(max_length=255)
    holder = models.CharField(_("holder"), max_length=150)
    days = models.JSONField(default=list)  # ISO dates
    number = models.CharField(max_length=32, unique=True)
    gives_certificate = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="sv")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CourseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("course record")
        verbose_name_plural = _("course records")
        ordering = ["-issued_at"]

    def __str__(self):
        return self.number


class NewDateWish(models.Model):
    """Somebody wants to hear of the next date of a course. One mail, then the wish is gone.

    ``token_hash`` confirms an address without account (``confirmed_at`` empty until then) and takes the wish back.
    """

    course = models.ForeignKey("utbildning.CoursePage", on_delete=models.PROTECT, related_name="wishes")
    email = models.EmailField(_("e-mail"))
    email_norm = models.CharField(max_length=254)
    language = models.CharField(max_length=10, default="sv")
    token_hash = models.CharField(max_length=64, unique=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("wish for a new date")
        verbose_name_plural = _("wishes for new dates")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "email_norm"], condition=Q(confirmed_at__isnull=False), name="wish_once"
            )
        ]

    def __str__(self):
        return f"{self.pk}"

    @property
    def about(self):
        return f"utbildning/wish/{self.pk}/"
