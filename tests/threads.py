"""Many at the same moment: what the tests of races start."""

import threading

from django.db import connections


def all_at_once(number, work, patience=30):
    """Call ``work(which, together)`` in ``number`` threads; gives what each returned, or the exception it ended with.

    ``which`` counts from 0. ``together`` is a barrier for all of them: whoever needs the same moment waits there first.
    """
    together = threading.Barrier(number)
    results = [TimeoutError(f"Not done within {patience} seconds")] * number

    def run(which):
        try:
            results[which] = work(which, together)
        except Exception as error:
            results[which] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[which], daemon=True) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return results


def at_the_same_moment(number, work):
    """:func:`all_at_once` of a ``work()`` that all begin together."""

    def wait_and_work(_which, together):
        together.wait(10)
        return work()

    return all_at_once(number, wait_and_work)
