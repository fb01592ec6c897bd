from django import forms
from django.utils.translation import gettext_lazy as _

from .models import ContactMessage

MOST_CHARACTERS = 5000  # the texts below name it too


class ContactForm(forms.ModelForm):
    """A message about accessibility, with or without an address for the answer."""

    # Hidden from people; a machine fills it in. It only flags, so that nobody's message is lost.
    website = forms.CharField(required=False, label=_("Leave this field empty"))

    class Meta:
        model = ContactMessage
        fields = ["message", "page", "reply_to"]
        widgets = {"message": forms.Textarea(attrs={"rows": 6})}
        labels = {
            "message": _("What does not work?"),
            "page": _("Which page is it about? (optional)"),
            "reply_to": _("Your e-mail address (optional)"),
        }
        help_texts = {
            "message": _("Tell us what you wanted to do and what happened. At most 5,000 characters."),
            "page": _("The address, or its name."),
            "reply_to": _("Only if you want an answer. You need not say who you are."),
        }
        error_messages = {
            "message": {"required": _("Write what does not work.")},
            "reply_to": {
                "invalid": _("Write the whole e-mail address, for example namn@example.org, or leave it empty.")
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["message"].validators.append(_short_enough)
        self.fields["reply_to"].widget.attrs["autocomplete"] = "email"
        self.fields["page"].error_messages["max_length"] = _("Write at most 500 characters.")

    def save(self, commit=True):
        self.instance.suspected_machine = bool(self.cleaned_data.get("website"))
        return super().save(commit=commit)


def _short_enough(value):
    if len(value) > MOST_CHARACTERS:
        raise forms.ValidationError(
            _("The message is %(count)d characters long. Shorten it to 5,000.") % {"count": len(value)}
        )
