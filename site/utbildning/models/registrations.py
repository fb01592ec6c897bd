"""Who takes part. Rows that only ``services`` changes; the database refuses what the services should never do."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ..querysets import RegistrationQuerySet
from .occasions import CourseQuestion, Occasion, OccasionDay


class Registration(models.Model):
    """One person's registration for one occasion.

    ``key`` is the stable part of the receipt's address. ``version`` counts changes of state and is part of what keeps a
    mail from being sent twice. Role, object and unit are text: what they were called when the person registered.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("Has a seat")
        WAITING = "waiting", _("Waiting")
        OFFERED = "offered", _("Offered a seat")
        CANCELLED = "cancelled", _("Withdrawn")

    class Source(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        EMAIL = "email", _("Confirmed by e-mail")
        LEADER = "leader", _("By the course leader")
        IMPORT = "import", _("Imported")

    class CancelledBy(models.TextChoices):
        SELF = "self", _("By the participant")
        LEADER = "leader", _("By the course leader")
        OCCASION = "occasion", _("The course was cancelled")
        OFFER = "offer", _("The offer ran out")

    SEATED = (State.CONFIRMED, State.OFFERED)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(
        "personer.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    email_norm = models.CharField(max_length=254)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    role_code = models.CharField(_("role"), max_length=40, blank=True)
    object_code = models.CharField(_("object"), max_length=20, blank=True)
    manager_informed = models.BooleanField(_("manager informed"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State)
    queue_number = models.PositiveIntegerField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, default="sv")
    source = models.CharField(max_length=20, choices=Source)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    suspected_machine = models.BooleanField(default=False)
    # One for each form that was shown: sending it twice registers once.
    form_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=20, choices=CancelledBy, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "email_norm"],
                condition=~Q(state="cancelled"),
                name="registration_email_once",
            ),
            models.UniqueConstraint(
                fields=["occasion", "person"],
                condition=~Q(state="cancelled") & Q(person__isnull=False),
                name="registration_person_once",
            ),
            models.UniqueConstraint(
                fields=["occasion", "queue_number"],
                condition=Q(queue_number__isnull=False),
                name="registration_queue_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(queue_number__isnull=False), name="registration_waits_with_number"
            ),
            models.CheckConstraint(
                condition=(Q(state="offered") & Q(offered_until__isnull=False))
                | (~Q(state="offered") & Q(offered_until__isnull=True)),
                name="registration_offer_has_end",
            ),
        ]
        indexes = [models.Index(fields=["email_norm"], name="registration_email")]

    def __str__(self):
        return f"{self.pk} {self.state}"  # no name: this text reaches logs

    @property
    def about(self):
        """The path that mails, audit events and holds name this registration by."""
        return f"utbildning/occasion/{self.occasion_id}/registration/{self.pk}/"

    @property
    def stream(self):
        """What the mails about this person and occasion go out in order by: the same when somebody registers anew. A
        keyed hash, so that it tells nobody who it is."""
        return f"utbildning:{self.occasion_id}:{salted_hmac('utbildning.stream', self.email_norm).hexdigest()[:24]}"

    @property
    def is_active(self):
        return self.state != self.State.CANCELLED


class CalendarItem(models.Model):
    """The calendar entry of one registration and one day: its UID never changes, its sequence only rises."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="calendar_items")
    day = models.ForeignKey(OccasionDay, null=True, on_delete=models.SET_NULL, related_name="calendar_items")
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "day"], name="calendar_item_once")]

    def __str__(self):
        return f"{self.uid} {self.sequence}"


class Needs(models.Model):
    """What somebody needs in order to take part (diet, access). Health data: a table of its own, soon removed."""

    MOST = 500

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="needs")
    text = models.CharField(max_length=MOST)

    class Meta:
        verbose_name = _("needs")
        verbose_name_plural = _("needs")

    def __str__(self):
        return f"{self.registration_id}"


class Answer(models.Model):
    """The answer to a course's own question."""

    MOST = 1000

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(CourseQuestion, on_delete=models.PROTECT, related_name="answers")
    text = models.CharField(max_length=MOST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "question"], name="answer_once")]

    def __str__(self):
        return f"{self.registration_id}/{self.question_id}"


class AccessToken(models.Model):
    """What a link in a mail opens: one registration. Only the hash is kept; the link stands in the mail alone."""

    token_hash = models.CharField(max_length=64, unique=True)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="tokens")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    def __str__(self):
        return f"{self.registration_id}"


class PendingRegistration(models.Model):
    """A request by e-mail that nobody has confirmed yet: takes neither seat nor place in the queue.

    ``data`` holds what was typed until it is confirmed or runs out. After confirmation ``registration`` says which it
    became, so that pressing the button again shows the same receipt.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="pending")
    registration = models.ForeignKey(Registration, null=True, on_delete=models.CASCADE, related_name="+")
    email_norm = models.CharField(max_length=254, db_index=True)
    data = models.JSONField(default=dict)
    form_key = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.pk}"

    @property
    def about(self):
        return f"utbildning/occasion/{self.occasion_id}/pending/{self.pk}/"
