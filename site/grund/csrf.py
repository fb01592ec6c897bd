"""Forms that survive a missing or old key: the view itself checks it, and shows what was typed once more."""

import logging
from functools import wraps

from django.middleware.csrf import REASON_NO_CSRF_COOKIE, CsrfViewMiddleware
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from .charset import refuse_unless_utf8

logger = logging.getLogger("grund.csrf")

NO_COOKIES = _(
    "Nothing was sent: your browser does not keep cookies from this site. Allow them and send the form again. "
    "What you typed is still here."
)
TOO_OLD = _("Nothing was sent: the form had been open for too long. What you typed is still here; send it again.")


class _Check(CsrfViewMiddleware):
    """Django's own check; says why it refuses instead of answering."""

    def _reject(self, request, reason):
        return reason


class _CheckOfSecretAddress(_Check):
    """For a page whose address is a secret and which therefore sends no referrer: browsers then send the origin "null",
    which Django takes for a foreign one. Whoever could forge the request would have to know the address; the form's key
    is asked for all the same."""

    def _origin_verified(self, request):
        return request.META["HTTP_ORIGIN"] == "null" or super()._origin_verified(request)

    def _check_referer(self, request):
        if "HTTP_REFERER" in request.META:
            super()._check_referer(request)


def checks_csrf(view=None, *, secret_address=False):
    """Decorator: the view finds in ``request.csrf_problem`` a sentence about a form that must not be acted on, or None.

    Works with and without Django's middleware. The view must look: nothing is refused here.
    """

    def decorate(view):
        @csrf_exempt
        @wraps(view)
        def checked(request, *args, **kwargs):
            refuse_unless_utf8(request)
            check = (_CheckOfSecretAddress if secret_address else _Check)(view)
            check.process_request(request)
            reason = check.process_view(request, None, (), {})
            request.csrf_problem = None
            if reason:
                logger.warning("A form was not accepted: %s", reason)
                request.csrf_problem = NO_COOKIES if reason == REASON_NO_CSRF_COOKIE else TOO_OLD
            return check.process_response(request, view(request, *args, **kwargs))

        return checked

    return decorate if view is None else decorate(view)
