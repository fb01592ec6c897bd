"""The log-in form: tries are counted before the password is hashed, so that a flood costs next to nothing."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from grund import throttle

NAME, ADDRESS = "login-name", "login-address"


class LoginForm(AuthenticationForm):
    """User name and password. At most so many tries per name and per address in some minutes (settings)."""

    error_messages = {
        "invalid_login": _("The user name and the password do not belong together. Check both and try again."),
        "inactive": _("This account is closed."),
        "throttled": _("Too many tries. Wait %(minutes)d minutes and try again."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.throttled = ""  # NAME or ADDRESS: whose tries were too many
        self.minutes = settings.LOGIN_TRIES_MINUTES
        # The way to the field leads past the skip link and what the page says.
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["username"].error_messages["required"] = _("Write your user name.")
        self.fields["password"].error_messages["required"] = _("Write your password.")

    def clean(self):
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            self._count(name)
        cleaned = super().clean()
        if self.user_cache is not None:  # a form without a password comes here too, and is no success
            throttle.forget(NAME, name.casefold())
        return cleaned

    def _count(self, name):
        """Count this try; stop here when there were too many for the name or for the address."""
        address = throttle.address_of(self.request)
        tries = (
            (ADDRESS, address, settings.LOGIN_TRIES_PER_ADDRESS),
            (NAME, name.casefold(), settings.LOGIN_TRIES_PER_NAME),
        )
        for scope, value, limit in tries:
            if not throttle.hit(scope, value, limit=limit, minutes=self.minutes):
                self.throttled = scope
                raise forms.ValidationError(
                    self.error_messages["throttled"], code="throttled", params={"minutes": self.minutes}
                )
