"""Words and addresses that the mails share."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from grund.outbox import SECRET
from grund.text import format_date_range

from ..conf import setting

_PLACEHOLDER = "x-secret-x"  # survives the quoting of reverse(), unlike the marker itself


def clock(time):
    """A time of day as it is written in the language that is active: 9.00 or 09:00."""
    if time is None:
        return ""
    return time_format(time, "G.i" if language_now() == "sv" else "H:i")


def language_now():
    """The active language without its region."""
    return (get_language() or "sv").split("-")[0]


def day_words(day):
    """A day of an occasion in words, in the active language: "25 mars 2026 klockan 9.00–16.00"."""
    return _("%(day)s at %(start)s–%(end)s") % {
        "day": format_date_range(day.date, language=language_now()),
        "start": clock(day.start_time),
        "end": clock(day.end_time),
    }


def address(name, language, **kwargs):
    """The whole address of one of our views in a language; ``word=SECRET`` becomes the marker of the outbox."""
    if kwargs.get("word") == SECRET:
        kwargs["word"] = _PLACEHOLDER
    with override(language):
        path = reverse(f"anmalan:{name}", kwargs=kwargs)
    return base_url() + path.replace(_PLACEHOLDER, SECRET)


def base_url():
    """Where links in mails begin, without a stroke at the end."""
    return (setting("BASE_URL") or settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def sender_name():
    """Who writes: the name before the sender's address, else the site's."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or getattr(settings, "WAGTAIL_SITE_NAME", "")


def reminder_key(registration, days):
    """The outbox key of a reminder: a seat that is lost and won again is reminded of again, and so is a new day."""
    about = f"{registration.confirmed_at:%Y%m%d%H%M%S}-{registration.occasion.first_day:%Y%m%d}"
    return f"utbildning:{registration.pk}:reminder-{days}:{about}"


def evaluation_key(registration):
    """The outbox key of the mail with the evaluation: one for each registration."""
    return f"utbildning:{registration.pk}:evaluation"
