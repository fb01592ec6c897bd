"""What leaders fill in."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import role_choices
from ..models import CourseQuestion
from ..names import check_email
from ..services import groups, imports
from ..tables import MOST_BYTES
from .registering import NameField, TextField


def new_key():
    """The key of a form that is shown: sending it twice does what it does once."""
    return uuid.uuid4().hex


class KeyField(forms.UUIDField):
    """The hidden key; one that somebody has changed is replaced, since it says nothing then."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value).hex
        except (ValidationError, AttributeError):
            return new_key()


class AddForm(forms.Form):
    """Somebody registered by the leader. Any address will do: the leader may invite people from elsewhere."""

    name = NameField(
        label=_("First name and surname"),
        most=imports.MOST_IN_NAME,
        error_messages={"required": _("Write the name.")},
    )
    email = forms.CharField(
        label=_("E-mail"),
        help_text=_("The person gets a mail about it. Addresses from outside the organisation work too."),
        error_messages={"required": _("Write the e-mail address.")},
        widget=forms.EmailInput,
    )
    unit = TextField(label=_("Department or unit (optional)"), most=imports.MOST_IN_UNIT, one_line=True, required=False)
    role_code = forms.ChoiceField(label=_("Role (optional)"), required=False)
    object_code = TextField(label=_("Object (optional)"), most=imports.MOST_IN_OBJECT, one_line=True, required=False)
    accept_waiting = forms.BooleanField(label=_("Put the person in the queue"), required=False)
    form_key = KeyField(required=False)

    def __init__(self, *args, objects=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role_code"].choices = [("", _("Not stated")), *role_choices.CHOICES]
        if objects:
            self.fields["object_code"] = forms.ChoiceField(
                label=self.fields["object_code"].label,
                required=False,
                choices=[("", _("Not stated")), *((item.code, f"{item.name} ({item.code})") for item in objects)],
            )
            self.order_fields(["name", "email", "unit", "role_code", "object_code", "accept_waiting"])
        self.fields["form_key"].initial = new_key
        # Another person's facts: the browser must not offer the leader's own.
        for name in ("name", "email", "unit"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_email(self):
        check_email(self.cleaned_data["email"])
        return self.cleaned_data["email"].strip()


class ImportForm(forms.Form):
    """A file, and what is to happen when some of its rows cannot be registered."""

    ALL, SOME = "all", "some"

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("The first row names the columns: namn, e-post, enhet, roll, objekt. The first two are needed."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Choose another one.")},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    mode = forms.ChoiceField(
        label=_("If a row cannot be registered"),
        choices=[(ALL, _("Register nobody, so that I can mend the file first")), (SOME, _("Register the others"))],
        initial=ALL,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    accept_waiting = forms.BooleanField(label=_("Those who get no seat are put in the queue"), required=False)

    def data_of_file(self):
        # One more than is read, so that the reader can say that it is too much.
        return self.cleaned_data["file"].read(MOST_BYTES + 1)


class MessageForm(forms.Form):
    group = forms.ChoiceField(
        label=_("To"),
        choices=groups.GROUPS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a group.")},
    )
    subject = TextField(
        label=_("Subject"),
        most=100,
        one_line=True,
        help_text=_("The course and its date are added."),
        error_messages={"required": _("Write a subject.")},
    )
    body = TextField(
        label=_("Text"),
        most=5000,
        help_text=_("An empty line begins a new paragraph. A link to the own registration is added."),
        error_messages={"required": _("Write what you want to say.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    form_key = KeyField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].error_messages["invalid_choice"] = _("Choose a group.")
        self.fields["form_key"].initial = new_key


class ExportForm(forms.Form):
    """What stands in the file. What people need in order to take part never does."""

    FORMATS = [("xlsx", _("Excel (XLSX)")), ("csv", _("CSV"))]
    REGISTERED, CANCELLED = "registered", "cancelled"

    format = forms.ChoiceField(
        label=_("Kind of file"),
        choices=FORMATS,
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind of file."), "invalid_choice": _("Choose a kind of file.")},
    )
    more = forms.MultipleChoiceField(
        label=_("Also take along (optional)"),
        help_text=_("Name, e-mail, unit, role, object, state and attendance are always there. Needs never are."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among those that stand here.")},
    )

    def __init__(self, *args, occasion, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(CourseQuestion.objects.filter(course_id=occasion.course_id))
        self.fields["more"].choices = [
            (self.REGISTERED, _("When the person registered")),
            (self.CANCELLED, _("Those who are cancelled")),
            *((f"q{question.pk}", question.label) for question in self.questions),
        ]


class SeatsForm(forms.Form):
    seats = forms.IntegerField(
        label=_("Number of seats"),
        required=False,
        error_messages={"invalid": _("Write the number of seats in digits.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    unlimited = forms.BooleanField(label=_("No limit"), required=False)

    def clean(self):
        if not self.errors and not self.cleaned_data["unlimited"] and self.cleaned_data["seats"] is None:
            self.add_error("seats", _("Write the number of seats, or tick that there is no limit."))

    def wanted(self):
        return None if self.cleaned_data["unlimited"] else self.cleaned_data["seats"]


class ReasonForm(forms.Form):
    """Why something is done, in a sentence."""

    reason = TextField(most=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label, hint, missing, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = missing
