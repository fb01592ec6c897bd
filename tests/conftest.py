"""What every test can ask for: a site tree, a named cast, and a network that ends at this machine."""

import contextlib
import os
import socket

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import DatabaseError

from tests.services import require
from tests.short import leave_to_the_whole

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class NetworkForbidden(RuntimeError):
    """A test tried to reach beyond this machine."""


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Connections to other machines raise; Unix sockets and loopback pass."""
    real = socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise NetworkForbidden(f"A test tried to reach {address[0]}.")
        return real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one left in the cache, or what the search has read from rows that are rolled back."""
    from search import language, tuning

    for forget in (cache.clear, language.forget, tuning.forget):
        forget()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker, tmp_path_factory):
    """The test database holds the empty site of ``start_site`` from the beginning: made once, not for every test.

    In place of pytest-django's own, which makes none where all that runs is ``committing``: such tests would then write
    to, and clean, whatever database the settings name.
    """
    from django.test.utils import setup_databases, teardown_databases

    from nackamodellen.start import start_site
    from tests import migrated
    from tests.browser.server import shared_folder

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        migrated.keep(shared_folder(tmp_path_factory))
        start_site(hostname="testserver")
    yield
    with django_db_blocker.unblock(), contextlib.suppress(DatabaseError):  # a thread may still hold a connection
        teardown_databases(made, verbosity=0)


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """A database where threads see each other's rows. What such a test may leave is removed by name: pytest-django's
    own way would empty every table, the site of all other tests among them."""
    from grund.models import OutboxMail, ScheduledJob, ThrottleCounter

    with django_db_blocker.unblock():
        yield
        for model in (OutboxMail, ScheduledJob, ThrottleCounter):
            model.objects.all().delete()


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory):
    """Where an Elasticsearch answers: the one that ELASTICSEARCH_URL names, else one that this run starts and ends.

    Tests that ask for it bear the mark ``engine`` and use an index prefix of their own.
    """
    import elasticsearch_node

    require("elasticsearch")
    with contextlib.ExitStack() as stack:
        address = os.environ.get("ELASTICSEARCH_URL", "")
        if not address:
            base = tmp_path_factory.getbasetemp()
            base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
            address = stack.enter_context(elasticsearch_node.shared(base / "elasticsearch"))
        yield address


@pytest.fixture
def site(db):
    """The empty site; gives its Swedish start page."""
    from home.models import HomePage

    return HomePage.objects.get(locale__language_code="sv")


@pytest.fixture
def before_start(db):
    """A database as ``migrate`` leaves it: Wagtail's welcome page, no site of ours."""
    from wagtail.models import Locale, Page, Site

    from nackamodellen.start import RIGHTS

    Group.objects.filter(name__in=RIGHTS).delete()
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    Locale.objects.exclude(language_code="sv").delete()
    root.refresh_from_db()
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    Site.clear_site_root_paths_cache()
    return welcome


@pytest.fixture
def index_page(site):
    """``index_page("nyheter")``: the page with that slug right below the start page, as its own type."""

    def get(slug):
        return site.get_children().get(slug=slug).specific

    return get


@pytest.fixture
def english_home(site):
    """The English start page, live."""
    from wagtail.models import Locale

    page = site.copy_for_translation(Locale.objects.get(language_code="en"))
    page.title = "Start in English"
    page.save_revision().publish()
    page.refresh_from_db()
    return page


CAST = {
    "editor": "Redaktör",
    "model_manager": "Modellförvaltare",
    "training_manager": "Utbildningsansvarig",
    "staff": None,
    "admin": None,
}


@pytest.fixture
def cast(site):
    """Named users: editor, model_manager, training_manager, staff (signed in, no rights) and admin (superuser)."""
    users = {}
    for name, group in CAST.items():
        user = get_user_model().objects.create_user(name, f"{name}@example.org", "lösenord-för-test")
        user.is_superuser = name == "admin"
        user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
        users[name] = user
    return users


@pytest.fixture
def as_user(cast, client):
    """``as_user("editor")``: a client with that person signed in; None gives an anonymous one."""
    from django.test import Client

    def make(name=None):
        made = Client()
        if name:
            made.force_login(cast[name])
        return made

    return make


def pytest_configure():
    """Look for garbage less often than Python does by itself, which takes a sixth of the time: tests make few cycles."""
    import gc

    gc.set_threshold(100_000, 50, 50)


@pytest.hookimpl(tryfirst=True)  # before pytest itself asks which marks there are
def pytest_collection_modifyitems(items):
    leave_to_the_whole(items)


def pytest_collection_finish():
    """What is imported by now stays: nobody needs to look for garbage in it."""
    import gc

    gc.collect()
    gc.freeze()
