from .glossary import GlossaryPage, Term
from .model_page import ModelPage
from .roles import RoleGuidePage, RoleIndexPage
from .template_library import TemplateItem, TemplateLibraryPage
from .year_wheel import YearWheelEvent, YearWheelPage

__all__ = [
    "GlossaryPage",
    "ModelPage",
    "RoleGuidePage",
    "RoleIndexPage",
    "TemplateItem",
    "TemplateLibraryPage",
    "Term",
    "YearWheelEvent",
    "YearWheelPage",
]
