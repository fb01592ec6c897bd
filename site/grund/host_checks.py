"""System checks about the site that installs our apps. What is about our own page types stands in ``checks``."""

from datetime import timedelta

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connections
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.utils import timezone

from .conf import setting
from .host_settings import NAME, check_settings, quiet

LATE = timedelta(hours=1)
REQUEST = "django.template.context_processors.request"

checks.register(check_settings, "grund")


@checks.register("grund")
@quiet
def check_base_template(app_configs=None, **kwargs):
    """E007: the template that pages extend, or one that it extends, does not exist, cannot be read, or has no place for
    what pages show."""
    name = setting("BASE_TEMPLATE")
    try:
        if "page_content" in _blocks(name):
            return []
        error = "neither it nor what it extends has a block page_content"
    except (TemplateDoesNotExist, TemplateSyntaxError, OSError) as caught:
        error = caught
    except AttributeError:
        error = "it is written for another template engine than Django's"
    sentence = f"{NAME}['BASE_TEMPLATE'] is {name!r}, which is no template that can be used: {error}."
    hint = "Name one of your own with the blocks of grund/inside.html, or leave the setting out."
    return [checks.Error(sentence, hint=hint, id="grund.E007")]


def _blocks(name, seen=()):
    """The names of all blocks of a template and of those that it extends by name."""
    nodes = get_template(name).template.nodelist
    found = {node.name for node in nodes.get_nodes_by_type(BlockNode)}
    for node in nodes.get_nodes_by_type(ExtendsNode):
        above = node.parent_name.var
        if isinstance(above, str) and above not in (name, *seen):
            found |= _blocks(above, (name, *seen))
    return found


@checks.register("grund")
@quiet
def check_renditions(app_configs=None, **kwargs):
    """E008: renditions that cannot be made."""
    from wagtail.images.exceptions import InvalidFilterSpecError
    from wagtail.images.models import Filter

    errors = []
    for name, filters in setting("RENDITIONS").items():
        try:
            if not filters or isinstance(filters, str):
                raise InvalidFilterSpecError("a list of filters is needed")
            for spec in filters:
                _ = Filter(spec).operations
        except (InvalidFilterSpecError, AttributeError, TypeError) as error:
            errors.append(checks.Error(f"{NAME}['RENDITIONS'][{name!r}] cannot be made: {error}.", id="grund.E008"))
    return errors


@checks.register("grund")
def check_templates(app_configs=None, **kwargs):
    """E009: templates do not know the request, so that nobody would be seen as signed in."""
    for engine in engines.all():
        processors = getattr(getattr(engine, "engine", None), "context_processors", None)
        if processors is not None and REQUEST in processors:
            return []
    hint = f"Add {REQUEST!r} to the context_processors in TEMPLATES."
    return [checks.Error("Templates do not know the request.", hint=hint, id="grund.E009")]


@checks.register("grund")
def check_time(app_configs=None, **kwargs):
    """E010: moments would have no time zone."""
    if settings.USE_TZ:
        return []
    return [checks.Error("USE_TZ is False.", hint="Set USE_TZ = True.", id="grund.E010")]


@checks.register("grund", checks.Tags.database)
def check_worker(app_configs=None, databases=None, **kwargs):
    """W001: work has waited for over an hour, so no worker is running. Asked by `check --database default`, on
    Django 6.1 by every `check`."""
    from .models import OutboxMail, ScheduledJob

    if not databases:
        return []
    before = timezone.now() - LATE
    try:
        tables = connections["default"].introspection.table_names()
        if not {OutboxMail._meta.db_table, ScheduledJob._meta.db_table} <= set(tables):
            return []  # before the first migrate
        mails = OutboxMail.objects.filter(state__in=OutboxMail.UNFINISHED, next_try_at__lt=before).count()
        jobs = ScheduledJob.objects.filter(due_at__lt=before).count()
    except DatabaseError:
        return []  # the database is away, or this migrate has not run
    if not mails and not jobs:
        return []
    sentence = f"{mails} mails and {jobs} jobs have waited for more than an hour."
    return [checks.Warning(sentence, hint="Keep `manage.py worker` running.", id="grund.W001")]
