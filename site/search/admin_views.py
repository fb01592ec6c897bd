"""Screens of the admin for the search: forms that come filled in, the one row of weights, the report, the explanation."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from grund.visitors import Visitor

from .models import QueryDay, SearchWeights
from .models.editing import MOST_OF_QUERY
from .report import MOST_ROWS, PERIODS, as_csv, report
from .tuning import DOCUMENT, PAGE

MOST_EXPLAINED = 20
MOST_DIGITS = 18  # of a key in a database
# Whoever sets something for the search may ask why it answers as it does.
EXPLAINING = [
    *(f"search.{action}_{model}" for model in ("synonymgroup", "pick") for action in ("add", "change")),
    "search.change_searchweights",
]


def may_explain(user):
    return any(user.has_perm(right) for right in EXPLAINING)


# --- Forms ------------------------------------------------------------------------------------


def _with_possible_keys(data):
    """What was sent, with the key of no row where a key cannot be one: Wagtail's choosers ask the database for it as it
    stands when the form is shown once more, and take for granted that it is a number."""
    if not data:
        return data
    data = data.copy()
    for name in (PAGE, DOCUMENT):
        key = data.get(name, "")
        if key and not (key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS):
            data[name] = "0"
    return data


class PickForm(WagtailAdminModelForm):
    def __init__(self, data=None, *args, **kwargs):
        super().__init__(_with_possible_keys(data), *args, **kwargs)

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        # One that has ended may be looked at and corrected.
        if day < timezone.localdate() and (self.instance.pk is None or day != self.initial.get("ends_on")):
            raise forms.ValidationError(gettext("The last day has already passed."))
        return day


class WeightsForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            number = number_format(SearchWeights._meta.get_field(name).default)
            default = gettext("Default: %(number)s.") % {"number": number}
            field.help_text = f"{field.help_text} {default}"


class PrefilledCreateView(CreateView):
    """The form for a new one; what its address says stands in it already."""

    prefilled = ()

    def get_initial(self):
        given = {name: self.request.GET.get(name, "").replace("\0", "")[:MOST_OF_QUERY] for name in self.prefilled}
        if given.get("language") not in dict(settings.LANGUAGES):
            given.pop("language", None)
        return {**super().get_initial(), **{name: value for name, value in given.items() if value}}


class SynonymCreateView(PrefilledCreateView):
    prefilled = ("language", "words")


class PickCreateView(PrefilledCreateView):
    prefilled = ("language", "query")


class PickIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("page", "document")


class OnlyRow:
    """A view of the one row of weights, which need not be there yet."""

    def get_object(self, queryset=None):
        return SearchWeights.current()


class WeightsIndexView(IndexView):
    """There is only one row, so the list leads to it."""

    def get(self, request, *args, **kwargs):
        return redirect(reverse(self.edit_url_name, args=[SearchWeights.ONLY]))


class WeightsEditView(OnlyRow, EditView):
    def get_success_url(self):
        return reverse(self.edit_url_name, args=[SearchWeights.ONLY])

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.object)}]


class WeightsHistoryView(OnlyRow, HistoryView):
    pass


# --- Report -----------------------------------------------------------------------------------


class ReportForm(forms.Form):
    days = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [
            (str(days), ngettext("the last %(days)d day", "the last %(days)d days", days) % {"days": days})
            for days in PERIODS
        ]
        self.fields["language"].choices = [("", gettext("all")), *settings.LANGUAGES]


def _rank(line):
    return "" if line.mean_rank is None else number_format(round(line.mean_rank, 1), 1)


class ActionsColumn(Column):
    cell_template_name = "search/admin/actions_cell.html"

    def __init__(self, name, actions, **kwargs):
        super().__init__(name, **kwargs)
        self.actions = actions

    def get_cell_context_data(self, instance, parent_context):
        found = [
            {"label": label, "url": set_query_params(url, {"language": instance.language, field: instance.query})}
            for label, url, field in self.actions
        ]
        return {**super().get_cell_context_data(instance, parent_context), "actions": found}


class ReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What was searched for: for whoever may see the log of searches. ``?export=csv`` gives all of it as a file."""

    model = QueryDay
    any_permission_required = ["view"]
    page_title = gettext_lazy("Search report")
    header_icon = "doc-full-inverse"
    template_name = "search/admin/report.html"

    @cached_property
    def choice(self):
        """(days, language) as asked for; what means nothing gives the default."""
        form = ReportForm(self.request.GET)
        good = form.cleaned_data if form.is_valid() else {}
        return int(good.get("days") or PERIODS[0]), good.get("language") or ""

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") != "csv":
            return super().get(request, *args, **kwargs)
        answer = HttpResponse(as_csv(*self.choice), content_type="text/csv; charset=utf-8")
        name = f"{self.choice[0]}-{timezone.localdate().isoformat()}.csv"
        answer["Content-Disposition"] = f'attachment; filename="sokrapport-{name}"'
        return answer

    @cached_property
    def header_more_buttons(self):
        days, language = self.choice
        url = set_query_params(self.request.path, {"days": days, "language": language, "export": "csv"})
        return [Button(gettext("Download CSV"), url=url, icon_name="download", priority=90)]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        days, language = self.choice
        found = report(days, language)
        lists = [
            (gettext("Most frequent"), "", found.frequent, self.columns),
            (
                gettext("Without hits"),
                gettext("The last time, nothing was found. A synonym leads to what is called otherwise here."),
                found.without_hits,
                [*self.columns[:4], *self.actions],
            ),
            (
                gettext("With hits, but few clicks"),
                gettext("Fewer than one search in five led to a click: what people look for may stand too far down."),
                found.few_clicks,
                [*self.columns[:3], *self.columns[4:7], *self.actions],
            ),
        ]
        return super().get_context_data(
            report=found,
            form=ReportForm(initial={"days": str(days), "language": language}),
            most_rows=MOST_ROWS,
            lists=[(heading, text, lines and Table(columns, lines)) for heading, text, lines, columns in lists],
            **kwargs,
        )

    @cached_property
    def columns(self):
        return [
            TitleColumn("label", label=gettext("Search words"), classname="w-whitespace-nowrap"),
            Column("language_name", label=gettext("Language")),
            Column("times", label=gettext("Searches")),
            Column("zero", label=gettext("Without hits")),
            Column("hits", label=gettext("Hits the last time")),
            Column("clicks", label=gettext("Clicks")),
            Column("mean_rank", label=gettext("Mean rank of clicks"), accessor=_rank),
            Column("median_rank", label=gettext("Median rank of clicks")),
        ]

    @cached_property
    def actions(self):
        """The column that leads to what this user may do about a query, if there is anything."""
        user, found = self.request.user, []
        if user.has_perm("search.add_synonymgroup"):
            found.append((gettext("Make a synonym"), reverse("search_synonyms:add"), "words"))
        if user.has_perm("search.add_pick"):
            found.append((gettext("Make a pick"), reverse("search_picks:add"), "query"))
        return [ActionsColumn("actions", found, label=gettext("What to do"))] if found else []


