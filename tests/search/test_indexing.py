"""The index follows every change at once, and stands or falls with the transaction that makes it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction
from wagtail.test.utils.form_data import querydict_from_html

from grund.signals import changed
from grund.visitors import Visitor
from modellen.models import GlossaryPage, TemplateLibraryPage
from search import engine
from search.indexing import document_read
from search.models import DocumentText, Entry, Word
from search.rebuild import drift
from tests.factories import (
    NewsPageFactory,
    StandardPageFactory,
    TemplateItemFactory,
    TermFactory,
    YearWheelEventFactory,
)
from tests.factories.courses import make_course, make_occasion
from utbildning.models import Occasion

pytestmark = pytest.mark.django_db
# No word of any language, nor like another one: nothing is found by a part, a stem or a mistake.
ONE, TWO, THREE = "qvarzelius", "xylobrimo", "drulgafex"
RICH = '{"blocks": [{"key": "a", "text": "Ord", "type": "unstyled", "depth": 0}], "entityMap": {}}'


def hits(query, user=None, language="sv"):
    """The hits as anybody finds them, without corrections."""
    return list(engine.find(query, Visitor(user), language, exact=True).hits)


def titles(query, user=None, language="sv"):
    return [hit.title for hit in hits(query, user, language)]


@pytest.fixture(autouse=True)
def nothing_apart(site):
    """Whatever a test did: the index is what a comparison of everything would make it."""
    drift(repair=True)  # the site itself was made by the first test of the run
    yield
    if connection.in_atomic_block:
        found = drift()
        assert not found.number, found


@pytest.fixture
def parent(site):
    return StandardPageFactory(parent=site, title=f"Ovan {TWO}", slug="ovan", lead="Kort.")


@pytest.fixture
def page(parent):
    return StandardPageFactory(parent=parent, title=f"Sida {ONE}", slug="sida", lead="Kort.")


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def a_document(title, **values):
    document = get_document_model()(title=title, collection=Collection.get_first_root_node(), **values)
    document.file.save("fil.txt", ContentFile(b"Text"), save=True)
    return document


class TestPages:
    def test_what_is_published_is_found(self, parent):
        draft = StandardPageFactory(parent=parent, title=f"Sida {ONE}", live=False)
        assert titles(ONE) == []
        draft.save_revision().publish()
        assert titles(ONE) == [f"Sida {ONE}"]

    def test_a_draft_changes_nothing(self, page):
        before = Entry.objects.get(source="page", key=page.pk).digest
        page.title, page.lead = f"Ny {THREE}", THREE
        page.save_revision()
        assert titles(THREE) == []
        assert titles(ONE) == [f"Sida {ONE}"]
        assert Entry.objects.get(source="page", key=page.pk).digest == before
        fresh(page).get_latest_revision().publish()
        assert titles(THREE) == [f"Ny {THREE}"]
        assert titles(ONE) == []

    def test_what_is_withdrawn_takes_all_below_with_it_and_back(self, page, parent):
        parent.unpublish()
        assert titles(ONE) == titles(TWO) == []
        assert fresh(page).live
        parent = fresh(parent)
        parent.save_revision().publish()
        assert titles(ONE) == [f"Sida {ONE}"]
        assert [hit.where for hit in hits(ONE)] == [f"Ovan {TWO} / Sida {ONE}"]

    def test_withdrawn_with_all_below_comes_back_one_by_one(self, page, parent, cast):
        from wagtail.actions.unpublish_page import UnpublishPageAction

        UnpublishPageAction(parent, user=cast["admin"], include_descendants=True).execute()
        fresh(parent).save_revision().publish()
        assert titles(ONE) == []
        fresh(page).save_revision().publish()
        assert titles(ONE) == [f"Sida {ONE}"]

    def test_the_clock_publishes_and_withdraws(self, parent):
        now = timezone.now()
        page = StandardPageFactory(parent=parent, title="Väntar", live=False, first_published_at=None)
        page.title = f"Väntar {ONE}"
        page.go_live_at, page.expire_at = now + timedelta(days=1), now + timedelta(days=3)
        page.save_revision().publish()
        assert titles(ONE) == []
        for days, found in ((0, []), (2, [f"Väntar {ONE}"]), (4, [])):
            with time_machine.travel(now + timedelta(days=days), tick=False):
                call_command("publish_scheduled", verbosity=0)
            assert titles(ONE) == found, days

    def test_a_move_changes_address_and_place(self, page, site):
        other = StandardPageFactory(parent=site, title="Annanstans", slug="annanstans")
        fresh(page).move(other, pos="last-child")
        assert [(hit.url, hit.where) for hit in hits(ONE)] == [("/annanstans/sida/", f"Annanstans / Sida {ONE}")]

    def test_a_move_of_its_parent_changes_address_and_place(self, page, parent, site):
        other = StandardPageFactory(parent=site, title="Annanstans", slug="annanstans")
        fresh(parent).move(other, pos="last-child")
        [hit] = hits(ONE)
        assert (hit.url, hit.where) == ("/annanstans/ovan/sida/", f"Annanstans / Ovan {TWO} / Sida {ONE}")

    def test_a_move_below_a_draft_hides(self, page, parent, site):
        draft = StandardPageFactory(parent=site, title="Utkast", live=False)
        fresh(parent).move(draft, pos="last-child")
        assert titles(ONE) == titles(TWO) == []

    def test_another_slug_and_title_above_change_address_and_place_below(self, page, parent):
        parent.slug, parent.title = "nytt", "Omdöpt"
        parent.save_revision().publish()
        assert [(hit.url, hit.where) for hit in hits(ONE)] == [("/nytt/sida/", f"Omdöpt / Sida {ONE}")]
        assert titles(TWO) == []

    @pytest.mark.parametrize(
        "delete", [lambda page: page.delete(), lambda page: Page.objects.filter(pk=page.pk).delete()]
    )
    def test_deleted_is_gone_with_all_below(self, delete, page, parent):
        delete(fresh(parent))
        assert titles(ONE) == titles(TWO) == []
        assert not Entry.objects.filter(page_id__in=[page.pk, parent.pk]).exists()

    def test_a_copy_is_found_when_it_is_live(self, page, parent):
        parent.copy(recursive=True, update_attrs={"slug": "kopia", "title": "Kopia"}, keep_live=True)
        assert [hit.url for hit in sorted(hits(ONE), key=lambda hit: hit.url)] == ["/kopia/sida/", "/ovan/sida/"]
        parent.copy(recursive=True, update_attrs={"slug": "utkast"}, keep_live=False)
        assert len(hits(ONE)) == 2

    def test_an_alias_follows_its_page(self, page, site):
        alias = page.create_alias(parent=site, update_slug="alias")
        assert {hit.url for hit in hits(ONE)} == {"/ovan/sida/", "/alias/"}
        page.title = f"Ny {THREE}"
        page.save_revision().publish()
        assert {hit.url for hit in hits(THREE)} == {"/ovan/sida/", "/alias/"}
        fresh(page).unpublish()
        assert titles(THREE) == []
        assert not fresh(alias).live

    def test_a_translation_is_found_in_its_own_language(self, page, parent, english_home):
        english = Locale.objects.get(language_code="en")
        parent.copy_for_translation(english).save_revision().publish()
        other = page.copy_for_translation(english)
        other.title = f"Page {THREE}"
        other.save_revision()
        assert titles(THREE, language="en") == []
        other.get_latest_revision().publish()
        assert titles(THREE, language="en") == [f"Page {THREE}"]
        assert titles(THREE) == []
        assert titles(ONE) == [f"Sida {ONE}"]
        assert hits(THREE, language="en")[0].url.startswith("/en/")


def _publish(page, parent):
    page.title = f"Ny {THREE}"
    page.save_revision().publish()


CHANGES = {
    "publish": _publish,
    "unpublish": lambda page, parent: page.unpublish(),
    "unpublish above": lambda page, parent: parent.unpublish(),
    "move": lambda page, parent: fresh(page).move(parent.get_parent(), pos="last-child"),
    "delete": lambda page, parent: fresh(page).delete(),
    "restrict": lambda page, parent: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "document": lambda page, parent: a_document(THREE),
    "term": lambda page, parent: TermFactory(term=THREE),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_taken_back_with_its_transaction(name, page, parent):
    def state():
        entries = sorted(Entry.objects.values_list("source", "key", "digest"))
        return entries, [(hit.title, hit.url, hit.where) for hit in hits(ONE)], titles(THREE), Word.objects.count()

    def changed_and_failed():
        CHANGES[name](page, parent)
        assert state() != before, "found inside of the transaction"
        raise LookupError

    before = state()
    with pytest.raises(LookupError), transaction.atomic():
        changed_and_failed()
    assert state() == before


class TestRecords:
    @pytest.mark.parametrize(
        "factory, field",
        [(TermFactory, "term"), (TemplateItemFactory, "title"), (YearWheelEventFactory, "title")],
    )
    def test_new_changed_withdrawn_and_deleted(self, factory, field):
        more = {"document": a_document("Fil")} if factory is TemplateItemFactory else {}
        row = factory(**{field: ONE, **more})
        assert titles(ONE) == [ONE]
        setattr(row, field, TWO)
        row.save_revision()
        assert titles(TWO) == []
        row.get_latest_revision().publish()
        assert (titles(ONE), titles(TWO)) == ([], [TWO])
        row.refresh_from_db()
        row.unpublish()
        assert titles(TWO) == []
        row.save_revision().publish()
        assert titles(TWO) == [TWO]
        row.delete()
        assert titles(TWO) == []

    def test_an_old_word_leads_to_its_heir(self):
        old, heir = TermFactory(term=ONE), TermFactory(term=TWO)
        old.replaced_by = heir
        old.save()
        assert titles(ONE) == []
        old.replaced_by = None
        old.save()
        assert titles(ONE) == [ONE]

    @pytest.mark.parametrize("how", ["slug", "unpublished", "slug above", "moved"])
    def test_words_follow_the_page_they_stand_on(self, how, site):
        glossary = GlossaryPage.objects.get(locale__language_code="sv")
        TermFactory(uid="ord", term=ONE)
        if how == "slug":
            glossary.slug = "ord"
            glossary.save_revision().publish()
        elif how == "unpublished":
            glossary.unpublish()
            TermFactory(uid="nytt", term=TWO)
            assert titles(ONE) == titles(TWO) == []
            fresh(glossary).save_revision().publish()
            assert titles(TWO) == [TWO]
        else:
            above = StandardPageFactory(parent=site, title="Hylla", slug="hylla")
            fresh(glossary).move(above, pos="last-child")
            if how == "slug above":
                above = fresh(above)
                above.slug = "skap"
                above.save_revision().publish()
        assert [hit.url for hit in hits(ONE)] == [f"{fresh(glossary).get_url()}#ord"]

    def test_a_template_needs_its_library(self):
        """The library's page is withdrawn: what is in it is not found, whenever it was saved."""
        TemplateItemFactory(title=ONE, document=a_document("Fil"))
        TemplateLibraryPage.objects.get(locale__language_code="sv").unpublish()
        TemplateItemFactory(title=TWO, document=a_document("Fil 2"))
        assert titles(ONE) == titles(TWO) == []

    def test_years_of_a_course(self, index_page):
        course = make_course(index_page("utbildning"), title=f"Kurs {ONE}")

        def years():
            return Entry.objects.get(source="page", key=course.pk).years_text.split()

        with time_machine.travel("2031-03-02T09:00:00+01:00"):
            occasion = make_occasion(course, in_days=40)
            assert years() == ["2031"]
            Occasion.objects.filter(pk=occasion.pk).update(first_day=date(2032, 4, 1))
            changed.send(sender=Occasion, pks=[occasion.pk], what="moved")
            assert years() == ["2032"]


