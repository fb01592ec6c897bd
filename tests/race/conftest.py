"""A course with people in a database that other processes see; all of it is removed by name."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Max

from grund.models import AuditEvent, OutboxMail
from personer.models import Person
from tests.factories.courses import make_course
from tests.race.served import gunicorn, make_people
from tests.services import require
from utbildning.models import CourseRecord, NewDateWish, Occasion, PendingRegistration, Registration

PEOPLE = 60


@pytest.fixture(scope="module")
def served(django_db_setup, django_db_blocker, tmp_path_factory):
    """The site behind a real gunicorn."""
    require("postgresql")
    with django_db_blocker.unblock(), gunicorn(tmp_path_factory.mktemp("gunicorn")) as site:
        yield site


@pytest.fixture
def course(committing):
    """A course that every process sees."""
    from utbildning.models import CourseIndexPage

    require("postgresql")
    first = AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    made = make_course(CourseIndexPage.objects.get(locale__language_code="sv"), slug="kapplopning")
    yield made
    NewDateWish.objects.filter(course=made).delete()
    CourseRecord.objects.filter(course=made).delete()
    PendingRegistration.objects.filter(occasion__course=made).delete()
    OutboxMail.objects.all().delete()
    Registration.objects.filter(occasion__course=made).delete()
    Occasion.objects.filter(course=made).delete()
    AuditEvent.objects.filter(pk__gt=first)._raw_delete("default")  # what is noted cannot be removed otherwise
    made.delete()


@pytest.fixture
def people(committing):
    """[(user, key of a session)]."""
    made = make_people(PEOPLE)
    yield made
    keys = [user.pk for user, _session in made]
    Registration.objects.filter(person__user__in=keys).delete()
    Person.objects.filter(user__in=keys).delete()
    Session.objects.filter(pk__in=[session for _user, session in made]).delete()
    AuditEvent.objects.filter(by__in=keys)._raw_delete("default")
    get_user_model().objects.filter(pk__in=keys).delete()
