"""What leaves as a file: the list of participants, and certificates."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from grund import audit
from grund.templatetags.grund_tags import date_range

from .. import certificates, mails, permissions, tables
from ..forms.leading import ExportForm
from ..mails.words import language_now
from ..models import Answer, Attendance, CourseRecord, Registration
from ..role_choices import role_label
from .lead_lists import place
from .lead_tools import for_leaders, page
from .leading import registration_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def attachment(data, kind, name):
    """A file to save, never to run."""
    return HttpResponse(
        data, content_type=TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    )


@for_leaders(permissions.may_see_participants, methods=["GET", "HEAD"])
def export(request, occasion):
    """The choices, or the file when they stand in the address."""
    if "format" not in request.GET:
        return page(request, "export", occasion, {"form": ExportForm(occasion=occasion)})
    form = ExportForm(request.GET, occasion=occasion)
    if not form.is_valid():
        return page(request, "export", occasion, {"form": form}, status=422)
    kind, more = form.cleaned_data["format"], form.cleaned_data["more"]
    title = mails.Letters(occasion).title(language_now())
    questions = [question for question in form.questions if f"q{question.pk}" in more]
    header, rows = table(occasion, more, questions)
    if kind == "csv":
        data = tables.to_csv(header, rows)
    else:
        data = tables.to_xlsx(title, header, rows, language_now())
    audit.note("occasion.exported", occasion.about, by=request.user, format=kind, rows=len(rows), columns=len(header))
    return attachment(data, kind, f"{slugify(title) or 'kurs'}-{occasion.first_day}")


def table(occasion, more, questions):
    """(header, rows) of the participants. Needs are not among what can be asked for."""
    found = Registration.objects.filter(occasion=occasion)
    if ExportForm.CANCELLED not in more:
        found = found.active()
    found = sorted(found, key=place)
    days = occasion.day_list
    noted = {
        (registration, day): present
        for registration, day, present in Attendance.objects.filter(registration__occasion=occasion).values_list(
            "registration_id", "day_id", "present"
        )
    }
    answers = {}
    if questions:
        rows = Answer.objects.filter(registration__occasion=occasion, question__in=questions)
        answers = {(row.registration_id, row.question_id): row.text for row in rows}
    with_time = ExportForm.REGISTERED in more
    header = [_("Name"), _("E-mail"), _("Unit"), _("Role"), _("Object"), _("State")]
    header += [_("Attendance %(day)s") % {"day": day.date} for day in days]
    header += [_("Registered")] if with_time else []
    header += [question.label for question in questions]
    words = {True: _("present"), False: _("absent"), None: ""}
    return header, [
        [
            row.name,
            row.email,
            row.unit,
            role_label(row.role_code),
            row.object_code,
            row.get_state_display(),
            *(words[noted.get((row.pk, day.pk))] for day in days),
            *([row.created_at] if with_time else []),
            *(answers.get((row.pk, question.pk), "") for question in questions),
        ]
        for row in found
    ]


@for_leaders(permissions.may_see_participants, methods=["GET", "HEAD"])
def certificate(request, occasion, key):
    """A participant's certificate as PDF; why there is none is said in a sentence."""
    registration = registration_of(occasion, key)
    record = CourseRecord.objects.valid().filter(registration=registration, gives_certificate=True).first()
    if record is None:
        sentence = why_no_certificate(occasion, registration)
        return page(request, "refused", occasion, {"refusal": {"sentence": sentence}}, status=409)
    try:
        data = certificates.render_pdf(certificates.certificate_html(certificates.facts_of(record)))
    except certificates.PdfUnavailable as problem:
        return page(request, "refused", occasion, {"refusal": {"sentence": str(problem)}}, status=503)
    return attachment(data, "pdf", f"{slugify(_('Certificate'))}-{record.number}")


def why_no_certificate(occasion, registration):
    """The reason, as a sentence."""
    if not occasion.gives_certificate:
        return _("This course date gives no certificate.")
    if registration.state != Registration.State.CONFIRMED:
        return _("Only those who have a seat get a certificate.")
    noted = dict(Attendance.objects.filter(registration=registration).values_list("day_id", "present"))
    absent = [day for day in occasion.day_list if noted.get(day.pk) is False]
    if absent:
        words = ", ".join(date_range(day.date) for day in absent)
        return _("There is no certificate, since absence is noted for %(days)s.") % {"days": words}
    missing = [day for day in occasion.day_list if day.pk not in noted]
    words = ", ".join(date_range(day.date) for day in missing)
    if missing:
        return _("There is no certificate yet: attendance is not noted for %(days)s.") % {"days": words}
    return _("There is no certificate. It was taken back, or the course date gave none when attendance was noted.")