class TestDocuments:
    def test_title_file_and_end(self):
        document = a_document(f"Fil {ONE}")
        assert [hit.url for hit in hits(ONE)] == [document.url]
        document.title = f"Fil {TWO}"
        document.save()
        assert (titles(ONE), titles(TWO)) == ([], [f"Fil {TWO}"])
        document.file.save("annan.txt", ContentFile(b"Mer"), save=True)
        assert [hit.url for hit in hits(TWO)] == [document.url]
        document.delete()
        assert titles(TWO) == []

    def test_tags(self):
        document = a_document("Fil")
        document.tags.add(ONE)
        assert titles(ONE) == ["Fil"]
        document.tags.set([TWO])
        assert (titles(ONE), titles(TWO)) == ([], ["Fil"])
        document.tags.clear()
        assert titles(TWO) == []

    def test_a_tag_is_renamed_or_deleted(self):
        from taggit.models import Tag

        a_document("Fil").tags.add(ONE)
        tag = Tag.objects.get(name=ONE)
        tag.name = TWO
        tag.save()
        assert (titles(ONE), titles(TWO)) == ([], ["Fil"])
        tag.delete()
        assert titles(TWO) == []

    def test_its_collection_is_closed_moved_changed_in_bulk(self, cast):
        root = Collection.get_first_root_node()
        closed, open_ = root.add_child(name="Stängd"), root.add_child(name="Öppen")
        CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
        document = a_document(f"Fil {ONE}")
        rows = get_document_model().objects.filter(pk=document.pk)
        for where, found in ((closed, False), (open_, True), (closed, False), (open_, True)):
            rows.update(collection=where)
            assert bool(titles(ONE)) is found
            assert titles(ONE, cast["staff"]) == [f"Fil {ONE}"]
        open_.refresh_from_db()
        open_.move(Collection.objects.get(pk=closed.pk), pos="sorted-child")
        assert titles(ONE) == []
        CollectionViewRestriction.objects.all().delete()
        assert titles(ONE) == [f"Fil {ONE}"]

    def test_the_text_of_its_file(self):
        document = a_document("Fil")
        TemplateItemFactory(title="Mall", document=document)
        row = DocumentText.objects.get(document_id=document.pk)
        for text, found in ((f"Inne {ONE}", True), ("", False), (f"Åter {ONE}", True)):
            row.text, row.state = text, row.State.DONE
            row.save()
            document_read(document.pk)
            assert bool(hits(ONE)) is found, text
        assert ONE in hits(ONE)[0].snippet
        document.title = "Annan titel"  # another title leaves the text
        document.save()
        assert titles(ONE)


