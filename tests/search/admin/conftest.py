"""What the tests of the search's screens share."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search import log, state, tuning
from search.models import QueryDay
from tests.admin.conftest import told  # noqa: F401


@pytest.fixture(autouse=True)
def nothing_kept():
    """No test sees what another one left in this process."""
    tuning.forget()
    log._queue.renew()
    yield
    tuning.forget()
    log._queue.renew()


@pytest.fixture
def editor(as_user):
    return as_user("editor")


@pytest.fixture
def manager(as_user):
    return as_user("model_manager")


def config():
    """The number that tells processes to read the settings of the search anew."""
    return state.numbers().get(state.CONFIG, 0)


def searched(query, times=1, zero=0, hits=1, days_ago=0, language="sv", ranks=()):
    """A row of the log, with clicks on these ranks."""
    buckets = dict.fromkeys((name for name, _most in QueryDay.RANKS), 0)
    for rank in ranks:
        buckets[log._bucket(QueryDay, rank)] += 1
    return QueryDay.objects.create(
        language=language,
        query=query,
        day=timezone.localdate() - timedelta(days=days_ago),
        times=times,
        zero=zero,
        hits=hits,
        clicks=len(ranks),
        click_rank_sum=sum(ranks),
        **buckets,
    )
