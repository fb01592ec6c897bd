"""Who asks, and what that person may see of the page tree.

Whatever shows content takes a :class:`Visitor`. One is made per request, so that the two questions
about the whole tree (what is unpublished with children, what is restricted) are asked once.
"""

from asgiref.local import Local
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.signals import request_finished, request_started
from django.db.models import IntegerField, Q, Value
from django.utils.functional import cached_property
from wagtail.models import CollectionMember, CollectionViewRestriction, Locale, Page, PageViewRestriction

from .statements import rows_of


def notable_pages():
    """(tree path, live, key of a restriction or None) of unpublished pages with children, and of restricted pages."""
    unpublished = Page.objects.order_by().filter(live=False, numchild__gt=0)
    restricted = PageViewRestriction.objects.order_by().values_list("page__path", "page__live", "pk")
    # One question in two parts: a third of the time of one condition over both tables.
    return unpublished.values_list("path", "live", Value(None, IntegerField())).union(restricted, all=True)


class Visitor:
    """A user, signed in or not, as a reader of published content; ``request`` is what is being answered, if anything."""

    def __init__(self, user=None, request=None):
        self.user = user or AnonymousUser()
        self.request = request
        self._remembered = {}

    def remember(self, key, make):
        """What ``make()`` gave the first time ``key`` was asked for: an answer that one request needs twice."""
        if key not in self._remembered:
            self._remembered[key] = make()
        return self._remembered[key]

    def rows(self, model, keys):
        """{key: row or None}; one query for the keys that this request has not asked for before."""
        known = self.remember(("rows", model), dict)
        new = set(keys) - known.keys() - {None}
        if new:
            rows = model.objects.all()
            if issubclass(model, CollectionMember):
                rows = rows.select_related("collection")  # for may_fetch
            known.update(dict.fromkeys(new) | rows.in_bulk(new))
        return {key: known.get(key) for key in keys}

    def keep(self, model, rows):
        """Rows that were asked for in another way, {key: row or None}, so that :meth:`rows` need not ask for them."""
        self.remember(("rows", model), dict).update(rows)

    def take_notable(self, rows):
        """What :func:`notable_pages` found, as somebody asked for it together with something else."""
        self._notable = rows

    @cached_property
    def _notable(self):
        return rows_of(notable_pages)

    @cached_property
    def _restricted(self):
        """[(tree path, restriction)]: every restricted page, and every alias of one, which shares its restriction."""
        if not any(restriction for _path, _live, restriction in self._notable):
            return []
        rows = PageViewRestriction.objects.select_related("page")
        if self.user.is_authenticated:
            rows = rows.prefetch_related("groups")
        found = [(row.page.path, row) for row in rows]
        sources = {row.page_id: row for row in rows}
        while sources:
            aliases = Page.objects.filter(alias_of__in=sources).values_list("pk", "path", "alias_of")
            shared = [(pk, path, sources[source]) for pk, path, source in aliases]
            found += [(path, row) for _pk, path, row in shared]
            sources = {pk: row for pk, _path, row in shared}
        return found

    def restrictions_of(self, page):
        """The view restrictions on ``page`` or above it, whether this visitor passes them or not."""
        return [restriction for path, restriction in self._restricted if page.path.startswith(path)]

    @cached_property
    def hidden_paths(self):
        """Tree paths below which this visitor sees nothing: unpublished parents and closed restrictions."""
        closed = [path for path, restriction in self._restricted if not self._passes(restriction)]
        dead = [path for path, live, _restriction in self._notable if not live]
        found = []
        for path in sorted({*closed, *dead}):
            if not found or not path.startswith(found[-1]):
                found.append(path)
        return found

    @cached_property
    def hidden_collections(self):
        """Tree paths of the collections whose files this visitor may not fetch."""
        rows = CollectionViewRestriction.objects.select_related("collection")
        if self.user.is_authenticated:
            rows = rows.prefetch_related("groups")
        return [row.collection.path for row in rows if not self._passes(row)]

    def locale_id(self, language):
        """The key of the locale with this language code, None where there is none; asked once per request."""
        return self.remember(
            ("locale", language),
            lambda: Locale.objects.filter(language_code=language).values_list("pk", flat=True).first(),
        )

    def may_see(self, page):
        """Whether this visitor may see ``page``: live, as are all above it, and not restricted."""
        return page.live and not any(page.path.startswith(path) for path in self.hidden_paths)

    def may_fetch(self, document):
        """Whether this visitor may fetch ``document``; without its collection at hand, each answer may be a query."""
        return not any(document.collection.path.startswith(path) for path in self.hidden_collections)

    def filter(self, pages, prefix=""):
        """Only what this visitor may see of ``pages``; ``prefix`` leads to a page, as in ``"link_page__"``."""
        pages = pages.filter(**{f"{prefix}live": True})
        for path in self.hidden_paths:
            pages = pages.exclude(Q(**{f"{prefix}path__startswith": path}))
        return pages

    def _passes(self, restriction):
        user = self.user
        if not user.is_authenticated or restriction.restriction_type == PageViewRestriction.PASSWORD:
            return False
        if restriction.restriction_type == PageViewRestriction.LOGIN or user.is_superuser:
            return True
        mine = {group.pk for group in user.groups.all()}
        return any(group.pk in mine for group in restriction.groups.all())


# The visitor of the request that this thread or task is answering, for what Wagtail calls without a request.
_current = Local()


def visitor_of(request):
    """The request's visitor. The user is looked up only where a session cookie came."""
    visitor = getattr(request, "_visitor", None)
    if visitor is None:
        signed = settings.SESSION_COOKIE_NAME in request.COOKIES
        user = request.user if signed and hasattr(request, "user") else None
        visitor = request._visitor = Visitor(user, request)
    _current.visitor = visitor
    return visitor


def visitor_in(context):
    """The visitor of a template's context; an anonymous one where a block is shown by itself."""
    return (context or {}).get("visitor") or Visitor()


def current_visitor():
    """The visitor of the request that is being answered; an anonymous one outside of requests."""
    return getattr(_current, "visitor", None) or Visitor()


def _forget(**kwargs):
    _current.visitor = None


request_started.connect(_forget, dispatch_uid="grund.visitors.started")
request_finished.connect(_forget, dispatch_uid="grund.visitors.finished")
