"""Forms of the admin that ask for more than Wagtail's own."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from .images import CheckedImageField


class ImageForm(BaseImageForm):
    """A picture needs words for those who cannot see it, and its file is checked before it is decoded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        file = self.fields.get("file")
        if file:
            self.fields["file"] = CheckedImageField(required=file.required, label=file.label, widget=file.widget)
        words = self.fields.get("description")
        if words:
            words.required = True
            words.label = _("Alternative text")
            words.help_text = _("What the picture shows, in a sentence, for those who cannot see it.")
