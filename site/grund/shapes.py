"""The shapes that contributions have. Plain values: nothing here touches the database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class CalendarEntry:
    """One dated thing of one year.

    ``uid`` is stable over changes (it becomes the UID of a calendar file). ``end`` is the last day,
    included; None for a single day. ``kind`` is deadline, meeting, training, period or information.
    ``track`` is none, inventory, pair or owner: the arc on the wheel. ``moved_from`` is the day the
    rule names when a weekend or holiday moved it. ``page_id`` is the page that it is about.
    """

    uid: str
    title: str
    start: date
    end: date | None = None
    kind: str = "information"
    audience: str = ""
    url: str = ""
    track: str = "none"
    label: str = ""
    place: str = ""
    moved_from: date | None = None
    page_id: int | None = None

    @property
    def last_day(self):
        return self.end or self.start


@dataclass(frozen=True)
class ObjectEntry:
    """An object that the visitor may see: its code, its name, its address and one sentence."""

    code: str
    name: str
    url: str = ""
    summary: str = ""


@dataclass(frozen=True)
class TermEntry:
    """A word of the glossary. ``also`` are words that should lead here; ``use_instead`` names the word
    that replaces a discouraged one. ``language`` is that of the page ``url`` leads to."""

    uid: str
    term: str
    definition: str
    url: str = ""
    english: str = ""
    also: tuple[str, ...] = ()
    use_instead: str = ""
    use_instead_url: str = ""
    language: str = "sv"


@dataclass(frozen=True)
class Notice:
    """A remark above a page's text. ``kind`` is brand, ok, warn or stop."""

    heading: str
    text: str
    kind: str = "brand"
    url: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class ToDo:
    """Something that waits for the visitor, with a last day where there is one."""

    title: str
    url: str
    text: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Mine:
    """Something that is the visitor's own, shown beside what waits. Those of one ``group`` stand under it as a heading.
    ``state`` is a word or two and ``state_kind`` its sign: ok, warn, stop or nothing. ``action_url`` leads to what
    can be done about it."""

    group: str
    title: str
    url: str
    text: str = ""
    state: str = ""
    state_kind: str = ""
    action_url: str = ""
    action_text: str = ""


@dataclass(frozen=True)
class SearchRecord:
    """One thing that can be found. ``key`` is its key within its kind; ``language`` a code, empty for any language.
    ``keywords`` are other words that it goes by and ``lead`` its own summary: both count more than ``text``.

    It is shown only where the page ``page_id`` is shown, to those who may fetch the document ``document_id`` and, with an
    ``audience``, to visitors who have that one (see :class:`SearchKind`): asked at every search. ``where`` is its place
    in words; a page's is made from the tree. ``kind`` is set where a source gives several kinds. ``objects`` and ``roles`` are codes, ``years`` numbers."""

    key: str
    language: str
    title: str
    url: str = ""
    text: str = ""
    lead: str = ""
    keywords: tuple[str, ...] = ()
    where: str = ""
    kind: str = ""
    page_id: int | None = None
    document_id: int | None = None
    audience: str = ""
    objects: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    day: date | None = None


@dataclass(frozen=True)
class SearchKind:
    """A kind of things that can be found. ``name`` is stored and stands in addresses, ``label`` and ``plural`` are words
    for readers. ``records(keys)`` gives the :class:`SearchRecord` of those keys, of all where ``keys`` is None; what it
    does not give is not found. ``watches`` are models: {model: function(primary keys) -> keys of records}; a saved or
    deleted row, or one named by ``grund.signals.changed``, brings its records up to date. ``audiences(visitor)`` are
    those that a visitor has. ``decays``: what is new stands before what is old. ``by_name``: what people look up by its
    name, such as a system: where the name is what was searched it stands first. ``stamps(keys)``, where there is one,
    gives {key: what changes whenever the record would}, "" where that is not known: cheap to read, it spares making every
    record to see whether it is the same."""

    name: str
    label: str
    plural: str
    records: Callable[..., object]
    watches: dict = field(default_factory=dict)
    audiences: Callable[..., set] = field(default=lambda visitor: set())
    decays: bool = False
    by_name: bool = False
    order: int = 50
    stamps: Callable[..., dict] | None = None


@dataclass(frozen=True)
class PageFacts:
    """What pages show of rows that change without the page. ``events`` are {name of an event: its words}. ``watches`` are
    models: {model: function(primary keys) -> keys of pages}, asked when ``grund.signals.changed`` names rows.
    ``facts(keys of pages)`` gives {key: {name of an event: text}}: where the text differs from last time, the event has
    happened. The text holds what everybody may see, and never anything about a person."""

    events: dict
    watches: dict
    facts: Callable[..., dict]


@dataclass(frozen=True)
class Job:
    """Something the worker does again and again. ``run`` takes no argument; it may be called twice."""

    name: str
    every: timedelta
    run: Callable[[], object]


@dataclass(frozen=True)
class ApiRouter:
    """Endpoints of an app. ``prefix`` is their place below the interface's own address, as "/terms"; ``router`` a plain
    django-ninja router. ``watches`` are the models whose rows its answers are made of, beside pages, pictures and
    documents: a change of theirs makes what caches hold stale. Of ``told`` the same holds when ``grund.signals.changed``
    says so, and not at each save."""

    prefix: str
    router: object
    watches: tuple = ()
    told: tuple = ()


@dataclass(frozen=True)
class RetentionRule:
    """Rows that go after ``keep``. ``purge`` takes the moment before which rows are too old and returns
    how many it removed; what it does beyond the database waits for the commit. ``decision`` names the decision
    that the period rests on."""

    name: str
    keep: timedelta
    purge: Callable[..., int]
    reason: str = field(default="")
    decision: str = ""
