"""What a site must have: each check finds what it is for, and nothing where all is well."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls

from grund import plugin
from grund.apps import GrundConfig
from grund.blocks import BodyBlock, BodyField, SectionBlock
from utbildning.apps import UtbildningConfig

OURS = ["grund", "utbildning", "headless"]
COURSES = path("anmalan/", include("utbildning.urls"))
API = path("api/", include("headless.urls"))
PAGES = path("", include(wagtail_urls))


def found(**options):
    return sorted({error.id for error in run_checks(tags=OURS, databases=[], **options)})


@pytest.fixture
def urls(settings):
    """Make a list of addresses the site's."""

    def use(*patterns):
        settings.ROOT_URLCONF = tuple(patterns)

    return use


@pytest.fixture
def sound(settings, urls):
    """A host without a fault."""
    settings.NACKAMODELLEN = {}
    settings.TIME_ZONE = "Europe/Stockholm"
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    urls(COURSES, API, PAGES)
    assert found() == []
    return settings


def test_addresses_that_are_not_included(sound, urls):
    urls(PAGES)
    assert found() == ["headless.E003", "utbildning.E001"]
    urls(COURSES, PAGES)
    (error,) = run_checks(tags=OURS, databases=[])
    assert (
        error.hint
        == 'Add path("api/innehall/v1/", include("headless.urls")) to ROOT_URLCONF, above the addresses of Wagtail.'
    )


def test_addresses_below_what_answers_before_them(sound, urls):
    urls(PAGES, COURSES, API)
    assert found() == ["headless.E005", "utbildning.E002"]
    urls(path("anmalan/mina/", lambda request: HttpResponse("")), COURSES, API, PAGES)
    assert found() == ["utbildning.E002"]


def test_middleware_that_is_missing(sound):
    name = "django.contrib.messages.middleware.MessageMiddleware"
    sound.MIDDLEWARE = [path for path in sound.MIDDLEWARE if path != name]
    (error,) = run_checks(tags=OURS, databases=[])
    assert (error.id, error.msg) == ("utbildning.E003", f"The app utbildning needs the middleware {name}.")
    sound.MIDDLEWARE = ["not.there.at.All", "django.middleware.csrf.rotate_token"]
    assert plugin.middleware_problems([name], "utbildning", "x")[0].id == "x"


@pytest.mark.parametrize("template", ["not_there.html", "", "grund/includes/field.html", "wagtailadmin/base.html"])
def test_a_base_template_that_is_missing(sound, template):
    sound.NACKAMODELLEN = {"BASE_TEMPLATE": template}
    assert found() == ["grund.E007"]


def test_a_base_template_of_another_engine(sound, monkeypatch):
    monkeypatch.setattr("grund.host_checks.get_template", lambda name: SimpleNamespace(template=object()))
    (error,) = run_checks(tags=OURS, databases=[])
    assert error.id == "grund.E007"
    assert "another template engine" in error.msg


@pytest.mark.parametrize("filters", [[], "width-100", ["width"], ["no-such-9"], [7], 5, None])
def test_renditions_that_cannot_be_made(sound, filters):
    sound.NACKAMODELLEN = {"RENDITIONS": {"stamp": filters, "sound": ["width-10"]}}
    assert found() == ["grund.E008"]


def test_templates_without_the_request(sound):
    sound.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]
    assert "grund.E009" in found()


def test_time(sound):
    sound.TIME_ZONE = "UTC"
    assert found() == ["utbildning.W001"]
    sound.USE_TZ = False
    assert found() == ["grund.E010", "utbildning.W001"]


def test_mail_from_nobody(sound):
    sound.DEFAULT_FROM_EMAIL = "webmaster@localhost"
    assert "utbildning.W002" in found(include_deployment_checks=True)
    sound.DEFAULT_FROM_EMAIL = "Kurser <kurser@example.org>"
    assert "utbildning.W002" not in found(include_deployment_checks=True)


def test_work_that_waits(db):
    from datetime import timedelta

    from django.utils import timezone

    from grund.host_checks import check_worker
    from grund.models import ScheduledJob

    assert check_worker(databases=["default"]) == []
    ScheduledJob.objects.create(name="a", due_at=timezone.now() - timedelta(minutes=90))
    assert check_worker(databases=None) == []
    (warning,) = check_worker(databases=["default"])
    assert warning.id == "grund.W001"
    assert warning.msg.startswith("0 mails and 1 jobs")


def test_an_app_that_is_missing_is_named():
    config = UtbildningConfig("utbildning", __import__("utbildning"))
    config.apps = SimpleNamespace(is_installed=lambda name: name not in ("personer", "django.contrib.sessions"))
    words = "The app utbildning needs personer, django.contrib.sessions: add them to INSTALLED_APPS, or take utbildning out."
    with pytest.raises(ImproperlyConfigured, match=words):
        config.import_models()
    assert isinstance(apps.get_app_config("grund"), GrundConfig)


def kinds(block):
    return list(block.child_blocks)


def test_a_site_adds_blocks_without_a_migration(settings):
    settings.NACKAMODELLEN = {}
    plain = BodyField(BodyBlock())
    settings.NACKAMODELLEN = {"BLOCKS": {"quoted": "wagtail.blocks.BlockQuoteBlock"}}
    field = BodyField(BodyBlock())
    assert kinds(field.stream_block)[-1] == "quoted"
    assert kinds(SectionBlock().child_blocks["body"])[-1] == "quoted"
    assert kinds(field.stream_block.child_blocks["section"].child_blocks["body"])[-1] == "quoted"
    assert field.deconstruct()[1:] == plain.deconstruct()[1:]
    assert field.deconstruct()[1] == "wagtail.fields.StreamField"
    assert field.clone().deconstruct()[1:] == plain.deconstruct()[1:]
    assert [name for name, _block in field.stream_block.deconstruct()[1][0]] == kinds(plain.stream_block)


@pytest.mark.parametrize(
    "name, place, words",
    [
        ("map", "no.such.Block", "cannot be imported"),
        ("map", "nothing", "cannot be imported"),
        ("map", 7, "cannot be imported"),
        ("map", "json.dumps", "no class of blocks"),
        ("map", "wagtail.models.Page", "no class of blocks"),
        ("text", "wagtail.blocks.CharBlock", "a block of that name already"),
    ],
)
def test_a_block_that_cannot_be_used_is_named(settings, name, place, words):
    settings.NACKAMODELLEN = {"BLOCKS": {name: place}}
    with pytest.raises(ImproperlyConfigured, match=words):
        BodyBlock()


@pytest.mark.parametrize(
    "address, ours, ids",
    [
        ("https://www.example.org", "", []),
        ("http://example.com", "", ["utbildning.W003"]),
        ("http://example.com", "https://kurser.example.org", []),
        (None, "", ["utbildning.E004"]),
        ("www.example.org", "", ["utbildning.E004"]),
        ("https://www.example.org", "kurser.example.org", ["utbildning.E004"]),
    ],
)
def test_links_in_mails_that_lead_nowhere(sound, address, ours, ids):
    sound.WAGTAILADMIN_BASE_URL = address
    sound.NACKAMODELLEN = {"COURSE_BASE_URL": ours}
    assert found() == ids
