"""Drift found without making every record; a full-text index that no longer holds what the entries say."""

import pytest
from django.db import ProgrammingError, connection, transaction
from wagtail.models import Page

from grund.visitors import Visitor
from search import engine, indexing, rebuild, state
from sidor.models import StandardPage
from tests.factories import StandardPageFactory

WORD = "qvarzelius"


def titles(query):
    return [hit.title for hit in engine.find(query, Visitor(), "sv", exact=True).hits]


@pytest.mark.django_db
class TestStamps:
    """A page whose row is as it was is not made into a record to be compared."""

    @pytest.fixture
    def pages(self, site):
        made = [StandardPageFactory(parent=site, title=f"{WORD} {number}", lead="Kort.") for number in range(3)]
        rebuild.rebuild()
        return made

    @pytest.fixture
    def looked_at(self, monkeypatch):
        keys, digest_of = [], indexing.digest_of
        monkeypatch.setattr(
            indexing, "digest_of", lambda record, *rest: keys.append(record.key) or digest_of(record, *rest)
        )
        return keys

    def test_nothing_is_made_where_nothing_changed(self, pages, looked_at):
        rebuild.drift(repair=True)  # what was written before the words were split anew
        looked_at.clear()
        assert not rebuild.drift().number
        assert not {str(page.pk) for page in pages} & set(looked_at)
        assert not rebuild.drift(thorough=True).number
        assert {str(page.pk) for page in pages} < set(looked_at)

    def test_a_row_that_changed_without_its_words_is_looked_at_once(self, pages, looked_at):
        rebuild.drift(repair=True)
        Page.objects.filter(pk=pages[0].pk).update(seo_title="Annan rubrik i fliken")
        looked_at.clear()
        assert not rebuild.drift(repair=True).number
        assert looked_at.count(str(pages[0].pk)) == 1
        looked_at.clear()
        rebuild.drift()
        assert str(pages[0].pk) not in looked_at

    def test_what_stands_elsewhere_is_always_looked_at(self, pages, looked_at, monkeypatch):
        rebuild.drift(repair=True)
        monkeypatch.setattr(StandardPage, "search_in_own_row", False)
        looked_at.clear()
        rebuild.drift()
        assert {str(page.pk) for page in pages} <= set(looked_at)

    def test_another_lexicon_makes_all_others(self, pages):
        rebuild.drift(repair=True)
        state.store(state.LEXICON, 99)
        assert {str(page.pk) for page in pages} <= set(rebuild.drift().changed["page"])


@pytest.mark.django_db
def test_a_full_text_index_that_lies_is_made_anew(site):
    StandardPageFactory(parent=site, title=WORD, lead="Kort.")
    rebuild.rebuild()
    assert not rebuild.mend_full_text()
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
    assert titles(WORD) == []
    assert rebuild.mend_full_text()
    assert titles(WORD) == [WORD]
    assert not rebuild.mend_full_text()


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_role_that_does_not_own_the_index_leaves_it_to_autovacuum(site):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE only_writes")
        cursor.execute("SET LOCAL ROLE only_writes")
        try:
            assert not rebuild.mend_full_text()
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute("SELECT gin_clean_pending_list('search_channels_vector')")
        finally:
            cursor.execute("RESET ROLE")
