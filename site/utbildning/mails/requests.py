"""Mails to addresses that are not registered yet: confirm this, and there is a new date."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from grund.mail_layout import compose
from grund.outbox import SECRET, Mail

from ..conf import setting
from .words import address, sender_name


def _mail(kind, row, to, language, subject, paragraphs, *, action, after, facts=(), key="", **rest):
    """A mail to somebody who has no registration. ``row`` is the request or wish that it is about. In its language."""
    text, html = compose(
        subject=subject,
        paragraphs=paragraphs,
        facts=facts,
        action=action,
        after=after,
        language=language,
        sender=sender_name(),
    )
    return Mail(
        kind=kind,
        to=to.strip(),
        subject=subject,
        text=text,
        html=html,
        dedup_key=key,
        about=row.about,
        language=language,
        **rest,
    )


def please_confirm(letters, pending, applicant, *, secret):
    """The link that turns a request into a registration."""
    language = applicant.language
    with override(language):
        return _mail(
            "please_confirm",
            pending,
            applicant.email,
            language,
            letters.subject(_("Confirm your registration"), language),
            [
                _("Somebody, probably you, wants to register this address. Open the link and press the button."),
                _("You have no seat and no place in the queue before you have done so."),
            ],
            facts=letters.facts(),
            action=(_("Confirm the registration"), address("confirm", language, word=SECRET)),
            after=[
                _("The link works for %(hours)d hours. Was it not you? Then do nothing.")
                % {"hours": setting("PENDING_HOURS")}
            ],
            key=f"utbildning:pending:{pending.pk}",
            secret=secret,
            expires_at=pending.expires_at,
        )


def new_date(letters, wish):
    """The one mail that a wish brings."""
    with override(wish.language):
        return _mail(
            "new_date",
            wish,
            wish.email,
            wish.language,
            letters.subject(_("A new date"), wish.language),
            [_("You wanted to know when the course has a new date. Now it has.")],
            facts=letters.facts(),
            action=(_("Register"), address("form", wish.language, pk=letters.occasion.pk)),
            after=[_("This is the only mail you get about it.")],
            key=f"utbildning:wish:{wish.pk}:new_date",
        )


def confirm_wish(wish, *, secret):
    """The link that confirms the address of a wish for a new date."""
    with override(wish.language):
        return _mail(
            "confirm_wish",
            wish,
            wish.email,
            wish.language,
            _("Confirm that you want to hear of new dates: %(course)s") % {"course": wish.course.title},
            [_("Open the link and press the button. Then we write once, when the course has a new date.")],
            action=(_("Confirm the address"), address("wish", wish.language, word=SECRET)),
            after=[_("Was it not you? Then do nothing.")],
            key=f"utbildning:wish:{wish.pk}",
            secret=secret,
        )
