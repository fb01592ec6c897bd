"""Pages through the content interface: the list, one page, one path."""

import json
from datetime import UTC, datetime

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from tests.factories import NewsPageFactory, ObjectPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(index_page):
    parent = index_page("nyheter")
    return [NewsPageFactory(parent=parent, title=f"Nyhet {number}", slug=f"nyhet-{number}") for number in range(3)]


@pytest.fixture
def translated(english_home, index_page):
    """The model page in both languages."""
    model = index_page("modellen")
    page = model.copy_for_translation(Locale.objects.get(language_code="en"))
    page.title, page.slug = "The model", "model"
    page.save_revision().publish()
    return model, Page.objects.get(pk=page.pk)


def titles(answer):
    return [item["title"] for item in answer["items"]]


def test_a_page_in_the_list_says_what_it_is(ask, news):
    item = next(item for item in ask("/pages/")["items"] if item["title"] == "Nyhet 0")
    assert item["type"] == "nyheter.NewsPage"
    assert item["url"] == "/nyheter/nyhet-0/"
    assert item["html_url"].endswith("/nyheter/nyhet-0/")
    assert item["lead"] == "Ingress till Nyhet 0."
    assert item["kind"] == "Nyheter"
    assert item["locale"] == "sv"
    assert item["depth"] == 2
    assert "content" not in item


def test_the_start_page_is_at_depth_0(ask, site):
    assert ask("/pages/", type="home.HomePage")["items"][0]["depth"] == 0


def test_pages_can_be_narrowed_by_type_and_parent(ask, news, index_page):
    assert titles(ask("/pages/", type="nyheter.NewsPage")) == ["Nyhet 0", "Nyhet 1", "Nyhet 2"]
    assert titles(ask("/pages/", parent=index_page("nyheter").pk)) == ["Nyhet 0", "Nyhet 1", "Nyhet 2"]
    assert titles(ask("/pages/", parent=news[0].pk)) == []


