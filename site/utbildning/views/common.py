"""What the pages of participants share: who asks, which occasion is shown, how often something may be tried."""

import logging
from contextlib import contextmanager
from functools import cached_property, wraps

from django.conf import settings
from django.db import OperationalError
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from grund import throttle
from grund.context_processors import base_template
from grund.contributions import objects_for
from grund.languages import current_language, source_language
from grund.templatetags.grund_tags import date_range
from grund.text import NO_BREAK_SPACE
from grund.visitors import visitor_of

from .. import rules
from ..conf import setting
from ..models import CoursePage, Occasion, Registration
from ..names import norm_email
from ..refusals import Busy
from ..role_choices import role_label
from ..services.seats import is_busy
from ..shown import day_lines, last_day_to_register, moment_words, passes_on, shown_state

logger = logging.getLogger("utbildning")
BUSY_SECONDS = 5


# --- Answers -----------------------------------------------------------------------------------


def show(request, template, context, status=200, retry_after=None):
    """Render one of our pages, in a host without our context processor too."""
    context = {"contact": setting("CONTACT"), **base_template(request), **context}
    response = render(request, f"utbildning/register/{template}.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def private(view):
    """Decorator: no cache and no search engine keeps the answer."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


def posted(request):
    """What was sent, without halves of characters, which no page could show again."""
    data = request.POST.copy()
    for name, values in data.lists():
        data.setlist(name, [value.encode("utf-8", "replace").decode() for value in values])
    return data


@contextmanager
def lock_means_busy():
    """A database that somebody else holds too long becomes Busy, wherever in the request that shows."""
    try:
        yield
    except OperationalError as error:
        if is_busy(error):
            raise Busy from error
        raise


# --- How often ---------------------------------------------------------------------------------


def minutes():
    return setting("MINUTES")


def _asker(request):
    """Who is counted: an account, since hundreds of them may share a network; whoever has none by the network."""
    user = visitor_of(request).user
    return f"account {user.pk}" if user.is_authenticated else throttle.address_of(request)


def may_try(request):
    """Count a form that was sent; False when this account, or this network, sent too many."""
    return throttle.hit("utbildning.form", _asker(request), limit=setting("TRIES_PER_ADDRESS"), minutes=minutes())


def too_many_forms():
    return _("Many forms came from you or your network just now. What you typed is still here; try again in a while.")


def may_mail(request, email):
    """Count a mail to a recipient that somebody unknown asks for; False when it would be one too many.

    The caller then answers as always: neither can an inbox be flooded, nor does the page tell whose it is. What one
    network asks for beyond its share does not count for the recipient, so that nobody can silence an address alone.
    """
    recipient = norm_email(email)
    shares = [
        ("utbildning.mail_asked", f"{recipient} {_asker(request)}", setting("MAILS_PER_RECIPIENT_AND_ASKER")),
        ("utbildning.mail", recipient, setting("MAILS_PER_RECIPIENT")),
    ]
    allowed = all(throttle.hit(scope, value, limit=limit, minutes=minutes()) for scope, value, limit in shares)
    if not allowed:
        logger.warning("A recipient was asked for more mails than allowed; no further one was put")
    return allowed


# --- In which language, about what -------------------------------------------------------------


def language():
    """The language of the address as a mail is written in it."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def objects_of(request):
    """[(code, name)] of the objects that the visitor may see, where any app gives some."""
    return [(entry.code, entry.name) for entry in objects_for(visitor_of(request))]


# --- Courses and occasions -----------------------------------------------------------------------


def shown_pages(request, keys):
    """{translation key: the course's page for this visitor}: in the address's language, else in the source's."""
    site = Site.find_for_request(request)
    rows = CoursePage.objects.filter(translation_key__in=set(keys)).visible_to(visitor_of(request))
    found = {}
    for page in rows.select_related("locale").defer_streamfields():
        parts = page.get_url_parts(request)
        if site is not None and parts is not None and parts[0] == site.pk:
            found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    wanted = (current_language(), source_language())
    chosen = {key: next((pages[code] for code in wanted if code in pages), None) for key, pages in found.items()}
    return {key: page for key, page in chosen.items() if page is not None}


class Below:
    """Stands for a page of ours in breadcrumb and menu, which it takes its place in below the course."""

    def __init__(self, title, parent):
        self.title, self.parent = title, parent
        self.pk, self.path, self.depth = parent.pk, parent.path, parent.depth + 1
        self.translation_key = parent.translation_key

    def get_ancestors(self):
        return self.parent.get_ancestors(inclusive=True)

    def get_url(self, request=None):
        return request.path if request else ""


class Shown:
    """An occasion as a page of ours shows it. ``page`` is the course's page for this visitor; None where there is none
    any longer, which only somebody who is registered gets to see. ``row`` is the occasion as it was read; ``occasion`` has
    its days and its state, which are asked for when something is shown."""

    def __init__(self, row, page):
        self.row, self.page = row, page

    @cached_property
    def occasion(self):
        self.row.waiting = Registration.objects.filter(occasion=self.row).waiting().count()
        self.row.state = shown_state(self.row, self.row.waiting)
        return self.row

    @property
    def title(self):
        return self.page.title if self.page else self.row.course.title

    @cached_property
    def url(self):
        return self.page.get_url() or "" if self.page else ""

    @property
    def calendar_url(self):
        return f"{self.url}{self.occasion.slug}/kalender/" if self.url else ""

    @property
    def dates(self):
        """ "25–26 mars 2026", each end in one piece."""
        return date_range(self.row.first_day, self.row.last_day).replace(" ", NO_BREAK_SPACE)

    @property
    def days(self):
        return day_lines(self.occasion)

    @property
    def state(self):
        return self.occasion.state

    @property
    def position(self):
        """The place in the queue that registering now would give."""
        return self.occasion.waiting + 1

    @property
    def has_begun(self):
        return self.occasion.starts_at is not None and self.occasion.starts_at <= timezone.now()

    @property
    def is_over(self):
        return self.occasion.ends_at is not None and self.occasion.ends_at <= timezone.now()

    @property
    def passes_on(self):
        return passes_on(self.occasion)

    @property
    def closing_words(self):
        return last_day_to_register(self.occasion) if self.state.takes_registrations else ""

    @property
    def lead(self):
        """When, where and how many seats are left, in a line."""
        seats = self.state.words if self.state.phase == rules.OPEN else self.state.sentence
        where = ", ".join(part for part in (self.dates, self.occasion.place) if part)
        return f"{where}. {seats.rstrip('.')}."

    @property
    def why_not(self):
        """(kind of notice, heading, sentence) where nobody can register."""
        occasion, phase = self.occasion, self.state.phase
        if phase == rules.NOT_YET:
            moment = moment_words(occasion.opens_at)
            return "brand", _("Registration is not open yet"), _("It opens %(moment)s.") % {"moment": moment}
        if phase == rules.CANCELLED:
            return "stop", _("The course is cancelled"), occasion.cancel_reason
        if phase == rules.OVER:
            return "brand", _("The course has been held"), _("Choose another date of the course.")
        if self.has_begun:
            return "warn", _("Registration is closed"), _("The course has begun.")
        if occasion.status == Occasion.Status.OPEN and occasion.closing is not None:
            moment = moment_words(occasion.closing)
            return "warn", _("Registration is closed"), _("It closed %(moment)s.") % {"moment": moment}
        return "warn", _("Registration is closed"), _("The organiser has closed it.")


def shown_occasion(request, pk):
    """The occasion for somebody who may see its course page; the same Http404 for everybody else."""
    occasion = Occasion.objects.shown().filter(pk=pk).select_related("course").first()
    page = None
    if occasion is not None:
        page = shown_pages(request, [occasion.course.translation_key]).get(occasion.course.translation_key)
    if page is None:
        raise Http404
    return Shown(occasion, page)


def occasion_of(request, occasion):
    """An occasion for somebody who has to do with it, whether its course page is still shown or not."""
    key = occasion.course.translation_key
    return Shown(occasion, shown_pages(request, [key]).get(key))


def filled_in(request, values):
    """[(label, value)] of what somebody wrote about themselves. ``values``: of an Applicant or a Registration."""
    objects = dict(objects_of(request)) if values.get("object_code") else {}
    rows = [
        (_("Name"), values["name"]),
        (_("E-mail"), values["email"]),
        (_("Unit"), values["unit"]),
        (_("Role"), role_label(values["role_code"])),
        (_("Object"), objects.get(values["object_code"], values["object_code"])),
        (_("Manager informed"), _("Yes") if values["manager_informed"] else _("No")),
        (_("Needs"), values.get("needs", "")),
    ]
    return [(label, value) for label, value in rows if value]
