"""Which language pages are in, where the address or the site has a variant of it: a host's ``en-us`` is content in ``en``."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant


def _content_language(code):
    try:
        return get_supported_content_language_variant(code)
    except LookupError:
        return code


def current_language():
    """The code of the locale whose pages belong to the address."""
    return _content_language(get_language() or settings.LANGUAGE_CODE)


def source_language():
    """The code of the locale that content is written in first."""
    return _content_language(settings.LANGUAGE_CODE)
