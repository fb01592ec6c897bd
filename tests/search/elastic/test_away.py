"""An Elasticsearch that is away, slow or speaks nonsense: the embedded index answers, and nobody waits for the other."""

import time
from types import SimpleNamespace

import pytest

from search import state
from search.engines import elastic, elastic_client, elastic_index
from search.models import Pending
from tests.factories import StandardPageFactory
from tests.search.elastic import fake
from tests.search.elastic.support import ask, seem_built
from tests.threads import all_at_once

pytestmark = pytest.mark.django_db
MARGIN = 0.7  # seconds for the embedded index and a busy machine
BEHAVIOURS = {"refused": None, **{behaviour.__name__: behaviour for behaviour in fake.BAD}}


@pytest.fixture
def page(site):
    return StandardPageFactory(parent=site, title="Smultronställe", lead="En röd tråd.")


@pytest.fixture
def clock(monkeypatch):
    """A clock of the breaker that goes forward with ``clock.later(seconds)``."""
    made = SimpleNamespace(ahead=0.0)
    made.later = lambda seconds: setattr(made, "ahead", made.ahead + seconds)
    real = time.monotonic
    stand_in = SimpleNamespace(monotonic=lambda: real() + made.ahead, sleep=time.sleep, time=time.time)
    monkeypatch.setattr(elastic_client, "time", stand_in)
    return made


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_the_embedded_index_answers(name, page, pretended, lines, clock):
    assert ask("smultron").total == 1
    server = pretended(BEHAVIOURS[name])
    began = time.monotonic()
    found = ask("smultron")
    took = time.monotonic() - began
    assert [hit.title for hit in found.hits] == ["Smultronställe"]
    assert found.simplified
    assert took < 0.8 + MARGIN
    assert [level for level, _text in lines()] == ["ERROR"]
    assert "smultron" not in lines()[0][1]
    asked = server.connections
    assert asked == (0 if name == "refused" else 1)

    began = time.monotonic()
    assert ask("smultron").simplified
    assert time.monotonic() - began < MARGIN
    assert server.connections == asked, "asked again within the pause"
    assert len(lines()) == 1

    clock.later(29)
    assert ask("smultron").simplified
    assert server.connections == asked
    clock.later(2)
    assert ask("smultron").simplified
    assert server.connections == (0 if name == "refused" else asked + 1), "did not ask after the pause"
    assert len(lines()) == 2


def test_after_the_pause_it_answers_again(page, pretended, lines, clock):
    server = pretended(fake.error_500)
    assert ask("smultron").simplified
    server.behaviour = fake.well
    clock.later(31)
    found = ask("smultron")
    assert not found.simplified
    assert found.total == 0  # the pretended one knows nothing
    assert not ask("smultron").simplified
    assert [level for level, _text in lines()] == ["ERROR", "WARNING"]


def test_while_one_tries_the_others_do_not(clock):
    breaker = elastic_client.Breaker()
    assert breaker.failed()
    assert not breaker.failed()
    clock.later(31)
    assert [breaker.may_ask() for _number in range(3)] == [True, False, False]
    assert breaker.answered()
    assert breaker.may_ask()
    assert breaker.may_ask()


def test_an_older_answer_does_not_end_the_pause(clock):
    breaker = elastic_client.Breaker()
    breaker.failed()
    assert not breaker.answered()
    assert not breaker.may_ask()


def test_of_many_that_fail_at_once_one_says_so(pretended, lines, db):
    pretended(fake.silent)
    body = {"query": {"match_none": {}}}

    def search(_which, together):
        together.wait(10)
        began = time.monotonic()
        try:
            elastic._ask(body, None)
        except elastic_client.AWAY as error:
            elastic._failed(error, 800)
        return time.monotonic() - began

    took = all_at_once(8, search)
    assert max(took) < 0.8 + MARGIN
    assert len(lines()) == 1


@pytest.mark.parametrize("behind", ["no index", "another generation", "too many changes"])
def test_a_half_index_is_not_asked(behind, page, pretended, lines):
    server = pretended(fake.well)
    if behind == "no index":
        state.store("elastic", 0)
    elif behind == "another generation":
        state.store("elastic", 1)
    else:
        Pending.objects.bulk_create(Pending(entry_id=number) for number in range(elastic.MOST_BEHIND + 1))
    for _again in range(3):
        found = ask("smultron")
        assert found.simplified
        assert found.total == 1
    assert server.connections == 0
    assert [level for level, _text in lines()] == ["WARNING"]


