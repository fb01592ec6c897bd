"""Makers of pages and snippets for tests. Every page gets a content owner; nothing is published unless asked."""

from .pages import (
    AccessibilityStatementPageFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    GlossaryPageFactory,
    HomePageFactory,
    ModelPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ObjectIndexPageFactory,
    ObjectPageFactory,
    RoleGuidePageFactory,
    RoleIndexPageFactory,
    StandardPageFactory,
    TemplateLibraryPageFactory,
    YearWheelPageFactory,
)
from .snippets import TemplateItemFactory, TermFactory, YearWheelEventFactory

__all__ = [
    "AccessibilityStatementPageFactory",
    "CourseIndexPageFactory",
    "CoursePageFactory",
    "GlossaryPageFactory",
    "HomePageFactory",
    "ModelPageFactory",
    "NewsIndexPageFactory",
    "NewsPageFactory",
    "ObjectIndexPageFactory",
    "ObjectPageFactory",
    "RoleGuidePageFactory",
    "RoleIndexPageFactory",
    "StandardPageFactory",
    "TemplateItemFactory",
    "TemplateLibraryPageFactory",
    "TermFactory",
    "YearWheelEventFactory",
    "YearWheelPageFactory",
]
