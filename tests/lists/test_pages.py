"""Lists of pages show each visitor what that visitor may see: the quartet, for every list."""

import json
from datetime import date

import pytest
import time_machine

from modellen.models import RoleGuidePage
from personer.roles import ROLE_CODES
from tests.factories import (
    CoursePageFactory,
    NewsPageFactory,
    ObjectPageFactory,
    RoleGuidePageFactory,
    StandardPageFactory,
)
from tests.factories.courses import make_occasion

from .conftest import FINDS, WORDS, found

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel(f"{TODAY}T09:00:00+01:00"):
        yield


def a_course(day, **fields):
    """A course that is held once."""
    course = CoursePageFactory(**fields)
    make_occasion(course, in_days=(day - TODAY).days)
    return course


def course_fields(state, number):
    """A day of its own in April for each."""
    return {"day": date(2026, 4, number + 7)}


def role_fields(state, number):
    return {"role": ROLE_CODES[number], "summary": f"Sammanfattning {WORDS[state]}."}


def object_fields(state, number):
    return {"code": "ABCDEFG"[number] * 3}


ROLE_STATES = ("live", "draft", "login", "group", "below")  # one for each role
KINDS = {
    "news": (NewsPageFactory, "nyheter", lambda state, number: {}, tuple(WORDS)),
    "courses": (a_course, "utbildning", course_fields, tuple(WORDS)),
    "objects": (ObjectPageFactory, "objekt", object_fields, tuple(WORDS)),
    "roles": (RoleGuidePageFactory, "roller", role_fields, ROLE_STATES),
}
# (what the list holds, where it stands)
LISTS = [
    ("news", "/"),
    ("news", "/nyheter/"),
    ("news", "/nyheter/?amne=model"),
    ("news", "/nyheter/flode/"),
    ("courses", "/"),
    ("courses", "/utbildning/"),
    ("courses", "/utbildning/gullregn/"),
    ("courses", "/utbildning/gullregn/?page=2"),
    ("courses", "/arshjul/"),
    ("courses", "/arshjul/?ar=2026"),
    ("courses", "/arshjul/kalender/"),
    ("objects", "/"),
    ("objects", "/objekt/"),
    ("roles", "/"),
    ("roles", "/roller/"),
]


@pytest.mark.parametrize(("kind", "address"), LISTS, ids=[f"{kind} {address}" for kind, address in LISTS])
def test_a_list_shows_what_the_visitor_may_see(kind, address, in_all_states, index_page, as_user):
    factory, slug, fields, states = KINDS[kind]
    in_all_states(factory, index_page(slug), fields, states)
    assert {who: found(as_user(who).get(address)) for who in FINDS} == FINDS


def test_the_object_map_draws_what_the_visitor_may_see(in_all_states, index_page, as_user):
    made = in_all_states(ObjectPageFactory, index_page("objekt"), object_fields)
    for who, states in FINDS.items():
        for address in ("/objekt/", "/"):
            text = as_user(who).get(address).content.decode()
            drawn = {state for state, page in made.items() if f">{page.code}</text>" in text}
            assert drawn == states, (who, address)


def test_an_object_counts_only_what_the_visitor_may_see(in_all_states, index_page, as_user):
    in_all_states(ObjectPageFactory, index_page("objekt"), object_fields)
    for who, states in FINDS.items():
        assert as_user(who).get("/objekt/gullregn/").content.count(b"object-map__other") == len(states) - 1, who


@pytest.mark.parametrize("in_menus", [True, False])
def test_the_menu_and_the_footer(in_menus, in_all_states, site, as_user):
    states = tuple(state for state in WORDS if state != "below")
    in_all_states(StandardPageFactory, site, lambda state, number: {"show_in_menus": in_menus}, states)
    for address in ("/", "/sok/", "/finns-inte/"):
        for who, seen in FINDS.items():
            text = as_user(who).get(address).content.decode()
            assert {state for state in states if WORDS[state] in text} == seen, (address, who)


def test_below_a_draft_nothing_is_in_the_menu(site, as_user):
    StandardPageFactory(parent=site, title=WORDS["live"], show_in_menus=True)
    type(site).objects.filter(pk=site.pk).update(live=False)
    for address in ("/sok/", "/finns-inte/"):
        assert WORDS["live"] not in as_user("admin").get(address).content.decode()


