"""The mails about one registration. A mail carries at most one calendar entry: of a course of two days the first entry
comes with the confirmation and the second in a mail of its own, since that is what mail programs act on.
"""

from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override

from grund.mail_layout import compose
from grund.outbox import SECRET, Mail
from grund.text import format_date_range

from .. import calendars
from ..models import CalendarItem, CoursePage
from .words import address, clock, day_words, evaluation_key, language_now, reminder_key, sender_name


class Letters:
    """The mails about one occasion as it is now. Titles and days are looked up once, however many are written."""

    def __init__(self, occasion):
        self.occasion = occasion

    @cached_property
    def _titles(self):
        pages = CoursePage.objects.filter(translation_key=self.occasion.course.translation_key, live=True)
        return dict(pages.values_list("locale__language_code", "title"))

    def title(self, language):
        return self._titles.get(language) or self.occasion.course.title

    def subject(self, words, language):
        return f"{words}: {self.title(language)}, {self._dates(language)}"

    def _dates(self, language):
        return format_date_range(self.occasion.first_day, self.occasion.last_day, language=language)

    def facts(self, *, with_link=False):
        """[(label, value)] in the active language."""
        occasion = self.occasion
        rows = [(_("Course"), self.title(language_now()))]
        rows += [(_("When"), "; ".join(day_words(day) for day in occasion.day_list))]
        if occasion.place:
            rows.append((_("Where"), occasion.place))
        if with_link and occasion.link:
            rows.append((_("Link to the meeting"), occasion.link))
        if occasion.note:
            rows.append((_("Remark"), occasion.note))
        return rows

    # --- One registration ----------------------------------------------------------------------

    def _mail(
        self, kind, registration, subject, paragraphs, *, action=None, after=(), with_link=False, key=None, **rest
    ):
        language = registration.language
        subject = self.subject(subject, language)
        text, html = compose(
            subject=subject,
            paragraphs=paragraphs,
            facts=self.facts(with_link=with_link),
            action=action,
            after=after,
            language=language,
            sender=sender_name(),
        )
        return Mail(
            kind=kind,
            to=registration.email,
            to_name=registration.name,
            subject=subject,
            text=text,
            html=html,
            dedup_key=key or f"utbildning:{registration.pk}:{kind}:{registration.version}",
            stream=registration.stream,
            about=registration.about,
            language=language,
            **rest,
        )

    def _own_page(self, registration, secret, label):
        """The button that leads to the registration: with a link of its own, or for somebody who signs in."""
        if secret:
            return label, address("link", registration.language, word=SECRET)
        return label, address("receipt", registration.language, key=registration.key)

    def _calendar(self, registration, item, day, method):
        with override(registration.language):
            event = calendars.Event(
                uid=str(item.uid),
                sequence=item.sequence,
                summary=self.title(registration.language),
                starts_at=day.starts_at,
                ends_at=day.ends_at,
                location=self.occasion.place,
                description=self.occasion.note,
            )
        return calendars.build(
            method,
            event,
            organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            organizer_name=sender_name(),
            attendee_email=registration.email,
            attendee_name=registration.name,
            now=timezone.now(),
        )

    def _further(self, registration, pairs, method, kind):
        """One mail for each further calendar entry. ``pairs``: [(calendar item, day)]."""
        mails = []
        for item, day in pairs:
            words = _("Calendar entry") if method == "REQUEST" else _("Calendar entry that goes")
            sentence = _("This mail brings the calendar entry for %(day)s.")
            if method == "CANCEL":
                sentence = _("This mail takes the entry for %(day)s out of your calendar.")
            mails.append(
                self._mail(
                    kind,
                    registration,
                    words,
                    [sentence % {"day": day_words(day)}],
                    key=f"utbildning:{item.uid}:{item.sequence}:{method}",
                    calendar=self._calendar(registration, item, day, method),
                    calendar_method=method,
                )
            )
        return mails

    def confirmed(self, registration, *, secret="", kind="confirmed"):
        """The confirmation with the calendar entries, one mail for each day."""
        items = CalendarItem.objects.filter(registration=registration, cancelled=False, day__isnull=False)
        items = list(items.select_related("day").order_by("day__date", "day__start_time"))
        with override(registration.language):
            opening = _("You have a seat. This is your confirmation.")
            if kind == "promoted":
                opening = _("A seat became free and it is yours. You no longer wait.")
            paragraphs = [opening]
            if len(self.occasion.day_list) > 1:
                paragraphs.append(_("Your registration covers all days. Each day has a calendar entry of its own."))
            first, further = items[0], items[1:]
            main = self._mail(
                kind,
                registration,
                _("You have a seat"),
                paragraphs,
                action=self._own_page(registration, secret, _("Change or cancel your registration")),
                after=[_("If you cannot come, cancel as soon as you know, so that somebody else can get the seat.")],
                with_link=True,
                secret=secret,
                calendar=self._calendar(registration, first, first.day, "REQUEST"),
                calendar_method="REQUEST",
            )
            return [main, *self._further(registration, [(i, i.day) for i in further], "REQUEST", "invitation")]

    def waiting(self, registration, *, position, secret=""):
        with override(registration.language):
            return self._mail(
                "waiting",
                registration,
                _("You are in the queue"),
                [
                    _("The course is full. You have place %(position)d in the queue.") % {"position": position},
                    _(
                        "If a seat becomes free we write to you at once. Close to the course you then have to say yes to it."
                    ),
                ],
                action=self._own_page(registration, secret, _("See your place or leave the queue")),
                secret=secret,
            )

    def of_promoted(self, moved, new_link):
        """Mails for what ``seats.promote`` gave. ``new_link(registration, occasion)`` makes the link's word."""
        mails = []
        for registration, how in moved:
            secret = new_link(registration, self.occasion)
            if how == "promoted":
                mails += self.confirmed(registration, secret=secret, kind="promoted")
            else:
                mails.append(self.offered(registration, secret=secret))
        return mails

    def offered(self, registration, *, secret=""):
        with override(registration.language):
            until = timezone.localtime(registration.offered_until)
            words = {
                "day": format_date_range(until.date(), language=registration.language),
                "time": clock(until.time()),
            }
            return self._mail(
                "offered",
                registration,
                _("A seat is held for you"),
                [_("A seat is free. It is held for you until %(day)s at %(time)s. Say yes before that.") % words],
                action=self._own_page(registration, secret, _("Say yes or no to the seat")),
                after=[_("If we hear nothing by then, you lose the seat.")],
                secret=secret,
                expires_at=registration.offered_until,
            )

    def cancelled(self, registration, items):
        """The registration is cancelled; ``items`` are the calendar entries that go, their days at hand."""
        with override(registration.language):
            by = registration.CancelledBy
            subject, sentence = _("You are cancelled"), _("Your registration is cancelled.")
            if registration.cancelled_by == by.OCCASION:
                subject, sentence = (
                    _("The course is cancelled"),
                    _("The course is cancelled, and your registration too."),
                )
            elif registration.cancelled_by == by.OFFER:
                subject = _("The seat has gone on")
                sentence = _("The time to say yes is over, so the seat is no longer yours.")
            elif registration.cancelled_by == by.LEADER:
                sentence = _("The course leader has cancelled your registration.")
            paragraphs = [sentence]
            if registration.cancelled_by == by.OCCASION and self.occasion.cancel_reason:
                paragraphs.append(_("Reason: %(reason)s") % {"reason": self.occasion.cancel_reason})
            pairs = [(item, item.day) for item in items]
            rest = {}
            if pairs:
                item, day = pairs[0]
                rest = {"calendar": self._calendar(registration, item, day, "CANCEL"), "calendar_method": "CANCEL"}
            main = self._mail("cancelled", registration, subject, paragraphs, **rest)
            return [main, *self._further(registration, pairs[1:], "CANCEL", "withdrawal")]

    def changed(self, registration, items, withdrawn, *, secret=""):
        """Day, time or place changed. ``items``: the entries in force; ``withdrawn``: [(entry, day)] that go."""
        by_day = {day.pk: day for day in self.occasion.day_list}
        with override(registration.language):
            rest = {}
            pairs = [(item, by_day[item.day_id]) for item in items]
            if pairs:
                item, day = pairs[0]
                rest = {"calendar": self._calendar(registration, item, day, "REQUEST"), "calendar_method": "REQUEST"}
            paragraphs = [_("The day, time or place has changed. This is what holds now.")]
            if registration.state == registration.State.WAITING:
                paragraphs.append(_("You keep your place in the queue."))
            elif registration.state == registration.State.OFFERED:
                paragraphs.append(_("The seat is still held for you; say yes or no as before."))
            main = self._mail(
                "changed",
                registration,
                _("The course has changed"),
                paragraphs,
                action=self._own_page(registration, secret, _("Change or cancel your registration")),
                with_link=registration.state == registration.State.CONFIRMED,
                secret=secret,
                **rest,
            )
            further = self._further(registration, pairs[1:], "REQUEST", "invitation")
            return [main, *further, *self._further(registration, withdrawn, "CANCEL", "withdrawal")]

    def reminder(self, registration, days, *, expires_at, secret=""):
        with override(registration.language):
            return self._mail(
                "reminder",
                registration,
                _("The course begins soon"),
                [_("A reminder: you have a seat in this course.")],
                action=self._own_page(registration, secret, _("Cancel if you cannot come")),
                after=[_("Somebody in the queue may be glad of the seat.")],
                with_link=True,
                secret=secret,
                key=reminder_key(registration, days),
                expires_at=expires_at,
            )

    def evaluation(self, registration):
        with override(registration.language):
            return self._mail(
                "evaluation",
                registration,
                _("What did you think of the course?"),
                [_("Thank you for taking part. A few short questions help us make the course better.")],
                action=(_("Answer the questions"), self.occasion.evaluation_url),
                key=evaluation_key(registration),
            )

    def certificate(self, registration, record, *, secret=""):
        """The course is passed; the link leads to the certificate."""
        language = registration.language
        url = address("certificate", language, number=record.number)
        if secret:
            url = address("link_certificate", language, word=SECRET)
        with override(language):
            return self._mail(
                "certificate",
                registration,
                _("Your certificate"),
                [_("You have taken the whole course. Here is your certificate.")],
                action=(_("Open the certificate"), url),
                key=f"utbildning:{registration.pk}:certificate:{record.number}",
                secret=secret,
            )

    def lost_link(self, registration, language, *, secret):
        with override(language):
            return self._mail(
                "lost_link",
                registration,
                _("Your link"),
                [_("Somebody, probably you, asked for a link to your registration.")],
                action=self._own_page(registration, secret, _("Open your registration")),
                key=f"utbildning:{registration.pk}:lost_link:{timezone.now():%Y%m%d%H%M%S%f}",
                secret=secret,
            )

    def already(self, registration, pending, *, secret=""):
        """To the owner of an address that somebody tried to register once more."""
        with override(registration.language):
            return self._mail(
                "already",
                registration,
                _("You are registered already"),
                [
                    _("Somebody, probably you, tried to register this address once more. Nothing has changed."),
                    _("State: %(state)s.") % {"state": registration.get_state_display()},
                ],
                action=self._own_page(registration, secret, _("Open your registration")),
                key=f"utbildning:pending:{pending.pk}:already",
                secret=secret,
            )

    def message(self, registration, subject, body, *, key, secret=""):
        """What the leader writes to a group."""
        with override(registration.language):
            return self._mail(
                "message",
                registration,
                subject,
                [part for part in body.split("\n\n") if part.strip()],
                action=self._own_page(registration, secret, _("Open your registration")),
                key=key,
                secret=secret,
            )
