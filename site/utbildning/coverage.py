"""Who has passed what: the one place that answers it. Coverage by holder of a role comes with the role assignments."""

from django.db.models import Q

from .models import CourseRecord
from .names import norm_email


def records_of(person):
    """What a person has passed, or whoever registered with the account's address before there was one; latest first."""
    mine = Q(person=person)
    if person.account_email:
        mine |= Q(person__isnull=True, registration__email_norm=norm_email(person.account_email))
    return CourseRecord.objects.valid().filter(mine).order_by("-issued_at")


def basic_records():
    """The valid records of a course that is marked as the basic training, in whichever language it is marked."""
    from .models import CoursePage

    keys = CoursePage.objects.filter(is_basic=True).values("translation_key")
    return CourseRecord.objects.valid().filter(course__translation_key__in=keys)


def has_basic_training(person):
    """Whether a person has passed the basic training. None stands for somebody who is not signed in: no."""
    return person is not None and basic_records().filter(pk__in=records_of(person).values("pk")).exists()
