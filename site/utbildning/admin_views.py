"""Views of the admin for course dates and questions: they ask the services and say what those refuse."""

from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_filters import ModelChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from .forms.occasion import ENDED
from .models import CoursePage, CourseQuestion, Occasion, Registration
from .permissions import may_manage, may_see_participants
from .refusals import Refused
from .services import occasions
from .source import source_course, source_courses

NAMESPACE = "anmalan"


def leader_address(name, occasion):
    """The address of a course leader's page; empty in a site that has not included them."""
    try:
        return reverse(f"{NAMESPACE}:{name}", args=[occasion.pk])
    except NoReverseMatch:
        return ""


def own_pages(user, occasion):
    """Buttons that lead to what is done with an occasion outside the admin: its participants, and cancelling it."""
    found = []
    if may_see_participants(user, occasion):
        found.append((_("Participants"), leader_address("participants", occasion), "group"))
    if may_manage(user, occasion) and occasion.status not in ENDED:
        found.append((_("Cancel the course date"), leader_address("cancel_occasion", occasion), "cross"))
    return [
        Button(label, url=url, icon_name=icon, priority=5 + number)
        for number, (label, url, icon) in enumerate(found)
        if url
    ]


class CourseMixin:
    """A view that may be about one course: ``?course=`` names its page in any language."""

    @cached_property
    def course(self):
        key = self.request.GET.get("course", "")
        page = (
            CoursePage.objects.filter(pk=int(key)).first()
            if key.isascii() and key.isdigit() and len(key) < 10
            else None
        )
        return page and source_course(page)

    def with_course(self, url):
        return set_query_params(url, {"course": self.course.pk}) if self.course else url


class CourseFilterSet(WagtailFilterSet):
    course = ModelChoiceFilter(queryset=lambda request: source_courses(), method="of_course", label=lambda: _("Course"))

    def of_course(self, queryset, name, course):
        return queryset.filter(course__translation_key=course.translation_key)


class OfCourse(CourseMixin, IndexView):
    """A list that can be narrowed to one course, and then makes new ones for that."""

    def get_filterset_kwargs(self):
        data = self.request.GET.copy()
        data["course"] = str(self.course.pk) if self.course else ""
        return {**super().get_filterset_kwargs(), "data": data}

    def get_base_queryset(self):
        heavy = (f"course__{name}" for name in ("goals", "program", "body", "prerequisites"))
        return super().get_base_queryset().select_related("course").defer(*heavy)

    def get_add_url(self):
        url = super().get_add_url()
        return url and self.with_course(url)


class OccasionFilterSet(CourseFilterSet):
    class Meta:
        model = Occasion
        fields = ["course", "status"]


class QuestionFilterSet(CourseFilterSet):
    class Meta:
        model = CourseQuestion
        fields = ["course", "active"]


class QuestionIndexView(OfCourse):
    """The questions, course by course."""

    def order_queryset(self, queryset):
        if self.ordering:
            return super().order_queryset(queryset)
        return queryset.order_by("course__title", "order", "pk")


class OccasionIndexView(OfCourse):
    @cached_property
    def columns(self):
        columns = super().columns
        columns[0].sort_key = "course__title"
        return columns

    def get_base_queryset(self):
        waiting = Registration.objects.filter(occasion=OuterRef("pk"), state=Registration.State.WAITING)
        count = waiting.order_by().values("occasion").annotate(count=Count("pk")).values("count")
        return super().get_base_queryset().annotate(waiting=Coalesce(Subquery(count), 0)).select_related("leader__user")

    def order_queryset(self, queryset):
        if self.ordering:
            return super().order_queryset(queryset)
        # The coming ones first, the nearest of them on top; then the past ones, the latest on top.
        coming = When(last_day__gte=timezone.localdate(), then=F("first_day"))
        return queryset.order_by(Case(coming).asc(nulls_last=True), "-first_day", "pk")

    def get_list_more_buttons(self, instance):
        return [*super().get_list_more_buttons(instance), *own_pages(self.request.user, instance)]


class ByService:
    """A form that a service saves. What it refuses stands at its field, and what was typed stays."""

    log_action = ""

    def save_instance(self):
        occasion = self.form.save(by=self.request.user)
        log(instance=occasion, action=self.log_action, content_changed=True)
        return occasion

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refused as refused:
            form.refuse(refused)
            self.produced_error_code, self.produced_error_message = "validation_error", self.get_error_message()
            return self.form_invalid(form)

    def get_success_url(self):
        return set_query_params(reverse(self.index_url_name), {"course": self.object.course_id})


class OfCourseCreateView(CourseMixin, CreateView):
    def get_initial(self):
        return {**super().get_initial(), **({"course": self.course.pk} if self.course else {})}


class OccasionCreateView(ByService, OfCourseCreateView):
    log_action = "wagtail.create"


class OccasionEditView(ByService, EditView):
    log_action = "wagtail.edit"

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *own_pages(self.request.user, self.object)]

    def get_context_data(self, **kwargs):
        stored = Occasion.objects.get(pk=self.object.pk)  # the form has written on its own
        waiting = Registration.objects.filter(occasion=stored).waiting().count()
        participants = leader_address("participants", stored)
        return super().get_context_data(stored=stored, waiting=waiting, participants=participants, **kwargs)


class RefusingDeleteView(DeleteView):
    """Deletes where nothing hangs on it; else says why not, before asking as well as after.

    Each says in ``refusal()`` why its object cannot be deleted, in a sentence; "" where it can.
    """

    def get(self, request, *args, **kwargs):
        sentence = self.refusal()
        return self.refuse(sentence) if sentence else super().get(request, *args, **kwargs)

    def form_valid(self, form):
        sentence = self.refusal()
        try:
            return self.refuse(sentence) if sentence else super().form_valid(form)
        except Refused as refused:
            return self.refuse(refused.sentence)

    def refuse(self, sentence):
        messages.error(self.request, sentence)
        return redirect(reverse(self.edit_url_name, args=[self.object.pk]))


class OccasionDeleteView(RefusingDeleteView):
    def refusal(self):
        if Registration.objects.filter(occasion=self.object).exists():
            return _("People have registered, so it cannot be deleted. Cancel it instead.")
        return ""

    def delete_action(self):
        log(instance=self.object, action="wagtail.delete")
        occasions.remove_draft(self.object.pk, by=self.request.user)


class QuestionDeleteView(RefusingDeleteView):
    def refusal(self):
        if self.object.answers.exists():
            return _("People have answered the question, so it cannot be deleted. Untick “in use” instead.")
        return ""
