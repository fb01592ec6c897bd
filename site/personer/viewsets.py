"""Units and people in the admin, under one menu item."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.forms import modelform_factory
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import DeleteView
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


class PersonForm(WagtailAdminModelForm):
    """Whoever edits people decides nothing about accounts: to become a person is to get what that person may do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.decides = bool(self.for_user and self.for_user.is_superuser)
        self.fields["user"].disabled = not self.decides
        self.fields["email"].disabled = not self.decides and self.instance.user_id is not None

    def clean_email(self):
        # Whose account has the address of a person without one is that person from the next log-in on.
        email = self.cleaned_data["email"]
        if self.decides or not self.instance.pk or "email" not in self.changed_data or not email:
            return email
        if get_user_model().objects.filter(email__iexact=email).exists():
            raise ValidationError(
                gettext("An account has this address. Ask an administrator to link the person to the account.")
            )
        return email


class PersonDeleteView(DeleteView):
    """Other apps hold on to people, and say so only when one is about to go."""

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            sentence = gettext(
                "“%(person)s” is named elsewhere, for example in a course, so the person cannot be deleted. "
                "Untick “active” instead."
            )
            messages.error(self.request, sentence % {"person": self.object})
            return redirect(reverse(self.edit_url_name, args=[self.object.pk]))


class PersonViewSet(ModelViewSet):
    model = Person
    icon = "user"
    list_display = ["display_name", "job_title", "unit", "email", "active"]
    list_filter = ["unit", "active"]
    search_fields = ["display_name", "email"]
    form_fields = ["display_name", "email", "job_title", "unit", "phone", "user", "is_example", "active"]
    copy_view_enabled = False
    delete_view_class = PersonDeleteView

    def get_form_class(self, for_update=False):
        return modelform_factory(
            self.model, form=PersonForm, fields=self.form_fields, formfield_callback=self.formfield_for_dbfield
        )


class Organisation(ViewSetGroup):
    menu_label = _("Organisation")
    menu_icon = "group"
    menu_order = 500
    items = (OrganisationUnitViewSet("organisation_units"), PersonViewSet("people"))
    menu_name = "organisation"
