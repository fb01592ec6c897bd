"""How often something may be tried: counted in the database, so that all processes agree.

``hit`` counts a try under a lock and says whether it is still allowed. Keys are hashed with the site's
secret, so that the table tells nobody who tried.
"""

import hmac
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from .conf import setting
from .models import ThrottleCounter


def _key(scope, value):
    message = f"{scope}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), message, sha256).hexdigest()


def hit(scope, value, *, limit, minutes):
    """Count one try of ``value`` in ``scope``. True while at most ``limit`` were made in ``minutes``."""
    now = timezone.now()
    try:
        with transaction.atomic():
            # The row is locked from the look to the count, so that tries at the same moment are all counted.
            row, new = ThrottleCounter.objects.select_for_update().get_or_create(
                key=_key(scope, value), defaults={"started_at": now, "count": 1}
            )
            if not new:
                over = row.started_at <= now - timedelta(minutes=minutes)
                row.started_at, row.count = (now, 1) if over else (row.started_at, row.count + 1)
                row.save(update_fields=["started_at", "count"])
    except IntegrityError:  # made by another process and forgotten again in the same moment
        return True
    return row.count <= limit


def add(scope, value, number, started_at):
    """Add ``number`` tries that were counted elsewhere since ``started_at``, where windows are fixed. Returns how many
    there are in all. What was counted in an earlier window is dropped."""
    with transaction.atomic():
        row, new = ThrottleCounter.objects.select_for_update().get_or_create(
            key=_key(scope, value), defaults={"started_at": started_at, "count": number}
        )
        if not new and row.started_at <= started_at:
            row.count = number + (row.count if row.started_at == started_at else 0)
            row.started_at = started_at
            row.save(update_fields=["started_at", "count"])
    return row.count


def exceeded(scope, value, *, limit, minutes):
    """Whether more than ``limit`` tries were counted in ``minutes``. Counts none itself."""
    begun = timezone.now() - timedelta(minutes=minutes)
    return ThrottleCounter.objects.filter(key=_key(scope, value), started_at__gt=begun, count__gt=limit).exists()


def forget(scope, value):
    """Start afresh, after a try that went well."""
    ThrottleCounter.objects.filter(key=_key(scope, value)).delete()


def sweep(older_than=timedelta(days=1)):
    """Remove counters whose window is long over. Returns how many."""
    return ThrottleCounter.objects.filter(started_at__lt=timezone.now() - older_than).delete()[0]


def address_of(request):
    """The client's address: the connection's, or the one the innermost trusted proxy saw."""
    proxies = setting("TRUSTED_PROXIES")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies][:100]
    return request.META.get("REMOTE_ADDR", "")
