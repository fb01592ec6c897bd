"""Questions about occasions, registrations and records that more than one place asks."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from . import permissions


def _count(rows, field):
    """How many of ``rows`` there are for the row outside, as a subquery; ``field`` is what they are chosen by."""
    counted = rows.order_by().values(field).annotate(number=models.Count("pk")).values("number")
    return Coalesce(models.Subquery(counted), 0)


class OccasionQuerySet(models.QuerySet):
    def of_course(self, page):
        """The occasions of a course page, whichever of its languages it is in."""
        return self.filter(course__translation_key=page.translation_key)

    def shown(self):
        """What readers may see: no drafts."""
        return self.exclude(status="draft")

    def coming(self, today=None):
        """Not over yet, the nearest first."""
        return self.filter(last_day__gte=today or timezone.localdate()).order_by("first_day", "pk")

    def over(self, today=None):
        """Past, the latest first."""
        return self.filter(last_day__lt=today or timezone.localdate()).order_by("-first_day", "-pk")

    def led_by(self, user):
        """Those that ``user`` leads, or all for who may manage or see every one."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm(permissions.MANAGE) or user.has_perm(permissions.VIEW):
            return self
        return self.filter(leader__user=user, leader__active=True)

    def with_waiting(self):
        """Each with how many wait, as ``waiting``."""
        from .models import Registration

        queue = Registration.objects.waiting().filter(occasion=models.OuterRef("pk"))
        return self.annotate(waiting=_count(queue, "occasion"))


class RegistrationQuerySet(models.QuerySet):
    def active(self):
        return self.exclude(state="cancelled")

    def waiting(self):
        """The queue, in its order."""
        return self.filter(state="waiting").order_by("queue_number")

    def of_person(self, person):
        """Those of a person, and those made with the account's address before there was an account."""
        from .names import norm_email

        mine = models.Q(person=person)
        if person.account_email:
            mine |= models.Q(person__isnull=True, email_norm=norm_email(person.account_email))
        return self.filter(mine)

    def with_position(self):
        """Each with its place in the queue as ``position``, 1 for the first; it says something of those who wait alone."""
        same = {"occasion": models.OuterRef("occasion"), "queue_number__lt": models.OuterRef("queue_number")}
        return self.annotate(position=_count(self.model.objects.waiting().filter(**same), "occasion") + 1)


class CourseRecordQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(revoked_at__isnull=True)
