"""What courses give other apps: dates, to-dos, notices, jobs and retention."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from grund.contributions import gives
from grund.shapes import ApiRouter, CalendarEntry, Job, Mine, Notice, RetentionRule, ToDo
from grund.text import format_date_range

from .conf import setting

TAKEN_SHOWN = LED_SHOWN = 5


@gives("calendar")
def course_dates(visitor, year, page=None):
    """The occasions that begin in ``year``; of one page, that course's. Cancelled ones are left out."""
    from wagtail.models import Page

    from .mine import courses_of
    from .models import CoursePage, Occasion

    if page is None:
        courses = courses_of(visitor)
    else:
        ours = issubclass(page.specific_class or Page, CoursePage) and visitor.may_see(page)
        courses = {page.translation_key: page} if ours else {}

    def ask_occasions():
        rows = Occasion.objects.shown().exclude(status=Occasion.Status.CANCELLED).filter(first_day__isnull=False)
        return list(rows.order_by("first_day", "pk").values_list(
            "pk", "slug", "first_day", "last_day", "place", "course__translation_key"
        ))  # fmt: skip

    found = []
    for pk, slug, first, last, place, key in visitor.remember("occasions", ask_occasions) if courses else []:
        course = courses.get(key)
        if course is None or first.year != year:
            continue
        found.append(
            CalendarEntry(
                uid=f"kurs-{pk}",
                title=course.title,
                start=first,
                end=last if last != first else None,
                kind="training",
                audience=getattr(course, "audience", ""),  # a page may come as the plain one it is in the tree
                url=f"{course.get_url() or ''}{slug}/",
                place=place,
                page_id=course.pk,
            )
        )
    return found


@gives("for_me")
def my_courses(visitor):
    """Offers that wait for an answer; the coming courses of one's own; what one has taken."""
    from django.utils import timezone

    from . import mine
    from .coverage import records_of
    from .mails.words import clock, language_now
    from .models import Registration
    from .shown import dates_in_words, day_in_words

    if not visitor.user.is_authenticated:
        return []
    everything = Mine(group=_("My courses"), title=_("All my courses and certificates"), url=reverse("anmalan:mine"))
    person = mine.person_of(visitor)
    found, now = [], timezone.now()
    courses = mine.courses_of(visitor)
    for registration in mine.coming_registrations(visitor):
        title = (courses.get(registration.course_key) or registration.occasion.course).title
        receipt = reverse("anmalan:receipt", args=[registration.key])
        if registration.state == Registration.State.OFFERED:
            until = registration.offered_until
            found.append(
                ToDo(
                    _("Say whether you take the seat: %(course)s") % {"course": title},
                    receipt,
                    _("The seat is held for you until %(day)s at %(time)s.")
                    % {"day": day_in_words(until, now), "time": clock(timezone.localtime(until).time())},
                    due=timezone.localdate(until),
                )
            )
        words, tag = mine.state_in_words(registration)
        found.append(
            Mine(
                group=_("My courses"),
                title=title,
                url=receipt,
                text=dates_in_words(registration.occasion),
                state=words,
                state_kind=tag,
                action_url=reverse("anmalan:cancel", args=[registration.key]),
                action_text=_("Cancel the registration"),
            )
        )
    found.append(everything)
    for record in records_of(person)[:TAKEN_SHOWN]:
        days = [date.fromisoformat(day) for day in record.days]
        found.append(
            Mine(
                group=_("Courses I have taken"),
                title=record.course_title,
                url=reverse("anmalan:mine"),
                text=format_date_range(min(days), max(days), language=language_now()) if days else "",
                action_url=reverse("anmalan:certificate", args=[record.number]) if record.gives_certificate else "",
                action_text=_("Certificate"),
            )
        )
    return found


@gives("for_me", order=1)
def courses_that_i_lead(visitor):
    """The coming courses that the visitor leads, and the way to all whose participants the visitor may see."""
    from . import permissions
    from .models import Occasion
    from .shown import dates_in_words

    user = visitor.user
    if not user.is_authenticated:
        return []
    group = _("Courses that I lead")
    rows = Occasion.objects.coming().filter(leader__user=user, leader__active=True).select_related("course")
    led = list(rows.exclude(status=Occasion.Status.CANCELLED)[:LED_SHOWN])
    if not (led or user.has_perm(permissions.MANAGE) or user.has_perm(permissions.VIEW)):
        return []
    found = [
        Mine(group, row.course.title, reverse("anmalan:participants", args=[row.pk]), dates_in_words(row))
        for row in led
    ]
    return [*found, Mine(group, _("All courses that I lead"), reverse("anmalan:leading"))]


