"""What is given: each feature is shown, and shown to be missed when it is switched off.

The features are those that front ends know from other systems; writing is left to Wagtail's own interface.
"""

import json
import re

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from grund.api import blocks, images, text
from grund.api.reader import Reader
from grund.visitors import Visitor
from headless import door, openapi, pages, previews
from headless.urls import api
from modellen import api as model_api
from tests.lists.conftest import restrict

from .conftest import token_for
from .features import answer, both_tests, get, keeper

pytestmark = pytest.mark.django_db
FEATURES, feature = keeper()


def body_of(page, **asked):
    return {block["type"]: block for block in answer(f"/pages/{page.pk}/", **asked)["content"]["body"]}


@feature("Stability")
class Stability:
    def show(at):
        assert re.fullmatch(r"1\.\d+\.\d+", openapi.document()["info"]["version"])  # as /v1/ in every address
        assert all(path.startswith("/api/innehall/v1/") for path in openapi.document()["paths"])

    def off(patch, at):
        patch.setattr(api, "version", "2.0.0")
        patch.setattr(openapi, "text", openapi.text.__wrapped__)
        patch.setattr(openapi, "text", lambda: json.dumps(openapi._make()))


@feature("Rich text")
class RichText:
    def show(at):
        assert f'href="{at.goal.url}"' in body_of(at.page)["text"]["value"]
        assert f"[den]({at.goal.url})" in body_of(at.page, text="markdown")["text"]["value"]

    def off(patch, at):
        patch.setattr(text, "resolved", lambda html, reader: html)


@feature("StreamField JSON")
class StreamFieldJSON:
    def show(at):
        schemas = openapi.document()["components"]["schemas"]
        field = schemas["StandardPageContent"]["properties"]["body"]["items"]
        assert len(field["discriminator"]["mapping"]) > 5
        assert [block["id"] for block in body_of(at.page).values()] == ["id-0", "id-1", "id-2"]
        assert body_of(at.page)["term"]["value"]["definition"] == "Vad som görs."

    def off(patch, at):
        patch.setattr(blocks, "stream_value", lambda block, raw, reader: [dict(one) for one in raw])


@feature("StreamField rendered")
class StreamFieldRendered:
    def show(at):
        assert "<figure" in body_of(at.page, include="html")["figure"]["html"]

    def off(patch, at):
        patch.setattr(blocks, "with_html", lambda items, *others: items)


@feature("Image renditions")
class ImageRenditions:
    def show(at):
        found = body_of(at.page)["figure"]["value"]["image"]
        assert found["alt"] == "En yta"
        assert found["focal_point"]
        for rendition in found["renditions"].values():
            assert rendition["src"]
            assert rendition["width"] > 0 < rendition["height"]
            assert {"image/avif", "image/webp"} <= rendition["srcset"].keys()
            assert all(rendition["srcset"].values())

    def off(patch, at):
        patch.setattr(images, "shown", lambda image, alt, decorative: {"id": image.pk, "title": image.title})


@feature("Internal links")
class InternalLinks:
    def show(at):
        found = body_of(at.in_english)["text"]["value"]
        assert f'href="{at.english.url}"' in found  # its own language, where there is one
        assert "data-dead" in found

    def off(patch, at):
        def page(reader, pk):
            found = Page.objects.filter(pk=pk).select_related("locale").first()
            return found and {"id": pk, "title": found.title, "url": found.get_url(), "locale": "sv", "type": ""}

        patch.setattr(Reader, "page", page)


@feature("Locales")
class Locales:
    def show(at):
        assert [item["code"] for item in answer("/locales/")["items"]] == ["sv", "en"]
        found = get(f"/pages/{at.goal.pk}/", locale="en", include="translations")
        assert found.json()["title"] == "Silver lily"
        assert found["Content-Language"] == "en"
        assert [item["locale"] for item in found.json()["translations"]] == ["sv"]
        titles = [item["title"] for item in answer("/pages/", locale="en", fallback="sv", limit=100)["items"]]
        assert "Silver lily" in titles
        assert "Silverlilja" not in titles
        assert at.news.title in titles

    def off(patch, at):
        patch.setattr(pages, "_in_language", lambda rows, asked, visitor: rows.filter(locale__language_code="sv"))


@feature("Path lookup")
class PathLookup:
    def show(at):
        Redirect.objects.create(old_path="/gammal", redirect_page=at.goal)
        assert answer("/pages/by-path/", path=at.english.url)["page"]["title"] == "Silver lily"
        assert answer("/pages/by-path/", path="/gammal/")["to"] == at.goal.url

    def off(patch, at):
        patch.setattr(pages.places, "condition_of", lambda path, roots: None)


@feature("Draft preview")
class DraftPreview:
    def show(at):
        at.goal.title = "Utkastvide"
        revision = at.goal.save_revision()
        token = previews.token_for(at.goal, revision, at.cast["editor"])
        found = get(f"/pages/{at.goal.pk}/preview/", token=token, scheme="Preview")
        assert found.json()["page"]["title"] == "Utkastvide"
        assert "no-store" in found["Cache-Control"]
        assert found["X-Robots-Tag"] == "noindex"

    def off(patch, at):
        patch.setattr(previews, "draft_of", lambda token, page: None)


@feature("Restricted pages for readers")
class RestrictedPages:
    def show(at):
        restrict(at.goal, "login")
        assert get(f"/pages/{at.goal.pk}/").status_code == 404
        found = get(f"/pages/{at.goal.pk}/", token=token_for(at.cast["staff"]))
        assert found.json()["title"] == "Silverlilja"
        assert found["Cache-Control"] == "private, no-store"

    def off(patch, at):
        patch.setattr(door, "Visitor", lambda user: Visitor())


@feature("Snippets/glossary")
class Glossary:
    def show(at):
        [found] = answer("/terms/", include="used_by")["items"]
        assert (found["uid"], found["locale"]) == ("plan", "sv")
        assert at.page.pk in [page["id"] for page in found["used_by"]]

    def off(patch, at):
        patch.setattr(model_api, "pages_by_value", lambda *args, **kwargs: {})


test_feature, test_is_missed_when_it_is_off = both_tests(FEATURES)
