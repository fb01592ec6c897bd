"""Every page type can be added, changed, looked at before it is published, and published, on a Swedish screen."""

import json

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from grund.checks import page_types
from home.models import HomePage
from tests import factories
from tests.admin.conftest import told

pytestmark = pytest.mark.django_db
TYPES = page_types()
FORM = "page-edit-form"
FILLED = {
    "title": "Prov",
    "slug": "prov",
    "lead": "En ingress.",
    "content_owner": "Redaktör",
    "role": "object_owner",
    "summary": "Beslutar om planen.",
    "code": "PROV",
    "audience": "Objektledare",
    "length": "En dag",
    "actor": "Nacka kommun",
    "service": "Webbplatsen",
}
RICH = json.dumps({"blocks": [{"key": "a", "text": "Ord", "type": "unstyled", "depth": 0}], "entityMap": {}})
ids = pytest.mark.parametrize("page_type", TYPES, ids=lambda model: model.__name__)
# A start page stands at the root, where editors add nothing.
BELOW = [model for model in TYPES if model is not HomePage]
below_start = pytest.mark.parametrize("page_type", BELOW, ids=lambda model: model.__name__)
PARENTS = {
    "RoleGuidePage": "roller",
    "NewsPage": "nyheter",
    "ObjectPage": "objekt",
    "CoursePage": "utbildning",
}


@pytest.fixture
def parent_of(site, index_page):
    """The page below which a page of the type may stand."""
    return lambda model: index_page(PARENTS[model.__name__]) if model.__name__ in PARENTS else site


@pytest.fixture
def with_room(site):
    """``with_room(model)``: takes the page away that is the only one of its type."""

    def take_away(model):
        if model.max_count_per_parent:
            for page in model.objects.child_of(site):
                page.delete()

    return take_away


def sent(response, model, **more):
    """What a browser would send back from the form, with what must be filled in and no blocks."""
    data = querydict_from_html(response.content.decode(), form_id=FORM)
    names = {field.name for field in model._meta.get_fields()}
    for name, value in FILLED.items():
        if name in names and not data.get(name):
            data[name] = value
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data[f"{field.name}-count"] = "0"
        if type(field).__name__ == "RichTextField" and data.get(field.name) in (None, "", "null"):
            data[field.name] = RICH
    for name in ("assessed_on", "statement_updated_on", "published_on", "review_date"):
        if name in names and not data.get(name):
            data[name] = localdate().isoformat()
    data.update(more)
    return data


def add_address(model, parent):
    return f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"


class TestAdd:
    @below_start
    def test_a_page_is_added_previewed_and_published(self, editor, client, parent_of, with_room, page_type):
        with_room(page_type)
        address = add_address(page_type, parent_of(page_type))
        response = editor.get(address)
        assert response.status_code == 200
        assert '<html lang="sv"' in response.content.decode()
        data = sent(response, page_type)
        looked = editor.post(f"{address}preview/", data)
        assert json.loads(looked.content)["is_valid"] is True, response.context["form"].errors
        shown = editor.get(f"{address}preview/")
        assert shown.status_code == 200
        assert "Prov" in shown.content.decode()
        assert not Page.objects.filter(slug="prov").exists()
        done = editor.post(address, {**data.dict(), "action-publish": "x"})
        assert done.status_code == 302, done.context["form"].errors
        page = Page.objects.get(slug="prov").specific
        assert type(page) is page_type
        assert client.get(page.url).status_code == 200

    @below_start
    def test_nothing_filled_in_gets_sentences(self, editor, parent_of, with_room, page_type):
        with_room(page_type)
        address = add_address(page_type, parent_of(page_type))
        data = sent(editor.get(address), page_type, title="", slug="", content_owner="")
        response = editor.post(address, {**data.dict(), "action-publish": "x"})
        assert response.status_code == 200
        assert {"title", "content_owner"} <= set(response.context["form"].errors)
        assert gettext("This field is required.") in response.content.decode()

    def test_an_editor_adds_no_start_page(self, editor, site):
        root = Page.get_first_root_node()
        assert editor.get(add_address(HomePage, root)).status_code == 302

    def test_only_what_fits_is_offered(self, editor, site, index_page):
        text = editor.get(f"/admin/pages/{index_page('nyheter').pk}/add_subpage/", follow=True).content.decode()
        assert "/nyheter/newspage/" in text
        assert "/sidor/standardpage/" not in text
        text = editor.get(f"/admin/pages/{site.pk}/add_subpage/").content.decode()
        for model in TYPES:
            offered = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{site.pk}/" in text
            fits = f"{model._meta.app_label}.{model.__name__}" in HomePage.subpage_types
            assert offered == (fits and not model.max_count_per_parent), model  # the only one is there already

    def test_a_second_index_page_is_not_added(self, editor, site):
        limited = [model for model in TYPES if model.max_count_per_parent]
        assert len(limited) == 8
        for model in limited:
            assert editor.get(add_address(model, site)).status_code == 302, model


