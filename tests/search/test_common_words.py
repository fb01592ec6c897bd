"""A word that stands nearly everywhere, beside rarer ones: it must not bring everything along."""

import pytest

from grund.visitors import Visitor
from search import engine, rebuild
from search.engine import Addresses
from search.engines import base
from search.engines.base import hits_by
from search.text.plan import Group, Plan, Way
from tests.factories import StandardPageFactory

COMMON, RARE = "qvarzelius", "xylobrimo"


def plan_of(*counts):
    groups = [Group(f"ord{place}", ((Way(f"ord{place}"),),), 1.0, count) for place, count in enumerate(counts)]
    return Plan("", "sv", groups=tuple(groups))


@pytest.mark.pure
@pytest.mark.parametrize(
    ("counts", "anywhere"),
    [
        ([5000], [5000]),
        ([40, 5000], [40]),
        ([5000, 40, 1400], [40, 1400]),
        ([900, 700, 40], [40, 700]),
        ([2000, 3000], [2000]),
        ([0, 0], [0, 0]),
    ],
)
def test_the_rarest_words_make_hits_by_themselves(counts, anywhere):
    some, in_titles = hits_by(plan_of(*counts))
    assert [group.count for group in some] == anywhere
    assert sorted(group.count for group in [*some, *in_titles]) == sorted(counts)


@pytest.fixture
def many(site, monkeypatch):
    monkeypatch.setattr(base, "BROAD", 5)
    for number in range(8):
        StandardPageFactory(parent=site, title=f"Sida {number}", lead=f"Något om {COMMON}.")
    StandardPageFactory(parent=site, title="Ovanligt", lead=f"Det är {RARE}.")
    StandardPageFactory(parent=site, title="Båda", lead=f"Det är {RARE} och {COMMON}.")
    StandardPageFactory(parent=site, title=f"Om {COMMON}", lead="Kort.")
    rebuild.rebuild()


def titles(query):
    return [hit.title for hit in engine.find(query, Visitor(), "sv").hits]


@pytest.mark.django_db
def test_beside_a_rare_word_a_common_one_counts_in_titles_alone(many):
    assert titles(f"{COMMON} {RARE}") == ["Båda", "Ovanligt", f"Om {COMMON}"]


@pytest.mark.django_db
def test_by_itself_it_finds_whatever_has_it(many):
    assert engine.find(COMMON, Visitor(), "sv").total == 10


@pytest.mark.engine
@pytest.mark.django_db
def test_on_elasticsearch_too(many, elasticsearch_url, settings):
    from search.engines.elastic import index_apart

    settings.ELASTICSEARCH_URL = elasticsearch_url
    with index_apart() as name:
        found = engine.Search(f"{COMMON} {RARE}", Visitor(), "sv", elastic_index=name)
    assert [row.title for row in found.rows] == ["Båda", "Ovanligt", f"Om {COMMON}"]


@pytest.mark.django_db
def test_addresses_are_those_that_wagtail_gives(site, english_home, rf):
    pages = [
        site,
        StandardPageFactory(parent=site, title="En"),
        StandardPageFactory(parent=site, title="Två"),
        english_home,
        StandardPageFactory(parent=english_home, title="Three"),
        StandardPageFactory(parent=english_home, title="Four"),
    ]
    for request in (None, rf.get("/sok/")):
        address = Addresses(request)
        assert [address(page.pk, page.url_path) for page in pages] == [page.get_url(request) for page in pages]
        assert address(1, "/") == "" == address(None, None)
