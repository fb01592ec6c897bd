"""Units and people in the admin, under one menu item."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .models import OrganisationUnit, Person


class OrganisationUnitViewSet(ModelViewSet):
    model = OrganisationUnit
    icon = "group"
    list_display = ["name", "code", "kind", "parent", "active"]
    list_filter = ["kind", "active"]
    search_fields = ["name", "code"]
    form_fields = ["name", "code", "kind", "parent", "active"]
    copy_view_enabled = False


class PersonViewSet(ModelViewSet):
    model = Person
    icon = "user"
    list_display = ["display_name", "job_title", "unit", "email", "active"]
    list_filter = ["unit", "active"]
    search_fields = ["display_name", "email"]
    form_fields = ["display_name", "email", "job_title", "unit", "phone", "user", "is_example", "active"]
    copy_view_enabled = False


class Organisation(ViewSetGroup):
    menu_label = _("Organisation")
    menu_icon = "group"
    menu_order = 500
    items = (OrganisationUnitViewSet("organisation_units"), PersonViewSet("people"))
    menu_name = "organisation"
