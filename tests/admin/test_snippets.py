"""Words, templates and dates, messages and people: their screens open in Swedish and do what they should."""

import pytest
from django.utils.translation import gettext

from modellen.models import Term, YearWheelEvent
from sidor.models import ContactMessage
from tests.admin.conftest import told
from tests.factories import TemplateItemFactory, TermFactory, YearWheelEventFactory

pytestmark = pytest.mark.django_db
KINDS = {"term": TermFactory, "templateitem": TemplateItemFactory, "yearwheelevent": YearWheelEventFactory}
FORM = {"see_also-count": "0", "synonyms-count": "0"}


@pytest.mark.parametrize("kind", KINDS)
class TestScreens:
    def test_they_open_in_swedish(self, editor, kind):
        row = KINDS[kind]()
        base = f"/admin/snippets/modellen/{kind}"
        row.save_revision()
        for path in (
            f"{base}/",
            f"{base}/?q=ord",
            f"{base}/add/",
            f"{base}/edit/{row.pk}/",
            f"{base}/usage/{row.pk}/",
            f"{base}/history/{row.pk}/",
            f"{base}/copy/{row.pk}/",
            f"{base}/unpublish/{row.pk}/",
            f"{base}/preview/{row.pk}/",
            f"{base}/preview/",
        ):
            response = editor.get(path)
            assert response.status_code == 200, path
            assert '<html lang="sv"' in response.content.decode(), path

    def test_every_field_of_the_form_has_a_swedish_label(self, editor, kind):
        row = KINDS[kind]()
        response = editor.get(f"/admin/snippets/modellen/{kind}/edit/{row.pk}/")
        for name in ("uid", *(field for field in ("term", "title", "definition") if hasattr(row, field))):
            assert told(response, type(row)._meta.get_field(name).verbose_name.capitalize()[:1]), name

    def test_the_list_tells_drafts_from_what_is_shown(self, editor, kind):
        KINDS[kind](live=False)
        response = editor.get(f"/admin/snippets/modellen/{kind}/")
        assert gettext("draft") in response.content.decode().lower()


def test_a_word_is_written_published_and_corrected(editor, client, site):
    data = {**FORM, "term": "Objekt", "definition": "En del av verksamheten.", "uid": "objekt", "english": "Object"}
    response = editor.post("/admin/snippets/modellen/term/add/", {**data, "action-publish": "x"})
    assert response.status_code == 302, response.context["form"].errors
    term = Term.objects.get()
    assert term.live
    assert "En del av verksamheten." in client.get("/ordlista/").content.decode()
    data["definition"] = "En annan mening."
    editor.post(f"/admin/snippets/modellen/term/edit/{term.pk}/", data)
    assert "En del av verksamheten." in client.get("/ordlista/").content.decode()  # a draft, for now
    editor.post(f"/admin/snippets/modellen/term/edit/{term.pk}/", {**data, "action-publish": "x"})
    assert "En annan mening." in client.get("/ordlista/").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"uid": "Ö L"}, {"uid": ""}, {"definition": "x" * 301}, {"definition": ""}, {"term": "\0"}]
)
def test_a_word_with_a_mistake_gets_a_sentence(editor, site, wrong):
    data = {**FORM, "term": "Objekt", "definition": "En del.", "uid": "objekt", "action-publish": "x", **wrong}
    response = editor.post("/admin/snippets/modellen/term/add/", data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == list(wrong)
    assert not Term.objects.exists()


def test_a_uid_that_is_taken_gets_a_sentence_at_its_field(editor, site):
    TermFactory(uid="objekt")
    data = {**FORM, "term": "Objekt", "definition": "En del.", "uid": "objekt", "action-publish": "x"}
    response = editor.post("/admin/snippets/modellen/term/add/", data)
    assert response.status_code == 200
    assert "uid" in response.context["form"].errors
    assert Term.objects.count() == 1


def test_an_impossible_day_gets_a_sentence(editor, site):
    data = {"title": "Händelse", "kind": "deadline", "start_month": "2", "start_day": "30", "track": "none", "uid": "h"}
    response = editor.post("/admin/snippets/modellen/yearwheelevent/add/", {**data, "action-publish": "x"})
    assert response.status_code == 200
    assert told(response, "That month has no such day.")
    assert not YearWheelEvent.objects.exists()


class TestMessages:
    @pytest.fixture
    def message(self):
        return ContactMessage.objects.create(message="Kartan syns inte", page="/objekt/", reply_to="a@example.org")

    def test_the_model_manager_reads_them(self, as_user, message):
        manager = as_user("model_manager")
        assert "Kartan syns inte" in manager.get("/admin/contact_messages/").content.decode()
        text = manager.get(f"/admin/contact_messages/inspect/{message.pk}/").content.decode()
        for shown in ("Kartan syns inte", "/objekt/", "a@example.org"):
            assert shown in text
        assert '<html lang="sv"' in text

    @pytest.mark.parametrize("who", ["model_manager", "admin"])
    @pytest.mark.parametrize("path", ["/admin/contact_messages/new/", "/admin/contact_messages/edit/{}/"])
    def test_nobody_writes_or_changes_one(self, as_user, message, who, path):
        client = as_user(who)
        address = path.format(message.pk)
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"message": "Ändrat", "page": "", "reply_to": ""}).status_code in (302, 404)
        message.refresh_from_db()
        assert message.message == "Kartan syns inte"
        assert ContactMessage.objects.count() == 1

    def test_the_list_offers_neither(self, as_user, message):
        text = as_user("admin").get("/admin/contact_messages/").content.decode()
        assert "/admin/contact_messages/new/" not in text
        assert "/admin/contact_messages/edit/" not in text

    def test_one_that_is_dealt_with_may_be_removed(self, as_user, message):
        as_user("model_manager").post(f"/admin/contact_messages/delete/{message.pk}/")
        assert not ContactMessage.objects.exists()

    def test_an_editor_does_not_see_them(self, editor, message):
        assert editor.get("/admin/contact_messages/").status_code == 302
        assert editor.get(f"/admin/contact_messages/inspect/{message.pk}/").status_code == 302
        assert "/admin/contact_messages/" not in editor.get("/admin/").content.decode()


@pytest.mark.parametrize("path", ["organisation_units", "people"])
def test_the_organisation_opens_in_swedish(as_user, path):
    manager = as_user("model_manager")
    for screen in (f"/admin/{path}/", f"/admin/{path}/new/"):
        response = manager.get(screen)
        assert response.status_code == 200
        assert '<html lang="sv"' in response.content.decode()


def test_two_people_with_one_address_get_a_sentence_at_the_field(as_user):
    manager = as_user("model_manager")
    data = {"display_name": "Kim Exempel", "email": "kim@example.org", "active": "on"}
    assert manager.post("/admin/people/new/", data).status_code == 302
    response = manager.post("/admin/people/new/", {**data, "email": "KIM@example.org"})
    assert response.status_code == 200
    assert told(response, "Another person has this e-mail address already.")


def test_a_unit_below_itself_gets_a_sentence(as_user):
    from personer.models import OrganisationUnit

    unit = OrganisationUnit.objects.create(name="Enheten", code="ENH")
    data = {"name": "Enheten", "code": "ENH", "kind": "unit", "parent": unit.pk, "active": "on"}
    response = as_user("model_manager").post(f"/admin/organisation_units/edit/{unit.pk}/", data)
    assert response.status_code == 200
    assert told(response, "A unit cannot belong to itself or to a unit below it.")
