"""Copying a page whose type allows some value only once in each language."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm


class SingleCopyForm(CopyForm):
    """A copy with a value that only one page may have must start as a draft, where it gets a value of its own."""

    def clean(self):
        cleaned = super().clean()
        pages = [self.page.specific]
        if cleaned.get("copy_subpages"):
            pages += self.page.get_descendants().specific()
        for name in ("publish_copies", "alias"):
            if cleaned.get(name) and any(getattr(page, "single_field", "") for page in pages):
                self.add_error(name, ValidationError(_("Copy it as a draft, and change what only one page may have.")))
        return cleaned
