"""Taking our apps out of a site again: what is in the way, what there is, and how it goes. The host's own stays.

Used by the command ``remove_nackamodellen``. The tables go by Django's own way, as
``migrate <app> zero`` would take them.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision, Site

from .checks import page_types
from .models import OutboxMail, RetentionHold

# In the order in which they go: each is built on those after it.
OURS = ("headless", "utbildning", "objektsidor", "personer", "grund")
NAMED = 10
_OF_WAGTAIL = ("wagtail", "modelsearch", "modelcluster", "taggit", "django")


class RemovalError(Exception):
    """Why nothing is removed, in sentences."""


def installed():
    return [label for label in OURS if apps.is_installed(label)]


def _is_ours(model):
    return model._meta.app_label in OURS


def _names(things):
    things = list(things)
    more = f" and {len(things) - NAMED} more" if len(things) > NAMED else ""
    return ", ".join(map(str, things[:NAMED])) + more


# --- What is in the way -------------------------------------------------------------------------


def built_on_ours():
    """Names of the host's models and migrations that would break without ours."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if _is_ours(model):
            continue
        bases = {base.__module__.partition(".")[0] for base in model.__mro__}
        linked = {field.related_model for field in model._meta.get_fields() if field.concrete and field.related_model}
        if bases & set(OURS) or any(_is_ours(other) for other in linked if not isinstance(other, str)):
            found.add(model._meta.label)
    for (label, name), migration in MigrationLoader(None).disk_migrations.items():
        if label not in OURS and any(needed in OURS for needed, _name in migration.dependencies):
            found.add(f"the migration {label}.{name}")
    return sorted(found)


def left_behind():
    """Apps of ours whose tables are in the database although they are not installed."""
    if not MigrationRecorder(connection).has_table():
        return []
    applied = {label for label, _name in MigrationRecorder(connection).applied_migrations()}
    return [label for label in OURS if label in applied and label not in installed()]


def our_pages():
    """Every page of a type of ours: drafts, translations and aliases too."""
    kinds = ContentType.objects.get_for_models(*[kind for kind in page_types() if _is_ours(kind)])
    return Page.objects.filter(content_type__in=kinds.values()).order_by("path")


def _topmost(pages):
    found = []
    for page in pages:
        if not found or not page.path.startswith(found[-1].path):
            found.append(page)
    return found


def _problems_of_pages():
    pages = list(our_pages())
    keys = [page.pk for page in pages]
    for site in Site.objects.filter(root_page__in=keys).select_related("root_page"):
        yield f"The page {site.root_page.title} is the start page of the site {site.hostname}. Give the site another."
    strangers = [
        f"{page.title} ({page.pk})"
        for top in _topmost(pages)
        for page in Page.objects.descendant_of(top).exclude(pk__in=keys).order_by("path")
    ]
    if strangers:
        yield f"Pages of your own lie below ours: {_names(strangers)}. Move them first."
        return
    rows = [f"{row._meta.verbose_name} {row.pk}" for row in _carried_along(keys)]
    if rows:
        yield f"These would be deleted with our pages: {_names(rows)}. Let them name other pages first."


def _carried_along(keys):
    """Rows of the host's that the database would delete with our pages, or that forbid it. What Wagtail itself keeps about
    a page goes with it."""
    for model in apps.get_models(include_auto_created=True):
        if _is_ours(model) or model.__module__.startswith(_OF_WAGTAIL):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is Page and _goes_or_forbids(field.remote_field.on_delete):
                yield from model._base_manager.filter(**{f"{field.name}__in": keys}).order_by("pk")


def _goes_or_forbids(on_delete):
    """Whether a row goes with what it names, or forbids that it goes; by its name, since Django 6.1 has more of them."""
    name = getattr(on_delete, "__name__", "") or repr(on_delete)
    return any(word in name.upper() for word in ("CASCADE", "PROTECT", "RESTRICT"))


def rows_about_ours():
    """[(model, field, rows)] of the host's models whose rows name a kind of ours and must name one: they go with it."""
    keys = list(ContentType.objects.filter(app_label__in=OURS).values_list("pk", flat=True))
    found = []
    for model in apps.get_models(include_auto_created=True):
        if _is_ours(model) or model.__module__.startswith(_OF_WAGTAIL):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is ContentType and not field.null:
                rows = model._base_manager.filter(**{f"{field.name}__in": keys})
                if rows.exists():
                    found.append((model, field, rows))
    return found


