"""What the admin's form of every page of ours checks beyond its fields."""

from django.conf import settings
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


def reserved_slugs():
    """First parts of the addresses that the site's own views and the languages take: no page is reached there."""
    found = {code for code, _name in settings.LANGUAGES}

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern.pattern, LocalePrefixPattern):
                walk(pattern.url_patterns)
            else:
                first = str(pattern.pattern).lstrip("^").split("/")[0]
                if first and first.replace("-", "").replace("_", "").isalnum():
                    found.add(first)

    walk(get_resolver().url_patterns)
    for address in (settings.STATIC_URL, settings.MEDIA_URL):
        found.add((address or "").strip("/").split("/")[0])
    return found


class PageForm(WagtailAdminPageForm):
    """Refuses an address right below a start page that a view of the site answers."""

    def clean(self):
        cleaned = super().clean()
        slug = cleaned.get("slug")
        at_the_top = self.parent_page is not None and self.parent_page.depth == 2
        # The statement stands above its own form, which has an address below it.
        own = slug == "tillganglighet" and self.instance._meta.model_name == "accessibilitystatementpage"
        if slug and at_the_top and slug in reserved_slugs() and not own:
            self.add_error("slug", _("This address belongs to the site itself. Choose another."))
        return cleaned
