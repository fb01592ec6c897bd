"""The worker's loop: periodic jobs and handlers of rows that apps register, under leases in the database.

Two workers may run; a job is taken by one of them. A job must bear being run twice: a worker that is
killed in the middle leaves the lease to run out, and another starts the job again.
"""

import logging
import os
import re
import socket
import time
import traceback
from datetime import timedelta

from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from .contributions import given
from .models import ScheduledJob

logger = logging.getLogger("grund.worker")
LEASE = timedelta(minutes=10)
RETRY = timedelta(minutes=5)
TURN = 30.0  # seconds after which a handler with many rows lets the others and the jobs have their turn


def _without_addresses(text):
    """A database's error may quote the row it was about."""
    return re.sub(r"[^\s\"'(<=]+@[^\s\"')>,]+", "…", text)


def my_name():
    """A name for this process that no other live worker has."""
    return f"{socket.gethostname()}:{os.getpid()}"[:100]


def take(name, holder, now=None, lease=LEASE):
    """Try to take the job ``name``. True when it is due, free, and now held by ``holder``."""
    now = now or timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    return bool(
        ScheduledJob.objects.filter(free, name=name, due_at__lte=now).update(
            leased_by=holder, leased_until=now + lease, last_started_at=now
        )
    )


def run_due(holder=None, stop=lambda: False):
    """Run each registered job that is due and free, until ``stop()``. Returns the names of those that ran."""
    holder = holder or my_name()
    ran = []
    for job in given("job"):
        if stop():
            break
        if not ScheduledJob.objects.filter(name=job.name).exists():
            ScheduledJob.objects.get_or_create(name=job.name, defaults={"due_at": timezone.now()})
        if not take(job.name, holder):
            continue
        error, wait = "", job.every
        try:
            job.run()
        except Exception:
            error, wait = _without_addresses(traceback.format_exc())[-4000:], min(job.every, RETRY)
            logger.exception("The job %s failed and is tried again in a while", job.name)
        now = timezone.now()
        # Only the holder writes: a lease that ran out may have passed to another worker.
        ScheduledJob.objects.filter(name=job.name, leased_by=holder).update(
            leased_by="", leased_until=None, last_finished_at=now, last_error=error, due_at=now + wait
        )
        ran.append(job.name)
    return ran


def run_handlers(stop=lambda: False, turn=None):
    """Let each registered handler work off its rows, until ``stop()``, at most ``turn`` seconds each.

    A handler takes ``stop`` and returns how many rows it handled. Gives {name: number}. One that fails is logged and
    keeps no other from its rows.
    """
    handled = {}
    for name, handle in given("row_handler"):
        if stop():
            break
        began = time.monotonic()

        def enough(began=began):
            return stop() or (turn is not None and time.monotonic() - began > turn)

        try:
            handled[name] = handle(enough) or 0
        except Exception:
            logger.exception("The handler %s failed; it is called again in a while", name)
    return handled


def run_forever(stop, pause=5.0):
    """Look for rows and due jobs every ``pause`` seconds until ``stop()`` is true. A database that is away is waited
    for."""
    while not stop():
        close_old_connections()
        try:
            run_handlers(stop, turn=TURN)
            run_due(stop=stop)
        except Exception:
            logger.exception("The worker could not look for jobs; it tries again")
        waited = 0.0
        while waited < pause and not stop():
            time.sleep(0.2)
            waited += 0.2
