"""How often something may be tried: counted in the database, so that all processes agree.

``hit`` is one atomic statement per try and says whether the try is still allowed. Keys are hashed with
the site's secret, so that the table tells nobody who tried.
"""

import hmac
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .models import ThrottleCounter


def _key(scope, value):
    message = f"{scope}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), message, sha256).hexdigest()


def hit(scope, value, *, limit, minutes):
    """Count one try of ``value`` in ``scope``. True while at most ``limit`` were made in ``minutes``."""
    now = timezone.now()
    key = _key(scope, value)
    rows = ThrottleCounter.objects.filter(key=key)
    if not rows.filter(started_at__gt=now - timedelta(minutes=minutes)).update(count=F("count") + 1):
        # Either no row yet, or its window is over: start a new one.
        if not rows.filter(started_at__lte=now - timedelta(minutes=minutes)).update(started_at=now, count=1):
            try:
                with transaction.atomic():
                    ThrottleCounter.objects.create(key=key, started_at=now, count=1)
            except IntegrityError:  # another process was first
                rows.update(count=F("count") + 1)
    return rows.values_list("count", flat=True).get() <= limit


def forget(scope, value):
    """Start afresh, after a try that went well."""
    ThrottleCounter.objects.filter(key=_key(scope, value)).delete()


def sweep(older_than=timedelta(days=1)):
    """Remove counters whose window is long over. Returns how many."""
    return ThrottleCounter.objects.filter(started_at__lt=timezone.now() - older_than).delete()[0]


def address_of(request):
    """The client's address: the connection's, or the one the innermost trusted proxy saw."""
    proxies = getattr(settings, "TRUSTED_PROXIES", 0)
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies][:100]
    return request.META.get("REMOTE_ADDR", "")
