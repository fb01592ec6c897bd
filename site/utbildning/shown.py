"""An occasion as readers meet it: its state in words, its days in words, and many of them at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from grund.templatetags.grund_tags import date_range
from grund.text import format_date_range

from . import rules
from .mails.words import clock, language_now
from .models import Occasion, OccasionDay

MOST_DRAWN = 40  # seats; more than that are said in words only
# The order in which an occasion becomes the one that a course page begins with.
_FIRST = (rules.OPEN, rules.FULL, rules.NOT_YET, rules.CLOSED, rules.CANCELLED)


@dataclass(frozen=True)
class ShownState:
    """``words`` stand on a tag whose class is ``tag``; ``sentence`` says it in full where there is room."""

    phase: str
    words: str
    sentence: str
    tag: str = ""

    @property
    def takes_registrations(self):
        return self.phase in (rules.OPEN, rules.FULL)

    @property
    def is_full(self):
        return self.phase == rules.FULL


def day_in_words(moment, now):
    """The day of a moment, with its year unless that is this year."""
    day = timezone.localdate(moment)
    return format_date_range(day, language=language_now(), with_year=day.year != timezone.localdate(now).year)


def moment_words(moment):
    """ "11 mars 2026 klockan 17.00" """
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": date_range(local.date()), "time": clock(local.time())}


def dates_in_words(occasion):
    """ "25–26 March 2026"."""
    return format_date_range(occasion.first_day, occasion.last_day, language=language_now())


def passes_on(occasion, now=None):
    """Whether a seat that somebody gives up goes to the next in the queue, if anybody waits."""
    return rules.may_promote(occasion.status, occasion.closing, occasion.starts_at, now or timezone.now())


def seats_in_words(occasion):
    """ "7 of 20 seats left"; "" where there is no limit."""
    if occasion.seats is None:
        return ""
    return ngettext(
        "%(free)d of %(seats)d seat left", "%(free)d of %(seats)d seats left", occasion.seats
    ) % {"free": max(occasion.free, 0), "seats": occasion.seats}  # fmt: skip


def shown_state(occasion, waiting, now=None):
    """What readers see of an occasion of which ``waiting`` people wait for a seat. The one place that decides it."""
    now = now or timezone.now()
    phase = rules.phase(
        occasion.status, occasion.opens_at, occasion.closing, occasion.ends_at, occasion.free, bool(waiting), now
    )
    if phase == rules.OPEN:
        words = seats_in_words(occasion) or _("Open for registration")
        return ShownState(phase, words, words, "ok")
    if phase == rules.FULL:
        words, sentence = _("Full"), _("The course is full.")
        if waiting:
            words = ngettext("Full, %(number)d waiting", "Full, %(number)d waiting", waiting) % {"number": waiting}
            queue = ngettext("%(number)d person is waiting.", "%(number)d people are waiting.", waiting)
            sentence = f"{sentence} {queue % {'number': waiting}}"
        return ShownState(phase, words, sentence, "warn")
    if phase == rules.NOT_YET:
        day = {"day": day_in_words(occasion.opens_at, now)}
        return ShownState(phase, _("Opens %(day)s") % day, _("Registration opens %(day)s.") % day)
    if phase == rules.CLOSED:
        return ShownState(phase, _("Registration is closed"), _("Registration is closed."))
    if phase == rules.CANCELLED:
        sentence = _("This course date is cancelled.")
        return ShownState(
            phase, pgettext("course date", "Cancelled"), f"{sentence} {occasion.cancel_reason}".strip(), "stop"
        )
    return ShownState(phase, pgettext("course date", "Held"), _("The course has been held."))


def last_day_to_register(occasion, now=None):
    """ "By 11 March", with the time where registration does not close at the end of a day."""
    closing = occasion.closes_at
    if closing is None:
        return _("Open until the course begins")
    local = timezone.localtime(closing)
    # Midnight ends the day before.
    day = day_in_words(closing - timedelta(seconds=1), now or timezone.now())
    if local.hour == 23 or (local.hour, local.minute) == (0, 0):
        return _("By %(day)s") % {"day": day}
    return _("By %(day)s at %(time)s") % {"day": day, "time": clock(local.time())}


def day_lines(occasion):
    """The weekdays and times: one line where the days follow on each other at the same times, else one for each day."""
    days = occasion.day_list
    if not days:
        return []
    times = {(day.start_time, day.end_time) for day in days}
    follows = all(day.date - days[0].date == timedelta(days=number) for number, day in enumerate(days))
    if len(times) == 1 and follows and len(days) <= 7:
        names = [date_format(day.date, "l") for day in days]
        words = names[0] if len(names) == 1 else _("%(first)s and %(last)s") % {
            "first": ", ".join(names[:-1]), "last": names[-1]
        }  # fmt: skip
        return [_line(words, days[0])]
    return [
        _line(
            f"{date_format(day.date, 'l')} {format_date_range(day.date, language=language_now(), with_year=False)}", day
        )
        for day in days
    ]


def _line(words, day):
    return _("%(days)s, at %(start)s–%(end)s") % {
        "days": words[:1].upper() + words[1:],
        "start": clock(day.start_time),
        "end": clock(day.end_time),
    }


def prepare(occasions, now=None):
    """Give each its days (``day_list``), how many wait (``waiting``) and its ``state``: two queries at most, however many
    there are. Those of ``with_waiting()`` know the second already. Gives a list."""
    occasions = list(occasions)
    if not occasions:
        return occasions
    unknown = [occasion.pk for occasion in occasions if not hasattr(occasion, "waiting")]
    waiting = (
        dict(Occasion.objects.filter(pk__in=unknown).with_waiting().values_list("pk", "waiting")) if unknown else {}
    )
    days = defaultdict(list)
    for day in OccasionDay.objects.filter(occasion__in=[occasion.pk for occasion in occasions]):
        days[day.occasion_id].append(day)
    for occasion in occasions:
        if occasion.pk in waiting:
            occasion.waiting = waiting[occasion.pk]
        occasion.day_list = sorted(days[occasion.pk], key=lambda day: (day.date, day.start_time))
        occasion.state = shown_state(occasion, occasion.waiting, now)
    return occasions


def _keyed(rows, now):
    found = defaultdict(list)
    rows = rows.with_waiting().annotate(course_key=F("course__translation_key"))
    for occasion in prepare(rows.order_by("first_day", "pk"), now):
        found[occasion.course_key].append(occasion)
    return found


def coming(pages, now=None):
    """{translation key: [occasion]} of course pages: what is not over, the nearest first, ready to be shown."""
    rows = Occasion.objects.shown().filter(course__translation_key__in=[page.translation_key for page in pages])
    found = _keyed(rows.filter(last_day__gte=timezone.localdate(now)), now) if pages else {}
    return {key: [row for row in own if row.state.phase != rules.OVER] for key, own in found.items()}


def coming_and_earlier(page, others, most_earlier, now=None):
    """:func:`coming` of a page and others, and of the page alone its latest earlier ones: ({key: [occasion]}, [occasion]).

    One question for both, since a page with much on it has none to spare.
    """
    today = timezone.localdate(now)
    held = Occasion.objects.of_course(page).shown().exclude(status=Occasion.Status.CANCELLED).over(today)
    keys = [row.translation_key for row in (page, *others)]
    wanted = Q(course__translation_key__in=keys, last_day__gte=today) | Q(pk__in=held.values("pk")[:most_earlier])
    found = _keyed(Occasion.objects.shown().filter(wanted), now)
    over = [row for row in found.get(page.translation_key, []) if row.state.phase == rules.OVER]
    still = {key: [row for row in own if row.state.phase != rules.OVER] for key, own in found.items()}
    return still, over[::-1][:most_earlier]


def nearest(occasions):
    """The one to begin with: the first that can be registered for, else the first that still may come."""
    return min(occasions, key=lambda occasion: _FIRST.index(occasion.state.phase), default=None)
