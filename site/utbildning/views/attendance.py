"""Who is there: a sheet for each day, and what a participant's printed code opens."""

import base64
import binascii
import uuid

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grund.charset import refuse_unless_utf8
from grund.pagination import page_of
from grund.text import swedish_sort_key

from .. import mails, permissions, qr
from ..login import to_login
from ..mails.words import language_now
from ..models import Attendance, CourseRecord, Registration
from ..refusals import Refused
from ..services import groups
from ..services.attendance import note_attendance
from .lead_lists import ROWS_ON_PAGE
from .lead_tools import answered, back_to, for_leaders, let_in, page, status_of, when

VALUES = {"present": True, "absent": False, "none": None}
WORDS = {value: word for word, value in VALUES.items()}
_signer = signing.Signer(salt="utbildning.checkin")


def code_of(registration):
    """What the participant's printed code says: the key of the registration, signed."""
    return _signer.sign(base64.urlsafe_b64encode(registration.key.bytes).decode().rstrip("="))


def registration_of_code(code):
    """The registration that a code is about, or None."""
    try:
        key = uuid.UUID(bytes=base64.urlsafe_b64decode(_signer.unsign(code) + "=="))
    except (signing.BadSignature, ValueError, binascii.Error):
        return None
    rows = Registration.objects.select_related("occasion__course", "occasion__leader")
    return rows.filter(key=key).first()


# --- A sheet for each day -----------------------------------------------------------------------


@for_leaders(permissions.may_see_participants, methods=["GET", "HEAD"])
def days(request, occasion):
    """On to the sheet of today, else of the latest day, else of the first."""
    if not occasion.day_list:
        raise Http404
    come = [day for day in occasion.day_list if day.date <= timezone.localdate()]
    day = come[-1] if come else occasion.day_list[0]
    return redirect("anmalan:attendance_day", pk=occasion.pk, day=day.pk)


@for_leaders(permissions.may_see_participants)
def sheet(request, occasion, day):
    """The sheet of one day: three choices for each participant and one button."""
    day = next((row for row in occasion.day_list if row.pk == day), None)
    if day is None:
        raise Http404
    problems, status = [], 200
    if request.method == "POST":
        let_in(request.user, occasion, permissions.may_manage)
        try:
            noted = groups.note_day(occasion.pk, day.pk, _changes(request.POST), by=request.user)
        except Refused as refusal:
            problems, status = [refusal.sentence], status_of(refusal)
        else:
            problems = [
                _("%(name)s: somebody else noted this in the meantime, and that stands here now.") % {"name": row.name}
                for row in noted.conflicts
            ]
            problems += [f"{row.name}: {sentence}" for row, sentence in noted.refused]
            if not problems:
                done = ("narvaro", noted.written) if noted.written else ("oforandrat",)
                return back_to("attendance_day", *done, pk=occasion.pk, day=day.pk)
            status = 409 if noted.conflicts else 422
    context = {
        "day": day,
        "day_words": mails.day_words(day),
        "others": [(row, mails.day_words(row)) for row in occasion.day_list if row.pk != day.pk],
        "rows": _rows(occasion, day),
        "has_come": day.date <= timezone.localdate(),
        "problems": problems,
    }
    return page(request, "attendance", occasion, context, status=status)


def _changes(data):
    """{key of the registration: (what the page showed, what is wanted)} of what was sent."""
    found = {}
    for name in data:
        start, _line, key = name.partition("_")
        if start == "status" and key.isascii() and key.isdigit() and len(key) < 19:
            shown, wanted = data.get(f"was_{key}"), data[name]
            if shown in VALUES and wanted in VALUES:
                found[int(key)] = (VALUES[shown], VALUES[wanted])
    return found


def _rows(occasion, day):
    confirmed = Registration.objects.filter(occasion=occasion, state=Registration.State.CONFIRMED)
    noted = Attendance.objects.filter(registration__occasion=occasion, day=day)
    noted = dict(noted.values_list("registration_id", "present"))
    records = CourseRecord.objects.valid().filter(registration__occasion=occasion, gives_certificate=True)
    certified = set(records.values_list("registration_id", flat=True))
    return [
        {"registration": row, "value": WORDS[noted.get(row.pk)], "certificate": row.pk in certified}
        for row in sorted(confirmed, key=lambda row: swedish_sort_key(row.name))
    ]


# --- A printed code -----------------------------------------------------------------------------


@for_leaders(permissions.may_see_participants, methods=["GET", "HEAD"])
def badges(request, occasion):
    """A label for each participant, with the name and a code that opens the page where attendance is noted."""
    confirmed = Registration.objects.filter(occasion=occasion, state=Registration.State.CONFIRMED)
    confirmed = sorted(confirmed, key=lambda row: swedish_sort_key(row.name))
    pages = page_of(confirmed, request.GET.get("page", 1), ROWS_ON_PAGE)
    labels = [
        (
            row,
            qr.svg(
                mails.address("checkin", language_now(), code=code_of(row)),
                _("Code that opens attendance for this name"),
            ),
        )
        for row in pages
    ]
    return page(request, "badges", occasion, {"pages": pages, "labels": labels})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkin(request, code):
    """What a printed code opens. To look at it does nothing; the button notes."""
    refuse_unless_utf8(request)
    if not request.user.is_authenticated:
        return to_login(request)
    registration = registration_of_code(code)
    occasion = registration.occasion if registration else None
    let_in(request.user, occasion, permissions.may_manage)
    return answered(request, occasion, lambda: _checkin(request, registration, occasion, code))


def _checkin(request, registration, occasion, code):
    refusal, status = None, 200
    if request.method == "POST":
        day = get_object_or_404(occasion.days, pk=_digits(request.POST.get("day", "")))
        present = None if request.POST.get("do") == "undo" else True
        try:
            note_attendance(registration.pk, day.pk, present, by=request.user)
        except Refused as refused:
            refusal, status = refused, status_of(refused)
        else:
            return back_to("checkin", "noterad" if present else "angrat", code=code)
    noted = {row.day_id: row for row in Attendance.objects.filter(registration=registration)}
    today = [day for day in occasion.day_list if day.date == timezone.localdate()]
    context = {
        "registration": registration,
        "today": [
            {
                "day": day,
                "words": mails.day_words(day),
                "present": noted[day.pk].present if day.pk in noted else None,
                "when": when(noted[day.pk].noted_at) if day.pk in noted else "",
            }
            for day in today
        ],
        "has_seat": registration.state == Registration.State.CONFIRMED,
        "refusal": refusal,
    }
    return page(request, "checkin", occasion, context, status=status)


def _digits(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
