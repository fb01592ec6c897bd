"""What the visitor has to do with courses. Asked for somebody who is signed in, and only then; makes no person."""

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grund.languages import current_language
from personer.models import Person

from .models import CoursePage, Registration
from .shown import moment_words

State = Registration.State


def known_person(user):
    """The Person of a signed-in user, or whom ``person_for`` would make or link at the first act. Only reads.

    The person comes with the account; where that is not linked yet, it is here and not in the database. Somebody new is a
    Person that is not saved: its key matches no row, the account's address finds what was registered by mail.
    """
    email = (user.email or "").strip()
    mine = Q(user=user) | Q(user__isnull=True, email__iexact=email) if email else Q(user=user)
    found = list(Person.objects.filter(mine).select_related("unit"))
    own = [person for person in found if person.user_id == user.pk]
    name = user.get_full_name() or user.get_username()
    person = next(iter(own or found), None) or Person(pk=0, display_name=name[:150])
    person.user = user
    return person


def person_of(visitor):
    """:func:`known_person` of who is signed in, asked once; None for somebody who is not."""
    if not visitor.user.is_authenticated:
        return None
    return visitor.remember("person", lambda: known_person(visitor.user))


def courses_of(visitor):
    """{translation key: course} in the language of the address, as far as the visitor may see them; asked once."""

    def ask():
        courses = CoursePage.objects.visible_to(visitor).in_language(current_language()).order_by("path")
        return {course.translation_key: course for course in courses.defer_streamfields()}

    return visitor.remember("courses", ask)


def coming_registrations(visitor):
    """The visitor's registrations for what is not over, the nearest first, each with its place in the queue as
    ``position`` and the translation key of its course as ``course_key``."""
    person = person_of(visitor)
    if person is None:
        return []

    def ask():
        rows = Registration.objects.of_person(person).active().filter(occasion__last_day__gte=timezone.localdate())
        return list(
            rows.exclude(occasion__status="cancelled")
            .select_related("occasion__course")
            .with_position()
            .annotate(course_key=F("occasion__course__translation_key"))
            .order_by("occasion__first_day", "pk")
        )

    return visitor.remember("coming_registrations", ask)


def state_in_words(registration):
    """(words, class of the tag) of a registration that knows its ``position``."""
    if registration.state == State.CONFIRMED:
        return _("You have a seat"), "ok"
    if registration.state == State.OFFERED:
        until = moment_words(registration.offered_until)
        return _("A seat is held for you until %(moment)s") % {"moment": until}, "warn"
    if registration.state == State.WAITING:
        return _("You have place %(position)d in the queue") % {"position": registration.position}, ""
    return pgettext("registration", "Cancelled"), "stop"
