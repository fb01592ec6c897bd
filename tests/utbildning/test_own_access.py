"""Whose registration it is decides, and nothing else: ten roles, the own and a foreign occasion, every address."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from personer.models import Person
from personer.services import person_for
from tests.factories.courses import applicant, make_occasion, register
from tests.utbildning.test_lead_access import PAGES as LEADERS
from tests.utbildning.typed import ABOUT, all_rows, main_of, words_of
from utbildning import leader_urls, participant_urls, tokens
from utbildning.models import AccessToken, CourseRecord, NewDateWish, Registration
from utbildning.services import registrations, wishes
from utbildning.services.seats import token_end

pytestmark = pytest.mark.django_db
ROLES = (
    "anonymous",
    "token holder",
    "staff",
    "participant",
    "leader",
    "other leader",
    "training_manager",
    "editor",
    "model_manager",
    "admin",
)
BY_KEY = ("receipt", "edit", "cancel", "offer")
STRANGERS = ("anonymous", "token holder")
# Those of the addresses with a word where a form is sent.
ACTING = ("link_edit", "link_cancel", "link_offer", "confirm", "wish", "wish_withdraw")
BY_WORD = ("link", "link_edit", "link_cancel", "link_offer", "link_certificate")


@pytest.fixture
def world(course, occasion, cast):
    """(users by role, the participant's registration, somebody else's, the word of its link, numbers of certificates)."""
    people = dict(cast)
    for name in ("participant", "leader", "other leader"):
        people[name] = get_user_model().objects.create_user(name.replace(" ", ""), f"{name[:5]}@example.org", "x")
    leader = Person.objects.create(display_name="Ledare", email="l1@example.org", user=people["leader"])
    occasion.leader = leader
    occasion.save(update_fields=["leader"])
    other = Person.objects.create(display_name="Annan", email="l2@example.org", user=people["other leader"])
    make_occasion(course, in_days=60, leader=other)
    mine = register(occasion, 1, person=person_for(people["participant"]), email="parti@example.org")
    theirs = register(occasion, 2)
    word, digest = tokens.new()
    AccessToken.objects.create(token_hash=digest, registration=theirs, expires_at=token_end(occasion))
    numbers = []
    for number, registration in enumerate((mine, theirs)):
        record = CourseRecord.objects.create(
            registration=registration,
            person=registration.person,
            course=course,
            course_title=course.title,
            holder=registration.name,
            days=["2026-03-25"],
            number=f"AAAA-BBBB-CCCC-DD2{number + 2}",
            gives_certificate=True,
            issued_at=timezone.now(),
        )
        numbers.append(record.number)
    return people, mine, theirs, word, numbers


def client_of(role, people):
    client = Client()
    if role not in STRANGERS:
        client.force_login(people[role])
    return client


def answer(client, method, name, **kwargs):
    response = getattr(client, method)(reverse(f"anmalan:{name}", kwargs=kwargs))
    if response.status_code == 302 and "/logga-in/" in response["Location"]:
        return "login"
    return response.status_code


def nobody_changed():
    return list(Registration.objects.order_by("pk").values())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_key_opens_only_for_its_owner(role, method, world):
    people, mine, theirs, _word, numbers = world
    client = client_of(role, people)
    before = nobody_changed()
    refusal = "login" if role in STRANGERS else 404
    for name in BY_KEY:
        for registration in (theirs, mine):
            if role == "participant" and registration is mine:
                if method == "get":
                    assert answer(client, method, name, key=registration.key) in (200, 302), name
                continue
            assert answer(client, method, name, key=registration.key) == refusal, (name, registration is mine)
    own, foreign = (answer(client, "get", "certificate", number=number) for number in numbers)
    assert own == (200 if role == "participant" else refusal)
    assert foreign == refusal
    assert nobody_changed() == before


@pytest.mark.parametrize("role", ROLES)
def test_a_word_opens_its_registration_for_whoever_holds_it_and_no_other(role, world):
    people, mine, theirs, word, _numbers = world
    client = client_of(role, people)
    for name in BY_WORD:
        assert answer(client, "get", name, word=word) in (200, 302), name
        for wrong in (word[:-1], word + "x", str(mine.key), "", "a"):
            if wrong:
                assert answer(client, "get", name, word=wrong) == 404, (name, wrong)
    page = client.get(reverse("anmalan:link", kwargs={"word": word})).content.decode()
    assert theirs.email in page
    assert mine.email not in page


def offered(course):
    """A registration with a seat that is held for it."""
    occasion = make_occasion(course, in_days=2, seats=1)
    first, second = register(occasion, 21), register(occasion, 22)
    registrations.cancel(first.pk)
    second.refresh_from_db()
    return second


def fresh(name, course):
    """(word of a link that the address ``name`` takes, what it is about, what is sent there) with everything new."""
    if name == "confirm":
        occasion = make_occasion(course, in_days=70)
        registrations.request_by_email(occasion.pk, applicant(23))
        return words_of("please_confirm")[-1], occasion, {}
    if name.startswith("wish"):
        wishes.wish(course, "kim@example.org", language="sv", confirmed=False)
        return words_of("confirm_wish")[-1], course, {}
    registration = offered(course) if name == "link_offer" else register(make_occasion(course, in_days=80), 24)
    word, digest = tokens.new()
    AccessToken.objects.create(
        token_hash=digest, registration=registration, expires_at=token_end(registration.occasion)
    )
    return word, registration, {**ABOUT, "name": "Nytt Namn"} if name == "link_edit" else {}


def done(name, about):
    """Whether what the address is for has been done."""
    if name == "confirm":
        return list(about.registrations.values_list("email", "state", "person")) == [
            ("deltagare23@example.org", "confirmed", None)
        ]
    if name == "wish":
        return NewDateWish.objects.get().confirmed_at is not None
    if name == "wish_withdraw":
        return not NewDateWish.objects.exists()
    about.refresh_from_db()
    return {
        "link_edit": about.name == "Nytt Namn",
        "link_cancel": about.state == "cancelled",
        "link_offer": about.state == "confirmed",
    }[name]


def others(about):
    """Everybody's registration but the one that it is about."""
    keys = {"pk": about.pk} if isinstance(about, Registration) else {"occasion": getattr(about, "pk", None)}
    return list(Registration.objects.exclude(**keys).order_by("pk").values())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ACTING)
