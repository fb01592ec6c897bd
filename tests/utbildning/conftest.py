"""A course with one occasion, for the tests of registration."""

import pytest

from tests.factories.courses import make_course, make_occasion
from tests.utbildning.typed import url


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


@pytest.fixture
def occasion(course):
    return make_occasion(course)


@pytest.fixture
def allowed(settings):
    """Addresses at example.org may register by mail, and there is somebody to ask."""
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_CONTACT": "utbildning@example.org"}


@pytest.fixture
def address(occasion):
    """Where the form of the occasion is."""
    return url("form", pk=occasion.pk)
