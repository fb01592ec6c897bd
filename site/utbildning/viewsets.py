"""Course dates and questions in the admin, under one menu item."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from grund.text import MONTHS, format_date_range

from . import admin_views as views
from .forms import occasion as forms
from .models import CourseQuestion, Occasion


class CourseViewSet(ModelViewSet):
    """Rows that belong to a course: the form for a new one asks for it, that for an old one shows it."""

    copy_view_enabled = False
    # Signals of the reference index would add their questions to every registration.
    add_to_reference_index = False
    new_panels, old_panels = None, None

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_edit_handler(self):
        return self.new_panels.bind_to_model(self.model)

    @cached_property
    def _panels_of_old(self):
        return self.old_panels.bind_to_model(self.model)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(**{"panel": self._panels_of_old, **kwargs})

    def get_form_class(self, for_update=False):
        return self._panels_of_old.get_form_class() if for_update else super().get_form_class()

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]

    def get_permissions_to_register(self):
        # Looking at the list is a right of its own here.
        return Permission.objects.filter(content_type=ContentType.objects.get_for_model(self.model))


def days(occasion):
    language = (get_language() or "").split("-")[0]
    return format_date_range(occasion.first_day, occasion.last_day, language if language in MONTHS else "en")


def taken(occasion):
    if occasion.seats is None:
        return _("%(taken)d, no limit") % {"taken": occasion.taken}
    return _("%(taken)d of %(seats)d") % {"taken": occasion.taken, "seats": occasion.seats}


class OccasionViewSet(CourseViewSet):
    model = Occasion
    icon = "date"
    index_view_class = views.OccasionIndexView
    add_view_class = views.OccasionCreateView
    edit_view_class = views.OccasionEditView
    delete_view_class = views.OccasionDeleteView
    edit_template_name = "utbildning/admin/occasion_edit.html"
    filterset_class = views.OccasionFilterSet
    new_panels, old_panels = forms.NEW_OCCASION, forms.OLD_OCCASION
    list_display = [
        "course",
        Column("days", label=gettext_lazy("Days"), accessor=days, sort_key="first_day"),
        "status",
        Column("taken", label=gettext_lazy("Seats taken"), accessor=taken),
        Column("waiting", label=gettext_lazy("Waiting")),
    ]


class QuestionViewSet(CourseViewSet):
    model = CourseQuestion
    icon = "help"
    index_view_class = views.QuestionIndexView
    add_view_class = views.OfCourseCreateView
    delete_view_class = views.QuestionDeleteView
    filterset_class = views.QuestionFilterSet
    new_panels, old_panels = forms.NEW_QUESTION, forms.OLD_QUESTION
    list_display = [
        "label",
        Column("course", label=gettext_lazy("Course"), sort_key="course__title"),
        "required",
        "active",
    ]


class Training(ViewSetGroup):
    menu_label = gettext_lazy("Training")
    menu_icon = "calendar-alt"
    menu_name = "utbildning"
    menu_order = 260
    items = (OccasionViewSet("course_dates"), QuestionViewSet("course_questions"))