def refuse_what_breaks():
    """Raises RemovalError with a sentence for each thing that must be done first."""
    found = []
    if behind := left_behind():
        found.append(
            f"{_names(behind)} is not in INSTALLED_APPS, but its tables are in the database. Put it back until this is done."
        )
    if built := built_on_ours():
        found.append(f"Parts of this site are built on ours: {_names(built)}. They must go first.")
    else:
        found += _problems_of_pages()
    for model, _field, rows in rows_about_ours():
        found.append(
            f"{rows.count()} rows of {model._meta.label} are about kinds of ours and would be deleted. Take them away first."
        )
    if found:
        raise RemovalError("\n".join(found))


# --- What there is ------------------------------------------------------------------------------


def _models_with_tables():
    """Our models, without those whose tables are gone: an earlier try may have ended in the middle."""
    tables = set(connection.introspection.table_names())
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if _is_ours(model) and model._meta.db_table in tables]


def record_models():
    """Our models that are no pages, those that others point to last."""
    waiting = [model for model in _models_with_tables() if not issubclass(model, Page)]
    found = []
    while waiting:
        pointed_at = {
            field.related_model
            for model in waiting
            for field in model._meta.concrete_fields
            if field.related_model not in (None, model)
        }
        free = [model for model in waiting if model not in pointed_at]
        found += free
        waiting = [model for model in waiting if model in pointed_at]
    return found


def in_force():
    """Sentences about what is not over yet: nobody is told when it goes."""
    found = []
    tables = _models_with_tables()
    if OutboxMail in tables and (number := OutboxMail.objects.filter(state__in=OutboxMail.UNFINISHED).count()):
        found.append(f"{number} mails have not been sent, and never will be.")
    if RetentionHold in tables and (number := RetentionHold.objects.filter(lifted_at=None).count()):
        found.append(f"{number} requests to have something handed out are not answered yet.")
    if apps.is_installed("utbildning"):
        registrations = apps.get_model("utbildning", "Registration")
        coming = {"occasion__last_day__gte": timezone.localdate()}
        active = registrations.objects.exclude(state="cancelled") if registrations in tables else None
        if active is not None and (number := active.filter(**coming).count()):
            found.append(f"{number} people are registered for dates to come, and will not be told.")
    return found


def counts():
    """[(words, number)] of what would be deleted, without what is empty."""
    kinds = sorted(_models_with_tables(), key=lambda model: (not issubclass(model, Page), model._meta.label))
    rows = [(f"{kind._meta.verbose_name_plural} ({kind._meta.label})", kind._base_manager.count()) for kind in kinds]
    return [(words, number) for words, number in rows if number]


# --- How it goes --------------------------------------------------------------------------------


def _empty_records():
    """In SQL and table by table: some models refuse to be deleted, and nothing of ours should hear of it."""
    for model in record_models():
        model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)


@transaction.atomic
def delete_content(shown=None):
    """Delete every page and record of ours, in one transaction. ``shown`` are the :func:`counts` that somebody agreed to.
    Raises RemovalError where something forbids it, or where there is more by now."""
    if shown is not None and counts() != shown:
        raise RemovalError("Something came or went meanwhile. Stop the web servers and the worker, and run this again.")
    _empty_records()
    try:
        for page in _topmost(our_pages()):
            page.specific.delete()
    except (ProtectedError, RestrictedError) as error:
        raise RemovalError(f"A page cannot be deleted: {error}") from error
    _empty_records()  # what listens to pages has noted that they are gone
    kinds = ContentType.objects.filter(app_label__in=OURS)
    Revision.objects.filter(content_type__in=kinds).delete()
    for way in ("base_content_type", "content_type", "to_content_type"):
        ReferenceIndex.objects.filter(**{f"{way}__in": kinds}).delete()


def drop_tables():
    """Undo the migrations of our apps, then remove what is kept of their models' names and permissions."""
    executor = MigrationExecutor(connection)
    executor.migrate([(label, None) for label in installed()])
    with transaction.atomic():
        # Not by their own delete(): it would look for rows in tables that are gone.
        kinds = ContentType.objects.filter(app_label__in=OURS)
        keys = list(kinds.values_list("pk", flat=True))
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                if field.related_model is ContentType and not _is_ours(model):
                    _forget(model, field, keys)
        kinds._raw_delete(DEFAULT_DB_ALIAS)
    ContentType.objects.clear_cache()


def _forget(model, field, keys):
    """Rows that name a kind of ours: the note of what somebody did stays, without it; any other goes."""
    rows = model._base_manager.filter(**{f"{field.name}__in": keys})
    if field.null:
        rows.update(**{field.name: None})
    else:
        rows.delete()
