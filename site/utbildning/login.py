"""Where somebody signs in: the host's own page, or the one that every Wagtail site has."""

from functools import wraps
from urllib.parse import urlencode

from django.conf import global_settings, settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import resolve_url
from django.urls import reverse


def login_url():
    """``LOGIN_URL`` where the host has set it, since Django's own default leads nowhere in a new Wagtail site."""
    if settings.LOGIN_URL != global_settings.LOGIN_URL:
        return resolve_url(settings.LOGIN_URL)
    return getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", None) or reverse("wagtailcore_login")


def login_address(request):
    """A link that comes back here."""
    return f"{login_url()}?{urlencode({'next': request.path})}"


def to_login(request):
    return redirect_to_login(request.get_full_path(), login_url())


def signed_in(view):
    """Decorator: whoever is not signed in is sent to where one does."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_login(request)

    return answered
