"""Mails to addresses that are not registered yet: confirm this, and there is a new date."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from grund.mail_layout import compose
from grund.outbox import SECRET, Mail

from ..conf import setting
from .words import address, sender_name


def please_confirm(letters, pending, applicant, *, secret):
    """The link that turns a request into a registration."""
    with override(applicant.language):
        subject = letters.subject(_("Confirm your registration"), applicant.language)
        text, html = compose(
            subject=subject,
            paragraphs=[
                _("Somebody, probably you, wants to register this address. Open the link and press the button."),
                _("You have no seat and no place in the queue before you have done so."),
            ],
            facts=letters.facts(),
            action=(_("Confirm the registration"), address("confirm", applicant.language, word=SECRET)),
            after=[
                _("The link works for %(hours)d hours. Was it not you? Then do nothing.")
                % {"hours": setting("PENDING_HOURS")}
            ],
            language=applicant.language,
            sender=sender_name(),
        )
    return Mail(
        kind="please_confirm",
        to=applicant.email.strip(),
        subject=subject,
        text=text,
        html=html,
        dedup_key=f"utbildning:pending:{pending.pk}",
        about=pending.about,
        language=applicant.language,
        secret=secret,
        expires_at=pending.expires_at,
    )


def new_date(letters, wish):
    """The one mail that a wish brings."""
    with override(wish.language):
        subject = letters.subject(_("A new date"), wish.language)
        text, html = compose(
            subject=subject,
            paragraphs=[_("You wanted to know when the course has a new date. Now it has.")],
            facts=letters.facts(),
            action=(_("Register"), address("form", wish.language, pk=letters.occasion.pk)),
            after=[_("This is the only mail you get about it.")],
            language=wish.language,
            sender=sender_name(),
        )
    return Mail(
        kind="new_date",
        to=wish.email,
        subject=subject,
        text=text,
        html=html,
        dedup_key=f"utbildning:wish:{wish.pk}:new_date",
        about=wish.about,
        language=wish.language,
    )


def confirm_wish(wish, *, secret):
    """The link that confirms the address of a wish for a new date."""
    with override(wish.language):
        subject = _("Confirm that you want to hear of new dates: %(course)s") % {"course": wish.course.title}
        text, html = compose(
            subject=subject,
            paragraphs=[_("Open the link and press the button. Then we write once, when the course has a new date.")],
            action=(_("Confirm the address"), address("wish", wish.language, word=SECRET)),
            after=[_("Was it not you? Then do nothing.")],
            language=wish.language,
            sender=sender_name(),
        )
    return Mail(
        kind="confirm_wish",
        to=wish.email,
        subject=subject,
        text=text,
        html=html,
        dedup_key=f"utbildning:wish:{wish.pk}",
        about=wish.about,
        language=wish.language,
        secret=secret,
    )
