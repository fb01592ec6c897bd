"""The demo with a fresh index, for modules that import ``searched_demo``."""

import pytest

from tests.queries.conftest import TODAY, demo

__all__ = ["TODAY", "demo", "searched_demo"]


@pytest.fixture(scope="module")
def searched_demo(demo, django_db_blocker):
    """The demo, and the index of it. What processes keep of an index is read anew, before and after."""
    from search import language, tuning
    from search.rebuild import rebuild

    with django_db_blocker.unblock():
        rebuild()
        yield
    language.forget()
    tuning.forget()