def test_updated_since_gives_what_was_published_since(ask, news):
    Page.objects.filter(depth__gt=1).update(last_published_at=datetime(2025, 5, 1, tzinfo=UTC))
    Page.objects.filter(pk=news[1].pk).update(last_published_at=datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert titles(ask("/pages/", updated_since="2026-03-02")) == ["Nyhet 1"]
    assert titles(ask("/pages/", updated_since="2026-03-02T13:00:00+01:00")) == ["Nyhet 1"]
    assert titles(ask("/pages/", updated_since="2026-03-02T12:00:01Z")) == []


def test_the_order_can_be_chosen(ask, news):
    Page.objects.filter(pk=news[2].pk).update(first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    kind = {"type": "nyheter.NewsPage"}
    assert titles(ask("/pages/", order="-title", **kind)) == ["Nyhet 2", "Nyhet 1", "Nyhet 0"]
    assert titles(ask("/pages/", order="first_published_at", **kind))[0] == "Nyhet 2"
    assert titles(ask("/pages/", order="-first_published_at", **kind))[-1] == "Nyhet 2"


def test_a_part_of_the_list_leads_to_those_beside_it(ask, news):
    kind = {"type": "nyheter.NewsPage"}
    first = ask("/pages/", limit=2, **kind)
    assert first["meta"] | {"next": ""} == {"total": 3, "limit": 2, "offset": 0, "previous": None, "next": ""}
    second = ask.client.get(first["meta"]["next"]).json()
    assert titles(second) == ["Nyhet 2"]
    assert second["meta"]["next"] is None
    assert ask.client.get(second["meta"]["previous"]).json()["items"] == first["items"]


def test_the_content_of_a_type_can_be_included(ask, news):
    items = ask("/pages/", type="nyheter.NewsPage", include="content")["items"]
    assert items[0]["content"]["topic"] == "model"
    assert items[0]["content_owner"] == "Modellförvaltare"


def test_the_content_of_all_types_at_once_is_refused(ask, site):
    assert ask.get("/pages/", include="content").status_code == 422


def test_the_language_is_chosen_by_parameter(ask, translated):
    assert "The model" in titles(ask("/pages/", locale="en"))
    assert "The model" not in titles(ask("/pages/"))
    assert "Nyheter" not in titles(ask("/pages/", locale="en"))


def test_fallback_fills_what_is_not_translated(ask, translated):
    found = titles(ask("/pages/", locale="en", fallback="sv", limit=100))
    assert "The model" in found
    assert "Nyheter" in found
    assert "Om modellen" not in found


def test_one_page_by_its_key(ask, news):
    answer = ask(f"/pages/{news[0].pk}/")
    assert answer["title"] == "Nyhet 0"
    assert answer["content"]["type"] == "nyheter.NewsPage"


def test_one_page_in_another_language(ask, translated):
    model, english = translated
    assert ask(f"/pages/{model.pk}/", locale="en")["id"] == english.pk
    assert ask(f"/pages/{model.pk}/")["id"] == model.pk


def test_a_page_without_translation_is_not_found_but_with_fallback(ask, news, english_home):
    assert ask.get(f"/pages/{news[0].pk}/", locale="en").status_code == 404
    assert ask(f"/pages/{news[0].pk}/", locale="en", fallback="sv")["locale"] == "sv"


def test_translations_and_breadcrumb(ask, translated, news):
    model, english = translated
    found = ask(f"/pages/{model.pk}/", include="translations,breadcrumb")
    assert found["translations"] == [{"id": english.pk, "locale": "en", "title": "The model", "url": "/en/model/"}]
    assert [item["title"] for item in found["breadcrumb"]] == ["Start"]
    deep = ask("/pages/by-path/", path="/nyheter/nyhet-0/", include="breadcrumb")["page"]
    assert [item["url"] for item in deep["breadcrumb"]] == ["/", "/nyheter/"]


def test_a_draft_is_no_translation(ask, translated):
    model, english = translated
    Page.objects.filter(pk=english.pk).update(live=False)
    assert ask(f"/pages/{model.pk}/", include="translations")["translations"] == []


@pytest.mark.parametrize("path", ["/en/model/", "/en/model", "/en/model/?a=b#c"])
def test_by_path_knows_the_prefix_of_a_language(ask, translated, path):
    found = ask("/pages/by-path/", path=path)
    assert found["result"] == "page"
    assert found["page"]["id"] == translated[1].pk
    assert found["page"]["locale"] == "en"


def test_by_path_finds_both_start_pages(ask, site, english_home):
    assert ask("/pages/by-path/", path="/")["page"]["id"] == site.pk
    assert ask("/pages/by-path/", path="/en/")["page"]["id"] == english_home.pk


def test_by_path_can_be_asked_for_the_translation(ask, translated):
    assert ask("/pages/by-path/", path="/modellen/", locale="en")["page"]["id"] == translated[1].pk


@pytest.mark.parametrize("path", ["/finns-inte/", "/en/modellen/", "modellen", "//modellen/", "/nyheter//", "", "/../"])
def test_a_path_that_leads_nowhere_is_not_found(ask, translated, path):
    assert ask.get("/pages/by-path/", path=path).status_code == 404


def test_by_path_answers_with_a_redirect(ask, news):
    Redirect.objects.create(old_path="/gammal", redirect_page=news[0], is_permanent=True)
    Redirect.objects.create(old_path="/bort", redirect_link="https://example.org/nytt", is_permanent=False)
    found = ask("/pages/by-path/", path="/gammal/")
    assert found == {"result": "redirect", "to": "/nyheter/nyhet-0/", "permanent": True}
    found = ask("/pages/by-path/", path="/bort/")
    assert found == {"result": "redirect", "to": "https://example.org/nytt", "permanent": False}
    assert [item["path"] for item in ask("/redirects/")["items"]] == ["/bort", "/gammal"]


def test_a_redirect_to_a_draft_is_not_found(ask, index_page):
    draft = NewsPageFactory(parent=index_page("nyheter"), title="Utkast", live=False)
    Redirect.objects.create(old_path="/gammal", redirect_page=draft)
    assert ask.get("/pages/by-path/", path="/gammal/").status_code == 404
    assert ask("/redirects/")["items"] == []


def test_pages_of_another_site_are_not_of_this_one(ask, news):
    root = Page.get_first_root_node()
    other = root.add_child(instance=Page(title="En annan webbplats", slug="annan"))
    Site.objects.create(hostname="annan.example.org", root_page=other)
    assert "En annan webbplats" not in titles(ask("/pages/", limit=100))
    assert ask.get(f"/pages/{other.pk}/").status_code == 404
    assert ask.get("/pages/by-path/", path="/annan/").status_code == 404
    assert "Nyhet 0" in titles(ask("/pages/", limit=100))


def test_the_menu_is_a_tree(ask, index_page):
    model = index_page("modellen")
    shown = StandardPageFactory(parent=model, title="Bakgrund", show_in_menus=True)
    StandardPageFactory(parent=model, title="Ej i menyn", show_in_menus=False)
    menu = ask("/navigation/")
    assert menu["home"]["url"] == "/"
    found = {item["title"]: [child["title"] for child in item["children"]] for item in menu["items"]}
    assert found["Om modellen"] == [shown.title]
    assert "Nyheter" in found
    assert ask("/navigation/", depth=1)["items"][0]["children"] == []


def test_the_languages_are_told_to_everybody(ask, site, english_home):
    found = {item["code"]: item for item in ask("/locales/")["items"]}
    assert found["sv"]["is_default"]
    assert found["sv"]["home"]["id"] == site.pk
    assert found["en"]["home"]["url"] == "/en/"
    Page.objects.filter(pk=english_home.pk).update(live=False)
    assert {item["code"]: item["home"] for item in ask("/locales/")["items"]}["en"] is None


def test_every_page_type_has_a_schema_of_its_own(site):
    from grund.checks import page_types
    from headless.openapi import document

    schemas = document()["components"]["schemas"]
    assert {f"{model.__name__}Content" for model in page_types()} <= schemas.keys()
    mapping = schemas["Page"]["properties"]["content"]["anyOf"][0]["discriminator"]["mapping"]
    assert set(mapping) == {model._meta.label for model in page_types()}


def test_a_page_says_where_its_links_lead(ask, index_page):
    goal = StandardPageFactory(parent=index_page("modellen"), title="Mål")
    body = [{"type": "related", "value": [goal.pk], "id": "r"}]
    page = ObjectPageFactory(parent=index_page("objekt"), title="Lärande", body=json.dumps(body))
    [block] = ask(f"/pages/{page.pk}/")["content"]["body"]
    assert block["value"] == [
        {"id": goal.pk, "type": "sidor.StandardPage", "title": "Mål", "url": goal.url, "locale": "sv"}
    ]
