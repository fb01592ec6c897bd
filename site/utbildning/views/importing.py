"""Register many from a CSV file."""

from grund.contributions import objects_for
from grund.visitors import visitor_of

from ..forms.leading import ImportForm
from ..refusals import Refused
from ..services import imports
from .lead_tools import add_refusal, for_leaders, page, sent


@for_leaders()
def import_people(request, occasion):
    """The form, and below it what became of each row.

    The report is the answer to the POST itself: to send it again by reloading registers nobody twice.
    """
    if request.method != "POST":
        return page(request, "import", occasion, {"form": ImportForm()})
    form, report, status = ImportForm(sent(request), request.FILES), None, 422
    if form.is_valid():
        rows, problems = imports.rows_of(
            form.data_of_file(),
            objects=objects_for(visitor_of(request)),
            language=occasion.course.locale.language_code,
        )
        for sentence in problems:
            form.add_error("file", sentence)
        if rows:
            values = form.cleaned_data
            try:
                report = imports.import_rows(
                    occasion.pk,
                    rows,
                    all_or_nothing=values["mode"] == ImportForm.ALL,
                    accept_waiting=values["accept_waiting"],
                    by=request.user,
                )
            except Refused as refusal:
                status = add_refusal(form, refusal)
            else:
                status = 422 if report.count(imports.WRONG) and not report.saved else 200
    return page(request, "import", occasion, {"form": form, "report": report and _shown(report)}, status=status)


def _shown(report):
    registered, waiting = report.count(imports.REGISTERED), report.count(imports.WAITING)
    return {
        "rows": report.rows,
        "saved": report.saved,
        "registered": registered,
        "waiting": waiting,
        "known": report.count(imports.ALREADY, imports.DUPLICATE),
        "wrong": report.count(imports.WRONG),
        "nothing": not registered and not waiting,
    }
