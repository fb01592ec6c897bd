"""The model's snippets in the admin, under one menu item."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import TemplateItem, Term, YearWheelEvent


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    list_display = ["term", "definition", LiveStatusTagColumn(), UpdatedAtColumn()]
    list_per_page = 100


class TemplateItemViewSet(SnippetViewSet):
    model = TemplateItem
    icon = "doc-full"
    list_display = ["title", "version", "owner", LiveStatusTagColumn(), UpdatedAtColumn()]


class YearWheelEventViewSet(SnippetViewSet):
    model = YearWheelEvent
    icon = "date"
    list_display = ["title", "start_month", "start_day", "kind", LiveStatusTagColumn()]


class ModelSnippets(SnippetViewSetGroup):
    items = [TermViewSet, TemplateItemViewSet, YearWheelEventViewSet]
    menu_icon = "list-ul"
    menu_label = _("The model")
    menu_name = "modellen"
    menu_order = 250
