"""What a participant fills in. Each error is a sentence, and nothing that was typed is lost."""

import re
import secrets
import unicodedata
from datetime import timedelta

from django import forms
from django.core import signing
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from personer.roles import OBJECT_LEAD_BUSINESS, SPECIALIST_BUSINESS

from .. import role_choices
from ..conf import setting
from ..models import Answer, Needs
from ..names import check_email, clean_name

# What people here have said for longer than they have said the model's own words.
OLDER_WORDS = {OBJECT_LEAD_BUSINESS: "förvaltningsledare", SPECIALIST_BUSINESS: "systemförvaltare"}
LEAST_SECONDS = 3  # faster than that, nobody fills in a form
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_signer = signing.TimestampSigner(salt="utbildning.form")


def _role_choices():
    """The roles, with the older word below the name."""

    def words(code, label):
        older = OLDER_WORDS.get(code)
        if not older:
            return label
        hint = gettext("Older word: %(word)s") % {"word": older}
        return format_html('{} <span class="hint">{}</span>', label, hint)

    return [(code, words(code, label)) for code, label in role_choices.CHOICES]


class TextField(forms.CharField):
    """Text as typed, without what cannot be seen. ``most`` counts characters; nothing is cut off."""

    def __init__(self, *, most, one_line=False, **kwargs):
        super().__init__(**kwargs)
        self.most, self.one_line = most, one_line

    def to_python(self, value):
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
        text = " ".join(text.split()) if self.one_line else text.strip()
        if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
            raise forms.ValidationError(_("The text holds a character that cannot be shown. Type it by hand."))
        if len(text) > self.most:
            sentence = _("The text has %(count)d characters. Shorten it to %(most)d.")
            raise forms.ValidationError(sentence, params={"count": len(text), "most": self.most})
        return text


class NameField(TextField):
    def to_python(self, value):
        name = clean_name(value) if value and value.strip() else ""
        return super().to_python(name)


def _area(rows=3):
    return forms.Textarea(attrs={"rows": rows})


class AboutForm(forms.Form):
    """What somebody says about themselves, and can change later. ``questions`` are the course's own; ``objects()`` gives
    [(code, name)], and is only called where an object was chosen or the field is shown."""

    name = NameField(
        most=150,
        label=_("First name and surname"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your first name and surname.")},
    )
    unit = TextField(
        most=200,
        one_line=True,
        label=_("Department or unit"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Write where you work.")},
    )
    role = forms.ChoiceField(
        label=_("Your role"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your role."), "invalid_choice": _("Choose one of the roles.")},
    )
    object = forms.ChoiceField(
        label=_("Object (optional)"),
        required=False,
        help_text=_("The object that you work with."),
        error_messages={"invalid_choice": _("Choose one of the objects, or none.")},
    )
    needs = TextField(
        most=Needs.MOST, label=_("Needs that we should know of (optional)"), required=False, widget=_area()
    )
    manager_informed = forms.BooleanField(label=_("My manager is informed (optional)"), required=False)

    def __init__(self, data=None, *, questions=(), objects=list, language="sv", **kwargs):
        super().__init__(data, **kwargs)
        self.questions = list(questions)
        self.fields["role"].choices = _role_choices()
        self._objects = objects
        self.fields["object"].choices = self._object_choices
        self.fields["needs"].help_text = gettext(
            "For example a hearing loop, food or an accessible seat. Only those who arrange the course see the answer. "
            "It is removed within %(days)d days after the course."
        ) % {"days": setting("KEEP_NEEDS_DAYS")}
        for question in self.questions:
            label = question.label_in(language)
            self.fields[f"question_{question.pk}"] = TextField(
                most=Answer.MOST,
                label=label if question.required else gettext("%(question)s (optional)") % {"question": label},
                help_text=question.purpose_in(language),
                required=question.required,
                widget=_area(2),
                error_messages={"required": gettext("Answer the question: %(question)s") % {"question": label}},
            )
        own = [f"question_{question.pk}" for question in self.questions]
        self.order_fields(["name", "email", "unit", "role", "object", *own, "needs", "manager_informed"])

    def _object_choices(self):
        choices, known = self._objects(), self.initial.get("object")
        if known and known not in dict(choices):
            choices = [*choices, (known, known)]  # has ended since; it stays what was said
        return [("", _("No particular object")), *choices] if choices else []

    @property
    def asked(self):
        """The fields that people see, in order. No object where there is none to choose."""
        hidden = ("website", "accept_waiting")
        return [
            field
            for field in self.visible_fields()
            if field.name not in hidden and (field.name != "object" or list(field.field.choices))
        ]

    @property
    def answers(self):
        """{key of the question: answer}."""
        return {question.pk: self.cleaned_data[f"question_{question.pk}"] for question in self.questions}

    @property
    def about(self):
        """The values as services take them."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "unit": data["unit"],
            "role_code": data["role"],
            "object_code": data["object"],
            "manager_informed": data["manager_informed"],
        }


class RegistrationForm(AboutForm):
    """The form of an occasion. ``ask_email``: False where the account's address is taken. ``domains``: those allowed."""

    email = forms.CharField(
        label=_("Work e-mail"),
        help_text=_("We send the confirmation and the calendar entry here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail address.")},
    )
    accept_waiting = forms.BooleanField(label=_("Yes, put me in the queue"), required=False)
    # Hidden from people; a machine fills it in. It only flags, so that nobody's registration is lost.
    website = forms.CharField(required=False, label=_("Leave this field empty"))

    def __init__(self, data=None, *, ask_email=True, domains=(), **kwargs):
        super().__init__(data, **kwargs)
        self.domains = domains
        self.fields["website"].validators = []
        if not ask_email:
            del self.fields["email"]

    def clean_email(self):
        check_email(self.cleaned_data["email"], self.domains)
        return self.cleaned_data["email"].strip()

    # What the page itself put into the form. Somebody may have changed it, so it is only believed where that harms nobody.

    @property
    def form_key(self):
        key = self.data.get("form_key", "")
        return key if _KEY.fullmatch(key) else ""

    @property
    def facts_version(self):
        text = self.data.get("facts_version", "")
        return int(text) if text.isdecimal() and len(text) < 10 else None

    @property
    def suspected_machine(self):
        """Whether a machine may have sent it: the hidden field is filled in, or it went faster than anybody types."""
        if self.data.get("website"):
            return True
        try:
            _signer.unsign(self.data.get("opened", ""), max_age=timedelta(days=365))
            age = _signer.unsign(self.data.get("opened", ""), max_age=LEAST_SECONDS)
        except signing.SignatureExpired:
            return False
        except signing.BadSignature:
            return True
        return bool(age)

    @property
    def hidden(self):
        """[(name, value)] that the page carries along: of this very form where it was sent, else new ones."""
        opened = self.data.get("opened") if self.is_bound else ""
        return [
            ("form_key", self.form_key if self.is_bound and self.form_key else secrets.token_urlsafe(16)),
            ("opened", opened or _signer.sign("form")),
        ]


class AddressForm(forms.Form):
    """An address, and nothing else. ``domains``: those allowed; none means every one."""

    email = forms.CharField(
        label=_("Work e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail address.")},
    )

    def __init__(self, data=None, *, domains=(), **kwargs):
        super().__init__(data, **kwargs)
        self.domains = domains

    def clean_email(self):
        check_email(self.cleaned_data["email"], self.domains)
        return self.cleaned_data["email"].strip()
