import factory

from modellen.models import TemplateItem, Term, YearWheelEvent

from .pages import _now, _swedish


class SnippetFactory(factory.django.DjangoModelFactory):
    """A published snippet in Swedish; ``live=False`` makes a draft."""

    class Meta:
        abstract = True

    uid = factory.Sequence(lambda number: f"nr-{number}")
    locale = factory.LazyFunction(_swedish)
    live = True
    first_published_at = factory.LazyAttribute(lambda row: _now() if row.live else None)
    last_published_at = factory.LazyAttribute(lambda row: _now() if row.live else None)


class TermFactory(SnippetFactory):
    class Meta:
        model = Term

    term = factory.Sequence(lambda number: f"Ord {number}")
    definition = "Vad ordet betyder."


class TemplateItemFactory(SnippetFactory):
    class Meta:
        model = TemplateItem

    title = factory.Sequence(lambda number: f"Mall {number}")
    description = "När den används."
    version = "1"
    owner = "Modellförvaltare"


class YearWheelEventFactory(SnippetFactory):
    class Meta:
        model = YearWheelEvent

    title = factory.Sequence(lambda number: f"Händelse {number}")
    start_month = 4
    start_day = 15
    roll = False