@pytest.fixture
def made(site, parent_of, with_room):
    """``made(model)``: a published page of the type, with a revision."""

    def make(model):
        if model is HomePage:
            return site
        with_room(model)
        page = getattr(factories, f"{model.__name__}Factory")(parent=parent_of(model), title="Sidan", slug="sidan")
        page.save_revision().publish()
        return page

    return make


def panel_help(model, name):
    """The help text that a page type's own panel gives a field that it shares with others; empty where it gives none."""
    return next((str(p.help_text) for p in model.content_panels if getattr(p, "field_name", "") == name), "")


class TestEdit:
    @ids
    def test_a_page_is_changed_previewed_and_published(self, editor, client, made, page_type):
        page = made(page_type)
        address = f"/admin/pages/{page.pk}/edit/"
        response = editor.get(address)
        assert response.status_code == 200
        text = response.content.decode()
        assert '<html lang="sv"' in text
        assert str(page_type._meta.verbose_name).lower() in text.lower()
        data = sent(response, page_type, lead="En ny ingress.")
        assert json.loads(editor.post(f"{address}preview/", data).content)["is_valid"] is True
        shown = editor.get(f"{address}preview/")
        assert shown.status_code == 200
        assert "En ny ingress." in shown.content.decode()
        assert "En ny ingress." not in client.get(page.url).content.decode()
        assert editor.post(address, data).status_code == 302
        assert "En ny ingress." in editor.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
        assert editor.post(address, {**data.dict(), "action-publish": "x"}).status_code == 302
        assert "En ny ingress." in client.get(page.url).content.decode()

    @ids
    def test_every_field_stands_on_the_screen_with_its_label_and_help(self, editor, made, page_type):
        from tests.admin import walk

        response = editor.get(f"/admin/pages/{made(page_type).pk}/edit/")
        for field in walk.fields_of(page_type):
            assert told(response, panel_help(page_type, field.name) or str(field.help_text)), field.name
            label = str(field.verbose_name)
            assert told(response, label[:1].upper() + label[1:]), field.name

    @ids
    def test_the_other_screens_of_a_page_open(self, editor, made, page_type):
        page = made(page_type)
        revision = page.save_revision()
        for path in (
            f"/admin/pages/{page.pk}/",
            f"/admin/pages/{page.pk}/history/",
            f"/admin/pages/{page.pk}/copy/",
            f"/admin/pages/{page.pk}/move/",
            f"/admin/pages/{page.pk}/unpublish/",
            f"/admin/pages/{page.pk}/usage/",
            f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/",
            f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/",
            f"/admin/pages/{page.pk}/revisions/{revision.pk}/revert/",
        ):
            assert editor.get(path).status_code == 200, path

    def test_a_lead_of_four_hundred_characters_gets_a_sentence_and_stays(self, editor, made):
        page = made(factories.StandardPageFactory._meta.model)
        address = f"/admin/pages/{page.pk}/edit/"
        data = sent(editor.get(address), type(page), lead="å" * 400)
        response = editor.post(address, {**data.dict(), "action-publish": "x"})
        assert response.status_code == 200
        assert list(response.context["form"].errors) == ["lead"]
        assert "å" * 400 in response.content.decode()

    def test_the_panels_stand_in_a_sensible_order(self, editor, made):
        text = editor.get(f"/admin/pages/{made(factories.NewsPageFactory._meta.model).pk}/edit/").content.decode()
        places = [text.index(f'name="{name}"') for name in ("title", "lead", "published_on", "content_owner", "slug")]
        assert places == sorted(places)


class TestReports:
    @pytest.mark.parametrize(
        "path", ["aging-pages/", "locked/", "site-history/", "page-types-usage/", "workflow/", "unpublished/"]
    )
    def test_wagtails_reports_open(self, admin, path):
        response = admin.get(f"/admin/reports/{path}")
        assert response.status_code in (200, 404)
        if response.status_code == 200:
            assert '<html lang="sv"' in response.content.decode()

    def test_the_start_of_the_admin_is_swedish(self, editor):
        text = editor.get("/admin/").content.decode()
        assert '<html lang="sv"' in text
        for english in (">Pages<", ">Images<", ">Documents<", ">Settings<", "Welcome to"):
            assert english not in text
        assert date_format(localdate())


def test_the_lead_says_how_long_it_may_be(editor, made):
    page = made(factories.StandardPageFactory._meta.model)
    response = editor.get(f"/admin/pages/{page.pk}/edit/")
    assert told(response, "One to three sentences that say what the reader gets here. At most 300 characters.")
