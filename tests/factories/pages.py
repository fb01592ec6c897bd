import datetime

import factory
import wagtail_factories

from home.models import HomePage
from modellen.models import (
    GlossaryPage,
    ModelPage,
    RoleGuidePage,
    RoleIndexPage,
    TemplateLibraryPage,
    YearWheelPage,
)
from nyheter.models import NewsIndexPage, NewsPage
from objektsidor.models import ObjectIndexPage, ObjectPage
from sidor.models import AccessibilityStatementPage, StandardPage
from utbildning.models import CourseIndexPage, CoursePage


class BasePageFactory(wagtail_factories.PageFactory):
    """A live page as if it had been published; ``live=False`` makes a draft that never was."""

    class Meta:
        abstract = True

    content_owner = "Modellförvaltare"
    lead = factory.LazyAttribute(lambda page: f"Ingress till {page.title}.")
    locale = factory.LazyAttribute(lambda page: page.parent.locale if page.parent else _swedish())
    first_published_at = factory.LazyAttribute(lambda page: _now() if page.live else None)
    last_published_at = factory.LazyAttribute(lambda page: _now() if page.live else None)
    live = True


def _now():
    return datetime.datetime.now(datetime.UTC)


def _swedish():
    from wagtail.models import Locale

    return Locale.objects.get(language_code="sv")


def _factory(page_type, **fields):
    meta = type("Meta", (), {"model": page_type})
    return type(f"{page_type.__name__}Factory", (BasePageFactory,), {"Meta": meta, "__module__": __name__, **fields})


HomePageFactory = _factory(HomePage)
ModelPageFactory = _factory(ModelPage)
RoleIndexPageFactory = _factory(RoleIndexPage)
RoleGuidePageFactory = _factory(RoleGuidePage, role="object_owner", summary="Beslutar om planen.")
GlossaryPageFactory = _factory(GlossaryPage)
TemplateLibraryPageFactory = _factory(TemplateLibraryPage)
YearWheelPageFactory = _factory(YearWheelPage)
NewsIndexPageFactory = _factory(NewsIndexPage)
NewsPageFactory = _factory(NewsPage)
ObjectIndexPageFactory = _factory(ObjectIndexPage)
ObjectPageFactory = _factory(ObjectPage, code="UTB")
CourseIndexPageFactory = _factory(CourseIndexPage)
CoursePageFactory = _factory(CoursePage, audience="Objektledare", length="En dag")
StandardPageFactory = _factory(StandardPage)
AccessibilityStatementPageFactory = _factory(
    AccessibilityStatementPage,
    actor="Nacka kommun",
    service="Nackamodellen",
    method="<p>Egen kontroll.</p>",
    alternative="<p>Skriv till oss.</p>",
    assessed_on=datetime.date(2026, 1, 19),
    statement_updated_on=datetime.date(2026, 1, 26),
)
