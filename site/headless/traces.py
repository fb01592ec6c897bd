"""What a reader that keeps a copy must be told and no list of pages can say: which pages are gone, or stand elsewhere.

A row is written in the transaction of the change, from what the database held before it. So it knows who could see the
page: what nobody could see leaves no trace, and what few could see is told to them alone.
"""

from datetime import timedelta

from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import pre_page_move

from grund.api.places import below
from grund.visitors import Visitor

KEPT = timedelta(days=180)
PUBLIC, SIGNED_IN, NOBODY = "", "login", "-"
LONGEST = 1000  # a text longer than that names more groups than one page ever has
MOST_AT_ONCE = 500
# What decides who sees a page and where it stands. A save that names only other columns changes neither.
_DECIDING = {"live", "slug", "alias_of", "alias_of_id"}


# --- Audiences --------------------------------------------------------------------------------------------


def audience_of(page, visitor, dead):
    """Who may see ``page`` as the database stands: PUBLIC, NOBODY, or rules that must all be passed, as
    ``"groups:1,4 login"``. ``visitor`` is one made now; ``dead`` are the tree paths of unpublished pages."""
    if page.path.startswith(dead):
        return NOBODY
    rules = {_rule_of(restriction) for restriction in visitor.restrictions_of(page)}
    text = " ".join(sorted(rules))
    return NOBODY if NOBODY in rules or len(text) > LONGEST else text


def _rule_of(restriction):
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return SIGNED_IN
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return "groups:" + ",".join(str(key) for key in sorted(group.pk for group in restriction.groups.all()))
    return NOBODY  # a shared password, which nobody can send here


def passed_by(user, audiences):
    """Those of ``audiences`` that ``user`` belongs to."""
    groups = {str(group.pk) for group in user.groups.all()} if user.is_authenticated else set()

    def passes(rule):
        if rule == NOBODY or not user.is_authenticated:
            return False
        return rule == SIGNED_IN or user.is_superuser or bool(groups & set(rule.removeprefix("groups:").split(",")))

    return [audience for audience in audiences if all(passes(rule) for rule in audience.split())]


# --- Writing ----------------------------------------------------------------------------------------------


def note(top, tree=True):
    """Write down that ``top``, and all below it, is about to go or to stand elsewhere."""
    step = top.steplen
    above = [top.path[:length] for length in range(step, len(top.path), step)]
    pages = Page.objects.filter(path__startswith=top.path) if tree else Page.objects.filter(pk=top.pk)
    pages = list(pages.order_by("path").select_related("locale"))
    # Asked for anew: while a page is deleted, the tree's own counts are ahead of its rows.
    dead = (
        *Page.objects.filter(path__in=above, live=False).values_list("path", flat=True),
        *(page.path for page in pages if not page.live),
    )
    visitor, now = Visitor(), timezone.now()
    rows = [
        _row_of(page, audience_of(page, visitor, dead), now)
        for page in pages
        if page.live or page.first_published_at is not None
    ]
    _write(rows)


def _row_of(page, audience, now):
    from .models import PageTrace

    return PageTrace(
        page_id=page.pk,
        translation_key=page.translation_key,
        language=page.locale.language_code,
        url_path=page.url_path,
        audience=audience,
        at=now,
    )


def _write(rows):
    from .models import PageTrace

    PageTrace.objects.bulk_create(
        rows,
        batch_size=MOST_AT_ONCE,
        update_conflicts=True,
        unique_fields=["page_id", "audience"],
        update_fields=["translation_key", "language", "url_path", "at"],
    )


def _place_of(page):
    return page.live, page.slug, page.alias_of_id


def _page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    if raw or not instance.pk or not isinstance(instance, Page):
        return
    if update_fields is not None and not _DECIDING & set(update_fields):
        return
    before = Page.objects.filter(pk=instance.pk).only("path", "live", "slug", "numchild", "alias_of").first()
    if before is None or _place_of(before) == _place_of(instance):
        return
    if before.live or before.numchild:  # one that comes is told by its own date; those below it are not
        note(before)


def _page_made(sender, instance, created=False, raw=False, **kwargs):
    """An alias bears the dates of its source, which do not say that it is new."""
    if created and not raw and isinstance(instance, Page) and instance.live and instance.alias_of_id:
        _write([_row_of(instance, NOBODY, timezone.now())])


def _site_changed(sender, instance, raw=False, **kwargs):
    """All that stood below its start page stands elsewhere, or nowhere."""
    before = (
        Site.objects.filter(pk=instance.pk).select_related("root_page").first() if instance.pk and not raw else None
    )
    if before is not None and (kwargs.get("signal") is pre_delete or before.root_page_id != instance.root_page_id):
        note(before.root_page)


def _page_deleted(sender, instance, **kwargs):
    note(instance, tree=False)  # those below are deleted one by one


def _moved(sender, instance, **kwargs):
    note(instance)


def _restriction(sender, instance, raw=False, **kwargs):
    """What is restricted is so with its aliases, wherever they stand."""
    if raw:
        return
    found = list(Page.objects.filter(pk=instance.page_id))
    while found:
        for page in found:
            note(page)
        found = list(Page.objects.filter(alias_of__in=[page.pk for page in found]))


def _groups(sender, instance, action, reverse=False, pk_set=None, **kwargs):
    if not action.startswith("pre_"):
        return
    if not reverse:
        _restriction(sender, instance)
        return
    # A group takes itself out of restrictions, or into them.
    rows = PageViewRestriction.objects.filter(pk__in=pk_set) if pk_set else instance.pageviewrestriction_set.all()
    for row in rows:
        _restriction(sender, row)


def connect():
    """Called once, when the apps are ready."""
    pre_save.connect(_page_saved, dispatch_uid="headless.traces.saved")
    pre_delete.connect(_page_deleted, sender=Page, dispatch_uid="headless.traces.deleted")
    pre_page_move.connect(_moved, dispatch_uid="headless.traces.moved")
    post_save.connect(_page_made, dispatch_uid="headless.traces.made")
    for signal in (pre_save, pre_delete):
        signal.connect(_site_changed, sender=Site, dispatch_uid="headless.traces.site")
        signal.connect(_restriction, sender=PageViewRestriction, dispatch_uid="headless.traces.restriction")
    m2m_changed.connect(_groups, sender=PageViewRestriction.groups.through, dispatch_uid="headless.traces.groups")


# --- Reading ----------------------------------------------------------------------------------------------


def gone(user, pages, roots, since):
    """The traces since then of pages below ``roots`` that ``user`` could see and does not see now. ``pages`` are those that
    are seen there."""
    from .models import PageTrace

    recent = PageTrace.objects.filter(below(roots), at__gte=since)
    mine = passed_by(user, recent.order_by().values_list("audience", flat=True).distinct())
    return recent.filter(audience__in=mine).exclude(page_id__in=pages.values("pk"))


def shifted(since):
    """The keys of pages that came to stand elsewhere, or became open, since then."""
    from .models import PageTrace

    return PageTrace.objects.filter(at__gte=since).values("page_id")


def prune():
    """Remove what is older than a reader may ask for, whatever the time zone."""
    from .models import PageTrace

    return PageTrace.objects.filter(at__lt=timezone.now() - KEPT - timedelta(days=2)).delete()[0]