def test_whoever_holds_a_link_may_act_by_it_and_only_for_its_registration(role, name, world, course, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_GUESSES_PER_ADDRESS": 1000}
    people, mine, _theirs, other_word, _numbers = world
    client = client_of(role, people)
    word, about, data = fresh(name, course)
    before, kept = all_rows(), others(about)
    for wrong in (word[:-1], word + "x", str(mine.key), mine.occasion.slug, "a", tokens.new()[0]):
        response = client.post(reverse(f"anmalan:{name}", kwargs={"word": wrong}), data)
        assert response.status_code == 404, wrong
    if not name.startswith("link"):  # the word of a registration's link is of another kind
        assert client.post(reverse(f"anmalan:{name}", kwargs={"word": other_word}), data).status_code == 404
    # To look, by GET or HEAD, is not to act.
    for ask in (client.get, client.head):
        assert ask(reverse(f"anmalan:{name}", kwargs={"word": word})).status_code in (200, 302)
    assert all_rows() == before
    assert not done(name, about)
    response = client.post(reverse(f"anmalan:{name}", kwargs={"word": word}), data)
    assert response.status_code in (200, 302)
    assert "/logga-in/" not in response.get("Location", "")
    assert done(name, about)
    assert others(about) == kept


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["confirm", "wish"])
def test_the_pages_that_confirm_an_address_show_whose_it_is_to_whoever_holds_the_link(role, name, world, course):
    people, mine, theirs, _word, _numbers = world
    word, _about, _data = fresh(name, course)
    client = client_of(role, people)
    before = all_rows()
    response = client.get(reverse(f"anmalan:{name}", kwargs={"word": word}))
    assert response.status_code == 200
    text = main_of(response)
    assert {"confirm": "deltagare23@example.org", "wish": "kim@example.org"}[name] in text
    assert mine.email not in text
    assert theirs.email not in text
    assert all_rows() == before


