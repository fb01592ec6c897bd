"""What the worker does with the index every night: mends what has come apart, counts the words, splits compounds anew
where the site's words have changed."""

import logging

from django.conf import settings

from . import rebuild as making
from . import state

logger = logging.getLogger("search")


def nightly():
    """Compare, mend and count. What was wrong is logged: every difference is a change that nobody told the index of."""
    found = making.drift(repair=True)
    if found.number:
        logger.warning("The search index differed from the site in %d entries; they are mended.", found.number)
    making.rebuild()  # compares every record, too
    if making.mend_full_text():
        logger.warning("The full-text index did not hold what the entries say; it is made anew.")
    state.sum_up()
    if settings.ELASTICSEARCH_URL:
        from .engines import elastic_client, elastic_index

        try:
            elastic_index.drain()
            behind = elastic_index.repair()
        except elastic_client.AWAY as error:
            logger.warning("Elasticsearch could not be compared (%s); tomorrow again.", type(error).__name__)
            return
        if behind:
            logger.warning("Elasticsearch differed from the index in %d entries; the worker tells it.", behind)
