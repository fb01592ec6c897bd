"""Register many from a table: a report for each row, all of them or those that can be registered."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from grund import audit
from personer.models import Person
from personer.roles import ROLE_CHOICES

from .. import role_choices
from ..models import Occasion, Registration
from ..names import check_email, clean_name, norm_email
from ..refusals import AlreadyRegistered, Busy, NotOpen, Refused, WouldWait
from ..tables import read_csv
from .registrations import Applicant, register_locked
from .seats import locked

REGISTERED, WAITING, ALREADY, DUPLICATE, WRONG, HELD_BACK = (
    "registered",
    "waiting",
    "already",
    "duplicate",
    "wrong",
    "held_back",
)

MOST_IN_NAME, MOST_IN_UNIT, MOST_IN_OBJECT = (
    Registration._meta.get_field(name).max_length for name in ("name", "unit", "object_code")
)


@dataclass
class ImportRow:
    """A row of the file: its number there (None where the sentence says it), who it is about (None where it cannot be read) and what is wrong with it."""

    number: int
    name: str = ""
    applicant: Applicant | None = None
    problems: list = field(default_factory=list)


@dataclass
class Outcome:
    """What became of a row: one of the words above, and a sentence where there is something to say."""

    number: int
    name: str
    what: str
    sentence: str = ""


@dataclass
class Report:
    """What became of a file. ``saved`` is False where nothing was registered at all."""

    rows: list
    saved: bool

    def count(self, *words):
        return sum(row.what in words for row in self.rows)


class _NothingSaved(Exception):
    pass


def persons_by_email(addresses):
    """{address as compared: Person} of those who have one of the addresses."""
    norms = {norm_email(address) for address in addresses if address}
    found = Person.objects.annotate(low=Lower("email")).filter(low__in=norms)
    return {norm_email(person.email): person for person in found}


# --- Reading ------------------------------------------------------------------------------------

MOST_ROWS = 500
# The first header of each is the one that sentences name.
COLUMNS = {
    "name": ("namn", "name", "för- och efternamn", "full name"),
    "email": ("e-post", "epost", "e-postadress", "e-mail", "email", "mejl", "e-post i arbetet"),
    "unit": ("enhet", "förvaltning eller enhet", "förvaltning", "unit", "department or unit", "department"),
    "role_code": ("roll", "role", "din roll"),
    "object_code": ("objekt", "object", "objektkod"),
}


def _role_names():
    """{name or code in small letters: code}, in Swedish, English and the language of the address."""
    names = {code: code for code, _label in role_choices.CHOICES}
    for language in {"sv", "en", get_language() or "sv"}:
        with override(language):
            names |= {str(label).casefold(): code for code, label in role_choices.CHOICES}
    return names


def rows_of(data, *, objects, language):
    """The rows of a CSV file as [ImportRow], and what is wrong with the file as a whole, as sentences.

    ``objects``: those that may be named, by code or name; none means that any short text will do. ``language``: of the
    mails to these people.
    """
    raw, problems = read_csv(data, COLUMNS, optional=("unit", "role_code", "object_code"), most_rows=MOST_ROWS)
    if not raw:
        return [], problems
    roles = _role_names()
    codes = {name.casefold(): item.code for item in objects for name in (item.code, item.name)}
    rows = [_row_of(row, roles, codes, language) for row in raw]
    return [*(ImportRow(None, problems=[sentence]) for sentence in problems), *rows], []


def _row_of(row, roles, codes, language):
    values, problems = row.values, []
    name = email = ""
    try:
        name = clean_name(values["name"])
    except ValidationError as error:
        problems += error.messages
    try:
        check_email(values["email"])
        email = values["email"].strip()
    except ValidationError as error:
        problems += error.messages
    unit, role = values.get("unit", ""), " ".join(values.get("role_code", "").casefold().split())
    if len(name) > MOST_IN_NAME:
        problems.append(_("The name can have %(most)d characters at most.") % {"most": MOST_IN_NAME})
    if len(unit) > MOST_IN_UNIT:
        problems.append(_("The unit can have %(most)d characters at most.") % {"most": MOST_IN_UNIT})
    if role and role not in roles:
        known = ", ".join(str(label) for _code, label in ROLE_CHOICES)
        problems.append(_("That role does not exist. Write one of these, or nothing: %(roles)s.") % {"roles": known})
    thing = values.get("object_code", "")
    if codes and thing and thing.casefold() not in codes:
        problems.append(_("There is no such object. Write its code or its name, or nothing."))
    elif len(thing) > MOST_IN_OBJECT and not codes:
        problems.append(_("The object can have %(most)d characters at most.") % {"most": MOST_IN_OBJECT})
    if problems:
        return ImportRow(row.number, name[:MOST_IN_NAME] or values["email"][:MOST_IN_NAME], problems=problems)
    applicant = Applicant(
        name=name,
        email=email,
        unit=unit,
        role_code=roles.get(role, ""),
        object_code=codes.get(thing.casefold(), thing),
        language=language,
    )
    return ImportRow(row.number, name, applicant)


# --- Writing ------------------------------------------------------------------------------------


def import_rows(occasion_id, rows, *, all_or_nothing, accept_waiting=False, by=None):
    """Register the people of ``rows`` ([ImportRow]); gives a Report. Sending the same file again registers nobody twice.

    ``all_or_nothing``: one transaction, of which nothing stays when a row is wrong or somebody would wait although
    ``accept_waiting`` is False. Else each row is a transaction of its own. Raises Busy, Occasion.DoesNotExist.
    """
    people = persons_by_email(row.applicant.email for row in rows if row.applicant)
    for row in rows:
        if row.applicant is not None:
            row.applicant.person = people.get(row.applicant.email_norm)
    if not all_or_nothing:
        outcomes = _outcomes(rows, lambda row: _register_alone(occasion_id, row, accept_waiting, by))
        saved = any(outcome.what in (REGISTERED, WAITING) for outcome in outcomes)
        return _noted(occasion_id, Report(outcomes, saved), by)
    outcomes = []
    try:
        with locked(occasion_id) as occasion:
            outcomes = _outcomes(rows, lambda row: _register(occasion, row, accept_waiting, by))
            if any(outcome.what == WRONG for outcome in outcomes):
                raise _NothingSaved
            return _noted(occasion_id, Report(outcomes, saved=True), by)
    except _NothingSaved:
        for outcome in outcomes:
            if outcome.what in (REGISTERED, WAITING):
                outcome.what = HELD_BACK
        return Report(outcomes, saved=False)


@transaction.atomic
def _noted(occasion_id, report, by):
    if report.saved:
        audit.note(
            "registration.imported",
            Occasion(pk=occasion_id).about,
            by=by,
            registered=report.count(REGISTERED),
            waiting=report.count(WAITING),
            wrong=report.count(WRONG),
        )
    return report


def _outcomes(rows, register):
    seen, outcomes = {}, []
    for row in rows:
        if row.problems or row.applicant is None:
            outcomes.append(Outcome(row.number, row.name, WRONG, " ".join(str(text) for text in row.problems)))
            continue
        first = seen.setdefault(row.applicant.email_norm, row.number)
        if first != row.number:
            sentence = _("The same address as in row %(row)d.") % {"row": first}
            outcomes.append(Outcome(row.number, row.name, DUPLICATE, sentence))
            continue
        what, sentence = register(row)
        outcomes.append(Outcome(row.number, row.name, what, sentence))
    return outcomes


def _register(occasion, row, accept_waiting, by):
    """(word, sentence) for one row, in a transaction that holds the occasion."""
    try:
        made = register_locked(
            occasion,
            row.applicant,
            source=Registration.Source.IMPORT,
            by=by,
            accept_waiting=accept_waiting,
            facts_version=None,
            form_key="",
            now=timezone.now(),
        )
    except AlreadyRegistered as refusal:
        return ALREADY, str(refusal.sentence)
    except WouldWait:
        return WRONG, _("There is no seat. Tick that those without a seat are put in the queue, or leave the row out.")
    except NotOpen:
        return WRONG, _("Nobody can be registered: the course date is not open, has begun or is cancelled.")
    except Refused as refusal:
        return WRONG, str(refusal.sentence)
    return (WAITING if made.state == Registration.State.WAITING else REGISTERED), ""


def _register_alone(occasion_id, row, accept_waiting, by):
    try:
        with locked(occasion_id) as occasion:
            return _register(occasion, row, accept_waiting, by)
    except Busy as refusal:
        return WRONG, str(refusal.sentence)
