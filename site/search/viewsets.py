"""What editors set for the search and what it tells them, in the admin under one menu item."""

from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from grund.viewsets import PlainViewSet

from . import admin_views as views
from .models import Pick, QueryDay, SearchWeights, SynonymGroup
from .models.editing import WEIGHT_WORDS


class SynonymViewSet(PlainViewSet):
    model = SynonymGroup
    icon = "list-ul"
    add_view_class = views.SynonymCreateView
    list_display = ["__str__", "language", "note"]
    list_filter = ["language"]
    search_fields = ["words", "note"]
    list_per_page = 50
    panels = [FieldPanel("words"), FieldPanel("language"), FieldPanel("note")]


def status(pick):
    return gettext("ended") if pick.ended else gettext("in force")


class PickViewSet(PlainViewSet):
    model = Pick
    icon = "pick"
    index_view_class = views.PickIndexView
    add_view_class = views.PickCreateView
    list_display = [
        "query",
        "kind",
        Column("target", label=_("Page or document")),
        "language",
        "order",
        "ends_on",
        Column("ended", label=_("Status"), accessor=status),
    ]
    list_filter = ["language", "kind"]
    search_fields = ["query", "note"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("query"),
            FieldPanel("language"),
            FieldPanel("kind"),
            FieldPanel("page"),
            FieldPanel("document"),
            FieldPanel("order"),
            FieldPanel("ends_on"),
            FieldPanel("note"),
        ],
        base_form_class=views.PickForm,
    )


_HOW, _WHERE = ("exact", "stem", "parts", "fold"), ("title", "body")
_ELSE = tuple(name for name in WEIGHT_WORDS if name not in _HOW + _WHERE)


class WeightsViewSet(PlainViewSet):
    model = SearchWeights
    icon = "sliders"
    menu_label = _("Weights")
    index_view_class = views.WeightsIndexView
    edit_view_class = views.WeightsEditView
    history_view_class = views.WeightsHistoryView
    without = ("usage", "add", "delete", "index_results")
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)
            for heading, names in (
                (_("How a word is found"), _HOW),
                (_("Where it stands"), _WHERE),
                (_("What else counts"), _ELSE),
            )
        ],
        base_form_class=views.WeightsForm,
    )

    def get_common_view_kwargs(self, **kwargs):
        nothing = dict.fromkeys(("add_url_name", "delete_url_name", "index_results_url_name"))
        return super().get_common_view_kwargs(**{**nothing, **kwargs})


class OneScreen(ViewSet):
    """A viewset of one view; its menu item is shown to those who may see it."""

    view_class = None

    def get_urlpatterns(self):
        return [path("", self.construct_view(self.view_class), name="index")]

    def may_see(self, user):
        raise NotImplementedError

    @property
    def menu_item_class(self):
        def is_shown(_item, request):
            return self.may_see(request.user)

        return type(f"{type(self).__name__}MenuItem", (MenuItem,), {"is_shown": is_shown})


class ReportViewSet(OneScreen):
    view_class = views.ReportView
    icon = "doc-full-inverse"
    menu_label = _("Search report")

    def may_see(self, user):
        return user.has_perm(f"search.view_{QueryDay._meta.model_name}")


class ExplainViewSet(OneScreen):
    view_class = views.ExplainView
    icon = "help"
    menu_label = _("Explain hits")

    def may_see(self, user):
        return views.may_explain(user)


class Search(ViewSetGroup):
    menu_label = _("Search")
    menu_icon = "search"
    menu_name = "sok"
    menu_order = 270
    items = (
        ReportViewSet("search_report"),
        SynonymViewSet("search_synonyms"),
        PickViewSet("search_picks"),
        WeightsViewSet("search_weights"),
        ExplainViewSet("search_explain"),
    )
