"""What the extraction gives the worker; ``search.contributions`` passes it on."""

from datetime import timedelta

from grund.shapes import Job

from . import service


def handlers():
    return [("search.extraction", service.extract_due)]


def jobs():
    return [Job("search.extraction.missing", timedelta(days=1), service.missing)]
