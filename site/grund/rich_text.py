"""Links in rich text follow the language of the page they stand on, and never lead to what is not public."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text import LinkHandler


class LocalizedPageLinkHandler(LinkHandler):
    """Stock links lead to the page they were made for, whatever the language. Ours lead to its live
    translation in the language of the address where there is one. A page that is gone or unpublished
    gives words without a link."""

    identifier = "page"

    @staticmethod
    def get_model():
        return Page

    @classmethod
    def get_many(cls, attrs_list):
        ids = {int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdigit()}
        found = {page.pk: page for page in Page.objects.filter(pk__in=ids).select_related("locale")}
        language = get_language()
        foreign = {page.translation_key for page in found.values() if page.locale.language_code != language}
        translated = {}
        if foreign:
            rows = Page.objects.filter(translation_key__in=foreign, locale__language_code=language, live=True)
            translated = {page.translation_key: page for page in rows}
        pages = {pk: translated.get(page.translation_key, page) for pk, page in found.items()}
        return [pages.get(int(attrs["id"])) if str(attrs.get("id", "")).isdigit() else None for attrs in attrs_list]

    @classmethod
    def expand_db_attributes(cls, attrs):
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [cls._tag(page) for page in cls.get_many(attrs_list)]

    @staticmethod
    def _tag(page):
        if page is None or not page.live:
            return "<a>"
        url = page.get_url()
        if not url:
            return "<a>"
        language = page.locale.language_code
        mark = "" if language == get_language() else f' hreflang="{escape(language)}"'
        return f'<a href="{escape(url)}"{mark}>'
