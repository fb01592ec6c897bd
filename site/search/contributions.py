"""What the search gives to others: the worker's rows and jobs."""

from datetime import timedelta

from grund.contributions import gives
from grund.shapes import ApiRouter, Job

from . import log
from .extraction import contributions as extraction

gives("row_handler")(extraction.handlers)
gives("job")(extraction.jobs)
gives("retention")(log.retention)


@gives("row_handler")
def handlers():
    """Elasticsearch is told of changes."""
    from .engines.elastic_index import drain

    return [("search_elastic", drain)]


@gives("job")
def jobs():
    """Every night the index is compared with the site, and the words are counted."""
    from .nightly import nightly

    return [Job("search_drift", timedelta(days=1), nightly)]


@gives("api_router")
def api_router():
    from . import api

    return [ApiRouter("/search", api.router)]