def test_the_colleagues_of_a_role(in_all_states, index_page, as_user):
    roles = in_all_states(RoleGuidePageFactory, index_page("roller"), role_fields, ROLE_STATES)
    guide = RoleGuidePage.objects.get(pk=roles["live"].pk)
    guide.collaborates = json.dumps([{"type": "role", "value": code, "id": code} for code in ROLE_CODES])
    guide.save()
    assert {who: found(as_user(who).get(guide.url)) for who in FINDS} == FINDS


def test_the_training_of_a_role(in_all_states, index_page, as_user):
    courses = in_all_states(a_course, index_page("utbildning"), course_fields)
    guide = RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare")
    guide.training = json.dumps([{"type": "course", "value": page.pk, "id": str(page.pk)} for page in courses.values()])
    guide.save()
    assert {who: found(as_user(who).get(guide.url)) for who in FINDS} == FINDS


def test_the_page_itself(in_all_states, index_page, as_user):
    """200 for whoever may see it; the log-in for a closed page; 404 for everything else."""
    made = in_all_states(NewsPageFactory, index_page("nyheter"))
    for who, states in FINDS.items():
        for state, page in made.items():
            address = "/dold/underviol/" if state == "below" else f"/nyheter/{page.slug}/"
            response = as_user(who).get(address)
            if state in states:
                assert response.status_code == 200, (who, state)
            elif state in ("login", "group"):
                assert response.status_code == 302, (who, state)
                assert response["Location"].startswith("/logga-in/?next=")
                assert "no-store" in response["Cache-Control"]
            else:
                assert response.status_code == 404, (who, state)


def test_a_date_of_a_course_is_as_closed_as_the_course(in_all_states, index_page, as_user):
    made = in_all_states(a_course, index_page("utbildning"), course_fields)
    for who, states in FINDS.items():
        for state, page in made.items():
            course = "/dold/underviol/" if state == "below" else f"/utbildning/{page.slug}/"
            for below in ("", "kalender/"):
                address = f"{course}{page.occasions.get().slug}/{below}"
                status = as_user(who).get(address).status_code
                expected = 200 if state in states else 302 if state in ("login", "group") else 404
                assert status == expected, (who, state, address)


def test_a_routable_page_below_a_draft_is_gone_with_all_its_addresses(site, client):
    """Wagtail's mixin answers before the base page is asked."""
    type(site).objects.filter(pk=site.pk).update(live=False)
    for address in ("/", "/nyheter/", "/nyheter/flode/", "/arshjul/", "/arshjul/kalender/", "/roller/"):
        assert client.get(address).status_code == 404, address


def test_an_alias_of_a_closed_page_is_as_closed_as_its_source(site, index_page, as_user, restricted):
    source = NewsPageFactory(parent=index_page("nyheter"), title="Källan")
    alias = source.create_alias(parent=index_page("nyheter"), update_slug="alias", update_locale=None)
    type(source).objects.filter(pk=alias.pk).update(title=WORDS["login"])
    restricted(source, "login")
    for address in ("/", "/nyheter/", "/nyheter/flode/", "/sitemap.xml"):
        assert WORDS["login"] not in as_user().get(address).content.decode(), address
    assert as_user().get("/nyheter/alias/").status_code == 302
    assert "/alias/" not in as_user().get("/sitemap.xml").content.decode()
    assert WORDS["login"] in as_user("staff").get("/nyheter/").content.decode()


def test_a_page_goes_and_comes_when_its_day_has_come(index_page, client):
    """The worker's job does it: what is due is published, what has expired is closed."""
    from django.utils import timezone

    from grund.jobs import publish_scheduled

    coming = NewsPageFactory(parent=index_page("nyheter"), title=WORDS["scheduled"], live=False)
    coming.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    coming.save_revision(approved_go_live_at=coming.go_live_at)
    coming.save()
    going = NewsPageFactory(parent=index_page("nyheter"), title=WORDS["expired"])
    going.expire_at = timezone.now() + timezone.timedelta(hours=1)
    going.save()
    publish_scheduled()
    assert found(client.get("/nyheter/")) == {"expired"}
    with time_machine.travel(f"{TODAY}T12:00:00+01:00"):
        publish_scheduled()
        assert found(client.get("/nyheter/")) == {"scheduled"}
        assert client.get(coming.url).status_code == 200
        assert client.get(going.url).status_code == 404
