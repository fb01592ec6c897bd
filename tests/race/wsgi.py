"""The site as gunicorn serves it in the tests of races, where a request may ask to go without what guards the seats.

``X-Without: lock`` leaves out the lock of the occasion's row; ``X-Without: lock and F`` counts the seats in Python as
well. So the tests show that they would see what the guards prevent. The site itself has no such switch.
"""

from contextvars import ContextVar

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

site = get_wsgi_application()

from utbildning.models import Occasion  # noqa: E402 (after Django is set up)
from utbildning.services import registrations, seats  # noqa: E402

_without = ContextVar("without", default="")
_lock_occasion, _take_seat = seats.lock_occasion, seats.take_seat


def lock_occasion(occasion_id):
    return Occasion.objects.get(pk=occasion_id) if _without.get() else _lock_occasion(occasion_id)


def take_seat(occasion):
    if _without.get() != "lock and F":
        return _take_seat(occasion)
    occasion.taken += 1
    occasion.save(update_fields=["taken"])


seats.lock_occasion = lock_occasion
seats.take_seat = registrations.take_seat = take_seat
_ = get_resolver().url_patterns  # once, before gunicorn forks its workers


def application(environ, start_response):
    token = _without.set(environ.get("HTTP_X_WITHOUT", ""))
    try:
        return site(environ, start_response)
    finally:
        _without.reset(token)
