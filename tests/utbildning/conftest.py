"""A course with one occasion, for the tests of registration."""

import pytest

from tests.factories.courses import make_course, make_occasion


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


@pytest.fixture
def occasion(course):
    return make_occasion(course)