def test_some_changes_behind_are_no_half_index(page, pretended):
    server = pretended(fake.well)
    Pending.objects.bulk_create(Pending(entry_id=number) for number in range(elastic.MOST_BEHIND))
    assert not ask("smultron").simplified
    assert server.connections == 1


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1", "ftp://127.0.0.1:9", "http://[::1:9"])
def test_an_address_that_is_none(address, page, settings, lines):
    settings.ELASTICSEARCH_URL = address
    seem_built()
    found = ask("smultron")
    assert found.simplified
    assert found.total == 1
    assert len(lines()) == 1
    assert elastic_index.drain() == 0


def test_an_authority_that_cannot_be_read(page, settings, lines, tmp_path):
    settings.ELASTICSEARCH_URL = "https://127.0.0.1:9"
    settings.ELASTICSEARCH_CA_FILE = str(tmp_path / "none.pem")
    seem_built()
    assert ask("smultron").simplified
    assert elastic_index.drain() == 0
    assert len(lines()) == 2


@pytest.mark.parametrize("name", ["refused", "error_401", "garbage", "a_proxy", "silent"])
def test_no_password_in_any_log(name, page, pretended, settings, caplog, monkeypatch):
    monkeypatch.setattr(elastic_index, "QUICK", 0.5)
    server = pretended(BEHAVIOURS[name])
    settings.ELASTICSEARCH_URL = server.url.replace("://", "://elastic:hemligt-ord@")
    caplog.set_level("DEBUG")
    assert ask("smultron").simplified
    elastic_index.drain()
    assert caplog.records
    assert "hemligt-ord" not in caplog.text
    loud = [row for row in caplog.records if row.levelname != "DEBUG"]
    assert "smultron" not in "".join(row.getMessage() for row in loud)


def test_a_question_that_was_refused_stops_no_other(page, pretended, lines):
    server = pretended(
        lambda peer, stop: peer.sendall(fake.reply(b'{"error": {"type": "x"}, "status": 400}', b"400 Bad Request"))
    )
    assert ask("smultron").simplified
    server.behaviour = fake.well
    assert not ask("smultron").simplified
    assert len(lines()) == 1


def test_without_an_address_nothing_is_simplified(page, settings):
    settings.ELASTICSEARCH_URL = ""
    assert not ask("smultron").simplified


# --- Publishing and the worker ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["refused", "silent", "well"])
def test_publishing_never_asks_it(name, site, pretended):
    server = pretended(BEHAVIOURS.get(name, fake.well))
    began = time.monotonic()
    page = StandardPageFactory(parent=site, title="Smultronställe")
    page.save_revision().publish()
    page.move(site.get_children().exclude(pk=page.pk).first(), pos="last-child")
    page.refresh_from_db()
    page.unpublish()
    page.delete()
    assert time.monotonic() - began < 5
    assert server.connections == 0
    assert Pending.objects.exists()


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_changes_wait_for_it(name, page, pretended, lines, monkeypatch):
    """The worker's other rows wait at most as long as its first question may take."""
    monkeypatch.setattr(elastic_index, "QUICK", 0.5)
    if name == "trickling":
        pytest.skip("Each byte may take as long; only a visitor's question has an end in all.")
    pretended(BEHAVIOURS[name])
    page.title = "Smultronstället"
    page.save_revision().publish()
    waiting = Pending.objects.count()
    began = time.monotonic()
    for _again in range(2):
        try:
            elastic_index.drain()
        except (KeyError, TypeError, AttributeError):
            assert name in ("another_shape", "no_hits", "shards_failed", "timed_out")  # the worker logs it and goes on
    assert time.monotonic() - began < 2 * 2.5
    assert waiting
    assert Pending.objects.count() == waiting
    assert sum(text.startswith("Elasticsearch was not told") for _level, text in lines()) <= 1


def test_an_index_from_before_is_no_good(page, settings):
    """As long as no address was set, nobody noted changes."""
    seem_built()
    settings.ELASTICSEARCH_URL = ""
    Pending.objects.create(entry_id=1)
    assert elastic_index.drain() == 0
    assert not state.numbers()["elastic"]
    assert not Pending.objects.exists()