class TestAdmin:
    """The ways that editors take."""

    def edit(self, client, page, action, **values):
        address = f"/admin/pages/{page.pk}/edit/"
        data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
        data["review_date"] = "2031-01-01"
        data = {**data.dict(), **values, action: "1", "body": RICH, "body-count": "0"}
        assert client.post(address, data).status_code == 302

    def test_publish_save_and_withdraw(self, as_user, index_page):
        client = as_user("editor")
        page = NewsPageFactory(parent=index_page("nyheter"), title=f"Nytt {ONE}", lead="Kort.", live=False)
        self.edit(client, page, "action-publish", title=f"Nytt {TWO}")
        assert (titles(ONE), titles(TWO)) == ([], [f"Nytt {TWO}"])
        self.edit(client, page, "action-draft", title=f"Nytt {THREE}")
        assert (titles(TWO), titles(THREE)) == ([f"Nytt {TWO}"], [])
        client.post(f"/admin/pages/{page.pk}/unpublish/")
        assert titles(TWO) == []
        client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/")
        assert titles(THREE) == [f"Nytt {THREE}"]
        client.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={page.pk}&next=/admin/")
        assert titles(THREE) == []

    def test_move_restrict_and_delete(self, as_user, page, parent, site):
        client = as_user("admin")
        client.post(f"/admin/pages/{page.pk}/move/{site.pk}/confirm/")
        assert [hit.url for hit in hits(ONE)] == ["/sida/"]
        client.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": "login", "password": "", "groups": []})
        assert titles(ONE) == []
        client.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": "none", "password": "", "groups": []})
        assert titles(ONE) == [f"Sida {ONE}"]
        Page.objects.filter(pk=page.pk).update(first_published_at=None, last_published_at=None, live=False)
        client.post(f"/admin/pages/{page.pk}/delete/")
        assert not Entry.objects.filter(source="page", key=page.pk).exists()

    def test_tags_of_a_document(self, as_user):
        client = as_user("editor")
        document = a_document("Fil")
        address = f"/admin/documents/edit/{document.pk}/"
        root = Collection.get_first_root_node().pk
        response = client.post(address, {"title": "Fil", "tags": ONE, "collection": root})
        assert response.status_code == 302
        assert titles(ONE) == ["Fil"]
