"""Words that let a front end show one draft of one page for a quarter of an hour."""

import string
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils import timezone
from wagtail.models import Page

from .conf import setting

VALID = timedelta(minutes=15)
SCHEME = "Preview"
PLACES = ("page", "token", "path", "locale")  # what the address of the front end may hold in braces
_SALT = "headless.preview"


@dataclass
class Draft:
    """``page`` as the revision has it."""

    page: Page
    revision: int
    expires_at: datetime


def token_for(page, revision, user):
    """A token with which a front end may show this revision of this page, in the name of ``user``."""
    facts = {"page": page.pk, "revision": revision.pk, "user": user.pk, "live": page.live}
    return signing.dumps(facts, salt=_SALT, compress=True)


def draft_of(token, page):
    """The Draft that ``token`` opens of ``page``; None where it opens nothing: it is forged, older than VALID or for
    another page, its revision is gone, the page has been unpublished since, or its maker may no longer edit it. ``page``
    is as the database has it."""
    try:
        facts = signing.loads(token, salt=_SALT, max_age=VALID)
    except (signing.BadSignature, ValueError):
        return None
    if facts["page"] != page.pk or (facts["live"] and not page.live):
        return None
    user = get_user_model().objects.filter(pk=facts["user"], is_active=True).first()
    revision = page.revisions.filter(pk=facts["revision"]).first()
    if user is None or revision is None or not page.permissions_for_user(user).can_edit():
        return None
    return Draft(revision.as_object(), revision.pk, _made_at(token) + VALID)


def _made_at(token):
    seconds = signing.b62_decode(token.rsplit(":", 2)[1])
    return datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())


def address_of(page, token):
    """Where the front end shows the draft. Raises KeyError for a setting that names something else than PLACES."""
    words = {"page": page.pk, "token": token, "path": page.get_url() or "/", "locale": page.locale.language_code}
    return setting("PREVIEW_URL").format(**{name: quote(str(value), safe="/") for name, value in words.items()})


def problem_of(address):
    """What is wrong with the setting PREVIEW_URL, in a sentence; None where it can be used."""
    if not address.startswith(("https://", "http://")):
        return "It must begin with https:// (or http:// on one's own machine)."
    try:
        named = {name for _text, name, _spec, _conversion in string.Formatter().parse(address) if name is not None}
    except ValueError:
        return "It has a brace that is not closed."
    if unknown := sorted(named - set(PLACES)):
        return f"It names {unknown[0]!r} in braces; known are: {', '.join(PLACES)}."
    if not {"page", "token"} <= named:
        return "It must hold {page} and {token}."
    return None
