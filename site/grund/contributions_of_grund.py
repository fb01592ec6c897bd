"""What the ground floor itself gives: the worker's standing jobs."""

from .contributions import gives
from .jobs import JOBS


@gives("job")
def standing_jobs():
    return JOBS
