"""Forms of the admin: a receiver, and a new secret for one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from headless.models import WebhookEndpoint

from .events import choices

OVERLAPS = [
    (24, _("a day")),
    (24 * 7, _("a week")),
    (1, _("an hour")),
    (0, _("not at all: it has become known to others")),
]


class EndpointForm(WagtailAdminModelForm):
    events = forms.MultipleChoiceField(
        label=_("Events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What it is told. None chosen: everything."),
    )

    class Meta:
        model = WebhookEndpoint
        fields = ["name", "url", "events", "active"]
        widgets = {"url": forms.TextInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["events"].choices = choices()


class RenewForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=_("How long the old secret signs too"), choices=OVERLAPS, coerce=int, initial=OVERLAPS[0][0]
    )