@gives("notice")
def basic_training(visitor, page):
    """On pages that may speak of training: that the visitor lacks the basic one, and when it is given next."""
    from . import mine, shown
    from .coverage import has_basic_training

    if "training" not in getattr(page, "notice_topics", ()) or not visitor.user.is_authenticated:
        return []
    basic = {key: course for key, course in mine.courses_of(visitor).items() if course.is_basic}
    if not basic or has_basic_training(mine.person_of(visitor)):
        return []
    if any(registration.course_key in basic for registration in mine.coming_registrations(visitor)):
        return []
    occasions = [row for rows in shown.coming(basic.values()).values() for row in rows if row.state.takes_registrations]
    heading = _("You have not taken the basic training")
    if not occasions:
        course = next(iter(basic.values()))
        return [
            Notice(
                heading,
                _("No date can be registered for right now."),
                url=reverse("anmalan:wish_form", args=[course.pk]),
                link_text=_("Tell me when new dates are set"),
            )
        ]
    occasion = min(occasions, key=lambda row: (row.state.is_full, row.first_day, row.pk))
    return [
        Notice(
            heading,
            _("It is given %(days)s. %(state)s.")
            % {"days": shown.dates_in_words(occasion), "state": occasion.state.words},
            url=reverse("anmalan:form", args=[occasion.pk]),
            link_text=_("Join the queue") if occasion.state.is_full else _("Register"),
        )
    ]


@gives("job")
def jobs():
    from .services import occasions, registrations, reminders, wishes

    minutes = timedelta(minutes=1)
    return [
        Job("utbildning.offers", minutes, registrations.expire_offers),
        Job("utbildning.held", 10 * minutes, occasions.mark_held),
        Job("utbildning.reminders", 10 * minutes, reminders.remind),
        Job("utbildning.evaluations", 60 * minutes, reminders.ask_for_evaluation),
        Job("utbildning.new_dates", 10 * minutes, wishes.answer_wishes),
    ]


@gives("retention")
def retention():
    from .services import retention as purge

    def rule(name, days, run, reason):
        return RetentionRule(
            name=f"utbildning.{name}",
            keep=timedelta(days=days),
            purge=run,
            reason=reason,
            decision=setting("RETENTION_DECISION"),
        )

    return [
        rule(
            "needs",
            setting("KEEP_NEEDS_DAYS"),
            purge.purge_needs,
            _("Diet and access are needed until the course is over."),
        ),
        rule("answers", 0, purge.purge_answers, _("Each question says how long its answers are kept.")),
        rule("pending", 0, purge.purge_pending, _("Requests that nobody confirmed in time.")),
        rule(
            "registrations",
            setting("KEEP_REGISTRATION_DAYS"),
            purge.purge_registrations,
            _("Registrations are needed until the course has been accounted for."),
        ),
        rule("records", setting("KEEP_RECORD_DAYS"), purge.purge_records, _("What somebody has passed.")),
        rule("wishes", setting("KEEP_WISH_DAYS"), purge.purge_wishes, _("A wish for a new date that never came.")),
    ]


@gives("search_pages")
def pages_about_occasions():
    """A course is found by the years of its dates."""
    from .models import CoursePage, Occasion

    def courses(pks):
        keys = Occasion.objects.filter(pk__in=pks).values("course__translation_key")
        return [str(pk) for pk in CoursePage.objects.filter(translation_key__in=keys).values_list("pk", flat=True)]

    return [{Occasion: courses}]


@gives("api_router")
def api_router():
    from . import api
    from .models import Occasion, OccasionDay, Registration

    return [ApiRouter("/courses", api.router, (Occasion, OccasionDay), told=(Registration,))]


@gives("page_facts")
def facts_of_courses():
    """Others hear when the dates or the seats of a course change."""
    from .facts import of_courses

    return [of_courses()]