# --- Explanation ------------------------------------------------------------------------------


class ExplainForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search words"), max_length=200)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: settings.LANGUAGES)
    anonymous = forms.BooleanField(label=gettext_lazy("As somebody who is not signed in"), required=False, initial=True)


class LinesColumn(Column):
    cell_template_name = "search/admin/lines_cell.html"

    def get_value(self, instance):
        return [(label, _number(value)) for label, value in instance.lines]


def _number(value):
    return number_format(round(value, 2), 2) if isinstance(value, float) else value


class ExplainView(WagtailAdminTemplateMixin, TemplateView):
    """Why the first hits of a search stand where they do; only those that the asking user may see."""

    page_title = gettext_lazy("Explain hits")
    header_icon = "help"
    template_name = "search/admin/explain.html"

    def dispatch(self, request, *args, **kwargs):
        if not may_explain(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        asked = "q" in self.request.GET
        form = ExplainForm(self.request.GET if asked else None, initial={"language": settings.LANGUAGE_CODE})
        rows = self._explained(form.cleaned_data) if asked and form.is_valid() else None
        return super().get_context_data(form=form, asked=rows is not None, table=rows and self._table(rows), **kwargs)

    def _explained(self, asked):
        from .explain import explain

        visitor = Visitor(None if asked["anonymous"] else self.request.user, self.request)
        return list(explain(asked["q"], asked["language"], visitor))[:MOST_EXPLAINED]

    def _table(self, rows):
        return Table(
            [
                Column("rank", label=gettext("Rank")),
                TitleColumn("title", label=gettext("Hit"), get_url=lambda row: row.url),
                Column("kind_label", label=gettext("Kind")),
                Column("tier", label=gettext("Tier")),
                Column("score", label=gettext("Score"), accessor=lambda row: _number(row.score)),
                LinesColumn("lines", label=gettext("Why")),
            ],
            rows,
        )
