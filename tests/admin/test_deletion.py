"""What has been published is never deleted in the admin; whoever tries is told so, whichever way was taken."""

import re

import pytest
from wagtail.models import Page

from modellen.models import Term
from personer.models import OrganisationUnit, Person
from tests.admin.conftest import told
from tests.factories import NewsIndexPageFactory, NewsPageFactory, StandardPageFactory, TermFactory

pytestmark = pytest.mark.django_db
PAGE = "“%(page)s” or a page below it has been published, so it cannot be deleted. Unpublish it instead."
ROW = "“%(row)s” has been published, so it cannot be deleted. Unpublish it instead."
WHO = ["editor", "model_manager", "admin"]


@pytest.fixture
def news(index_page):
    return index_page("nyheter")


def single(client, page):
    return client.post(f"/admin/pages/{page.pk}/delete/", follow=True)


def bulk(client, *pages):
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/admin/bulk/wagtailcore/page/delete/?{query}&next=/admin/pages/", follow=True)


def said(response):
    """How many sentences of refusal stand in the answer (those without words are for scripts)."""
    return len(re.findall(r'<li class="error">\s*<svg[^<]*<use[^<]*</use></svg>\s+\S', response.content.decode()))


class TestPages:
    @pytest.mark.parametrize("who", WHO)
    @pytest.mark.parametrize("way", [single, bulk])
    def test_a_published_page_stays(self, as_user, news, who, way):
        page = NewsPageFactory(parent=news, title="Visad")
        response = way(as_user(who), page)
        assert response.status_code == 200
        assert told(response, PAGE, page="Visad")
        assert Page.objects.filter(pk=page.pk).exists()

    @pytest.mark.parametrize("way", [single, bulk])
    def test_one_that_was_published_once_stays_too(self, editor, news, way):
        page = NewsPageFactory(parent=news, title="Visad en gång")
        page.unpublish()
        response = way(editor, page)
        assert told(response, PAGE, page="Visad en gång")
        assert Page.objects.filter(pk=page.pk).exists()

    @pytest.mark.parametrize("way", [single, bulk])
    def test_one_above_a_published_page_stays_with_it(self, admin, site, way):
        above = StandardPageFactory(parent=site, title="Utkast ovanför", live=False)
        below = StandardPageFactory(parent=above, title="Visad under")
        response = way(admin, above)
        assert told(response, PAGE, page="Utkast ovanför")
        assert Page.objects.filter(pk__in=[above.pk, below.pk]).count() == 2

    def test_the_start_page_stays(self, admin, site):
        assert told(single(admin, site), PAGE, page="Start")
        assert Page.objects.filter(pk=site.pk).exists()

    def test_asking_first_gets_the_sentence_too(self, editor, news):
        response = editor.get(f"/admin/pages/{news.pk}/delete/", follow=True)
        assert told(response, PAGE, page="Nyheter")

    @pytest.mark.parametrize("who", WHO)
    @pytest.mark.parametrize("way", [single, bulk])
    def test_a_page_that_never_was_published_may_go(self, as_user, news, who, way):
        page = NewsPageFactory(parent=news, title="Utkast", live=False)
        way(as_user(who), page)
        assert not Page.objects.filter(pk=page.pk).exists()

    def test_one_that_may_go_stays_when_it_is_chosen_together_with_one_that_may_not(self, editor, news):
        draft = NewsPageFactory(parent=news, title="Utkast", live=False)
        shown = NewsPageFactory(parent=news, title="Visad")
        response = bulk(editor, draft, shown)
        assert told(response, PAGE, page="Visad")
        assert Page.objects.filter(pk__in=[draft.pk, shown.pk]).count() == 2

    def test_everything_at_once_gets_few_sentences(self, admin, news):
        for number in range(9):
            NewsPageFactory(parent=news, title=f"Visad {number}")
        response = admin.post(f"/admin/bulk/wagtailcore/page/delete/?id=all&childOf={news.pk}", follow=True)
        assert told(response, PAGE, page="Visad 0")
        assert said(response) == 5
        assert Page.objects.child_of(news).count() == 9

    def test_a_hosts_own_page_is_its_own_to_delete(self, admin, site):
        own = Page(title="Värdens", slug="vardens", locale=site.locale)
        Page.get_first_root_node().add_child(instance=own)
        own.save_revision().publish()
        single(admin, own)
        assert not Page.objects.filter(pk=own.pk).exists()

    def test_a_published_page_may_be_moved_copied_and_unpublished(self, editor, site, news):
        other = NewsIndexPageFactory(parent=site, title="Arkiv", slug="arkiv")  # one more than the admin allows
        page = NewsPageFactory(parent=news, title="Visad", slug="visad")
        response = editor.post(f"/admin/pages/{page.pk}/move/{other.pk}/confirm/")
        assert response.status_code == 302
        page.refresh_from_db()
        assert page.get_parent().pk == other.pk
        editor.post(f"/admin/pages/{page.pk}/unpublish/")
        page.refresh_from_db()
        assert not page.live


class TestSnippets:
    def bulk(self, client, *rows):
        query = "&".join(f"id={row.pk}" for row in rows)
        return client.post(f"/admin/bulk/modellen/term/delete/?{query}", follow=True)

    def single(self, client, row):
        return client.post(f"/admin/snippets/modellen/term/delete/{row.pk}/", follow=True)

    @pytest.mark.parametrize("way", ["single", "bulk"])
    def test_a_published_word_stays(self, admin, way):
        term = TermFactory(term="Objekt")
        response = getattr(self, way)(admin, term)
        assert response.status_code == 200
        assert told(response, ROW, row="Objekt")
        assert Term.objects.filter(pk=term.pk).exists()

    @pytest.mark.parametrize("way", ["single", "bulk"])
    def test_a_draft_may_go(self, admin, way):
        term = TermFactory(live=False)
        getattr(self, way)(admin, term)
        assert not Term.objects.filter(pk=term.pk).exists()

    @pytest.mark.parametrize("way", ["single", "bulk"])
    def test_a_draft_that_another_word_points_at_stays_with_a_sentence(self, admin, way):
        heir = TermFactory(term="Arvinge", live=False)
        TermFactory(term="Gammalt ord", replaced_by=heir)
        response = getattr(self, way)(admin, heir)
        assert response.status_code == 200
        assert said(response) == 1
        assert Term.objects.filter(pk=heir.pk).exists()

    def test_editors_do_not_delete_words_at_all(self, editor):
        term = TermFactory(live=False)
        self.single(editor, term)
        assert Term.objects.filter(pk=term.pk).exists()


class TestOrganisation:
    def test_a_unit_with_people_stays_with_a_sentence(self, admin):
        unit = OrganisationUnit.objects.create(name="Enheten", code="ENH")
        Person.objects.create(display_name="Kim Exempel", email="kim@example.org", unit=unit)
        response = admin.post(f"/admin/organisation_units/delete/{unit.pk}/", follow=True)
        assert response.status_code == 200
        assert said(response) == 1
        assert OrganisationUnit.objects.filter(pk=unit.pk).exists()

    def test_a_unit_that_nobody_needs_may_go(self, admin):
        unit = OrganisationUnit.objects.create(name="Enheten", code="ENH")
        admin.post(f"/admin/organisation_units/delete/{unit.pk}/")
        assert not OrganisationUnit.objects.exists()
