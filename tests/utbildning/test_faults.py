"""The database fails at each single statement of each service: then nothing has happened, and no mail tells of it."""

import importlib
import inspect
import pkgutil

import pytest
from django.apps import apps
from django.db import DatabaseError, OperationalError, connection

from grund.models import AuditEvent
from tests.factories.courses import make_course
from tests.race.invariants import check
from tests.utbildning import fault_verbs
from tests.utbildning.fault_verbs import PARTS, VERBS, WHEN, Stage, register_new, undone
from utbildning import services
from utbildning.models import Registration
from utbildning.refusals import Busy
from utbildning.services import groups, imports, occasions, registrations

pytestmark = [pytest.mark.fault, pytest.mark.django_db]
FIGURES = {}


class FailsAt:
    """The ``number``-th statement fails, as a real one would: on PostgreSQL it breaks the service's transaction."""

    def __init__(self, number, error=None):
        self.number, self.error, self.seen, self.failed, self.undoing = number, error, 0, "", False
        self.outside = len(connection.savepoint_ids)  # the test's own transaction, which must stay whole

    def __call__(self, execute, sql, params, many, context):
        # What undoes is let through: where that fails, Django gives up the whole connection.
        undoing, self.undoing = self.undoing and sql.startswith("RELEASE"), sql.startswith("ROLLBACK")
        if undoing or self.undoing:
            return execute(sql, params, many, context)
        self.seen += 1
        if self.seen != self.number:
            return execute(sql, params, many, context)
        self.failed = sql
        broken = connection.vendor == "postgresql" and len(connection.savepoint_ids) > self.outside
        if broken and self.error is None:
            execute("SELECT 1/0", None, False, context)
        raise self.error or OperationalError("disk I/O error")


class LockNotAvailable(Exception):
    sqlstate = "55P03"


def held_too_long():
    """What each of the two databases says when somebody else holds a lock."""
    error = OperationalError("database is locked" if connection.vendor == "sqlite" else "canceling statement")
    error.__cause__ = LockNotAvailable() if connection.vendor == "postgresql" else None
    return error


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


def rows():
    """Every row of the app and of the outbox and the log."""
    models = [*apps.get_app_config("utbildning").get_models(), *apps.get_app_config("grund").get_models()]
    plain = [model for model in models if not hasattr(model, "path")]
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in plain}


def test_every_verb_of_the_services_is_tried():
    """Modules of parts (the lock, rows under it) aside, each public function is a verb here or known to be none."""
    source, found = inspect.getsource(fault_verbs), set()
    for module in pkgutil.iter_modules(services.__path__):
        if module.name not in ("rows", "seats"):
            made = importlib.import_module(f"utbildning.services.{module.name}")
            functions = inspect.getmembers(made, inspect.isfunction)
            found |= {name for name, function in functions if function.__module__ == made.__name__ and name[0] != "_"}
    tried = {name for name in found if f".{name}(" in source}
    assert found - tried == PARTS
    assert len(tried) > 30


@pytest.mark.parametrize("name", VERBS)
def test_a_database_error_at_any_statement_undoes_the_whole(course, name):
    prepare, act, least = VERBS[name]
    stage = Stage(course)
    if prepare:
        prepare(stage)
    before, number, failures = rows(), 1, 0
    while True:
        fault = FailsAt(number)
        with connection.execute_wrapper(fault):
            if number > 400:
                pytest.fail("It never came to an end.")
            try:
                act(stage)
            except DatabaseError:
                failures += 1
            else:
                # Whoever swallows an error has not noticed that half of it is missing.
                assert not fault.failed, f"The error of statement {number} went unnoticed: {fault.failed}"
                break
        assert fault.failed, "it failed before its turn"
        assert rows() == before, f"after statement {number}: {fault.failed}"
        number += 1
    assert rows() != before, "the verb did nothing, so nothing was tested"
    assert fault.seen >= least
    assert failures == fault.seen
    if name != "remove registrations":  # which leaves no mail that tells of the others
        check(stage.occasion, WHEN[name](stage) if name in WHEN else None)
    FIGURES[name] = (fault.seen, failures)


@pytest.mark.parametrize(
    "act",
    [
        register_new,
        lambda s: registrations.cancel(s.seated.pk),
        lambda s: occasions.set_capacity(s.occasion.pk, 3),
        lambda s: registrations.confirm_pending(s.word),
        lambda s: groups.remove(s.seated.pk, version=s.seated.version),
        Stage.message,
        Stage.import_all,
    ],
    ids=["register", "cancel", "capacity", "confirm", "remove", "message", "import"],
)
def test_a_locked_database_is_busy_and_nothing_is_saved(course, act):
    stage = Stage(course)
    before = rows()
    for number in (4, 6):
        fault = FailsAt(number, held_too_long())
        with connection.execute_wrapper(fault), pytest.raises(Busy):
            act(stage)
        assert fault.failed
        assert rows() == before


def test_an_import_row_by_row_leaves_whole_rows_only(course):
    """Each row is a transaction of its own: those before the error stay, with their mails, and no half of one does."""
    stage, number, kept = Stage(course), 0, set()
    while True:
        number += 1
        with undone():
            fault = FailsAt(number)
            with connection.execute_wrapper(fault):
                try:
                    imports.import_rows(stage.roomy.pk, stage.file, all_or_nothing=False)
                except DatabaseError:
                    pass
                else:
                    assert not fault.failed, f"The error of statement {number} went unnoticed: {fault.failed}"
            made = Registration.objects.filter(occasion=stage.roomy).count()
            assert check(stage.roomy) == ({"confirmed": made} if made else {}), fault.failed
            notes = AuditEvent.objects.filter(action="registration.registered", about__startswith=stage.roomy.about)
            assert notes.count() == made, fault.failed
            kept.add(made)
        if not fault.failed:
            break
    assert kept == {0, 1, 2}
    assert fault.seen > 20


def test_an_import_with_a_wrong_row_leaves_nothing_whatever_fails(course):
    stage, number = Stage(course), 0
    before = rows()
    while True:
        number += 1
        fault = FailsAt(number)
        with connection.execute_wrapper(fault):
            try:
                assert not stage.import_all(wrong=True).saved
            except DatabaseError:
                pass
            else:
                assert not fault.failed, f"The error of statement {number} went unnoticed: {fault.failed}"
        assert rows() == before, fault.failed
        if not fault.failed:
            break
    assert fault.seen > 20


def test_the_test_would_see_a_service_without_a_transaction(course):
    stage = Stage(course)
    before = rows()

    def careless():
        Registration.objects.filter(pk=stage.seated.pk).update(name="Någon annan")
        Registration.objects.filter(pk=stage.seated.pk).update(unit="IT")

    with connection.execute_wrapper(FailsAt(2)), pytest.raises(DatabaseError):
        careless()
    connection.needs_rollback = False  # in the test's own transaction, where nothing of the careless one is undone
    assert rows() != before


def test_figures():
    """Runs last and shows what was tried: in the short suite, too, every statement of every verb."""
    if set(FIGURES) != set(VERBS):
        pytest.skip("only some of the verbs ran")
    statements, failures = (sum(column) for column in zip(*FIGURES.values(), strict=True))
    print(
        f"\n{len(FIGURES)} verbs, {statements} statements, {failures} of them failed on {connection.vendor}: 0 traces"
    )
    assert failures == statements