@pytest.mark.parametrize("role", ROLES)
def test_only_ones_own_wish_is_taken_back_without_a_link(role, world, course):
    people = world[0]
    client = client_of(role, people)
    own = people[role].email if role not in STRANGERS else "ingen@example.org"
    for email in (own, "kim@example.org"):
        wishes.wish(course, email, language="sv", confirmed=True)
    mine, theirs = NewDateWish.objects.order_by("pk")
    for wish in (theirs, mine):
        assert answer(client, "get", "wish_withdraw_own", pk=wish.pk) == ("login" if role in STRANGERS else 302)
        assert NewDateWish.objects.count() == 2
    refusal = "login" if role in STRANGERS else 404
    assert answer(client, "post", "wish_withdraw_own", pk=theirs.pk) == refusal
    assert answer(client, "post", "wish_withdraw_own", pk=987654) == refusal
    assert answer(client, "post", "wish_withdraw_own", pk=mine.pk) == ("login" if role in STRANGERS else 302)
    assert set(NewDateWish.objects.all()) == ({mine, theirs} if role in STRANGERS else {theirs})


# name: what a GET by somebody who is not signed in, and by somebody who is, gets. The same for each role and occasion.
OPEN = {
    "form": (200, 200),
    "sent": (200, 200),
    "lost_link": (200, 200),
    "wish_form": (200, 200),
    "mine": ("login", 200),
    "leading": ("login", 200),
}


@pytest.mark.parametrize("role", ROLES)
def test_the_pages_that_are_about_nobody_open_for_all_who_may(role, world, course):
    people, mine, theirs, _word, _numbers = world
    client = client_of(role, people)
    before = all_rows()
    for name, (stranger, known) in OPEN.items():
        for occasion in {mine.occasion, course.occasions.exclude(pk=mine.occasion_id).get()}:
            kwargs = {"form": {"pk": occasion.pk}, "wish_form": {"course": course.pk}}.get(name, {})
            wanted = stranger if role in STRANGERS else known
            if name == "form" and role == "participant" and occasion == mine.occasion:
                wanted = 302  # to the receipt
            assert answer(client, "get", name, **kwargs) == wanted, (name, occasion.pk)
    if role not in STRANGERS:
        for name in ("mine", "leading"):
            text = client.get(reverse(f"anmalan:{name}")).content.decode()
            assert theirs.email not in text
            assert theirs.name not in text
    assert all_rows() == before


def test_every_address_is_in_one_of_the_tables():
    names = {pattern.name for pattern in (*participant_urls.urlpatterns, *leader_urls.urlpatterns)}
    by_word = {*BY_WORD, *ACTING}
    tables = [set(BY_KEY), by_word, set(OPEN), set(LEADERS), {"certificate", "verify", "wish_withdraw_own"}]
    assert names == set().union(*tables)
    assert len(names) == sum(map(len, tables))


@pytest.mark.parametrize("role", ROLES)
def test_the_page_that_verifies_says_nothing_about_anybody(role, world):
    people, mine, _theirs, _word, numbers = world
    client = client_of(role, people)
    right = client.get(reverse("anmalan:verify", kwargs={"number": numbers[0]}))
    wrong = client.get(reverse("anmalan:verify", kwargs={"number": "ZZZZ-ZZZZ-ZZZZ-ZZZZ"}))
    assert (right.status_code, wrong.status_code) == (200, 404)
    for page in (right, wrong):
        main = page.content.decode().partition("<main")[2].partition("</main>")[0]
        assert mine.name not in main
        assert mine.occasion.course.title not in main
