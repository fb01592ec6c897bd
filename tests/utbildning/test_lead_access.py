"""Who may do what on the pages of leaders: every address, every role, one's own course and somebody else's."""

import re

import pytest
from django.test import Client

from grund.models import AuditEvent, OutboxMail
from personer.services import person_for
from tests.factories.courses import make_occasion, register
from tests.utbildning.lead_cast import make_leader, signed_in, url
from utbildning import tokens
from utbildning.models import AccessToken, Attendance, Occasion, Registration
from utbildning.services.seats import token_end
from utbildning.views.attendance import code_of

pytestmark = pytest.mark.django_db
VIEW, MANAGE = "view", "manage"
ROLES = (
    "anonymous",
    "token_holder",
    "staff",
    "participant",
    "leader",
    "other_leader",
    "training_manager",
    "model_manager",
    "editor",
    "admin",
)
STRANGERS = ("anonymous", "token_holder")  # nobody has signed in
# name: (who gets in, what a GET gets then, what an empty POST gets then)
PAGES = {
    "participants": (VIEW, 200, 405),
    "export": (VIEW, 200, 405),
    "attendance": (VIEW, 302, 405),
    "badges": (VIEW, 200, 405),
    "leader_certificate": (VIEW, 409, 405),
    "attendance_day": (VIEW, 200, 302),
    "add": (MANAGE, 200, 422),
    "import": (MANAGE, 200, 422),
    "message": (MANAGE, 200, 422),
    "seats": (MANAGE, 200, 422),
    "hold": (MANAGE, 200, 422),
    "cancel_occasion": (MANAGE, 200, 422),
    "resend": (MANAGE, 302, 422),
    "remove": (MANAGE, 200, 409),
    "checkin": (MANAGE, 200, 404),  # the day is missing
}


def address(name, occasion, registration):
    if name == "checkin":
        return url("checkin", code=code_of(registration))
    extra = {
        "attendance_day": {"day": occasion.days.first().pk},
        "leader_certificate": {"key": registration.key},
        "remove": {"key": registration.key},
        "resend": {"mail": OutboxMail.objects.filter(about=registration.about).first().pk},
    }
    return url(name, occasion, **extra.get(name, {}))


@pytest.fixture
def world(course, occasion, cast, django_user_model):
    """Two occasions of two leaders, each with one participant."""
    other = make_occasion(course, in_days=50)
    people = {
        **cast,
        "leader": make_leader(occasion, django_user_model),
        "other_leader": make_leader(other, django_user_model, "annan"),
        "participant": django_user_model.objects.create_user("deltagare", "deltagare1@example.org", "x"),
    }
    mine = register(occasion, 1, person=person_for(people["participant"]))
    return people, [(occasion, mine), (other, register(other, 2))]


def client_of(role, people, registration):
    """A browser; that of whoever holds a participant's link has just opened it."""
    if role not in STRANGERS:
        return signed_in(people[role])
    client = Client()
    if role == "token_holder":
        word, digest = tokens.new()
        AccessToken.objects.create(
            token_hash=digest, registration=registration, expires_at=token_end(registration.occasion)
        )
        assert client.get(url("link", word=word)).status_code == 200
    return client


def expected(role, name, own, method):
    """The status for a role; ``own``: whether it is the occasion of "leader" (else that of "other_leader")."""
    who, get, post = PAGES[name]
    if method == "post" and post == 405:
        return 405
    if role in STRANGERS:
        return "login"
    manages = role in ("training_manager", "admin") or role == ("leader" if own else "other_leader")
    if manages:
        return get if method == "get" else post
    if role == "model_manager":
        return get if who == VIEW and method == "get" else 403
    return 404


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_every_role_as_the_table_says(role, world):
    people, occasions = world
    client = client_of(role, people, occasions[0][1])
    before = list(Registration.objects.order_by("pk").values()), list(Occasion.objects.order_by("pk").values("status"))
    wrong = []
    for occasion, registration in occasions:
        own = occasion == occasions[0][0]
        for name in PAGES:
            for method in ("get", "post"):
                answer = getattr(client, method)(address(name, occasion, registration))
                found = answer.status_code
                if found == 302 and "/logga-in/" in answer["Location"]:
                    found = "login"
                wanted = expected(role, name, own, method)
                if found != wanted:
                    wrong.append(f"{method} {name} own={own}: {found}, not {wanted}")
    assert not wrong, "\n".join(wrong)
    assert before == (
        list(Registration.objects.order_by("pk").values()),
        list(Occasion.objects.order_by("pk").values("status")),
    )
    # Whoever is known and refused is noted, once a minute for each occasion.
    noted = AuditEvent.objects.filter(action="access.refused").values_list("by", "about")
    mine, theirs = (occasion.about for occasion, _registration in occasions)
    about = {"leader": [theirs], "other_leader": [mine]}.get(role, [mine, theirs])
    if role in (*STRANGERS, "training_manager", "admin"):
        about = []
    assert set(noted) == {(people[role].pk, each) for each in about}
    assert len(noted) <= 2 * len(about)


def test_no_acting_address_takes_a_form_without_its_key(world):
    people, [(occasion, registration), _other] = world
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["leader"])
    day = occasion.days.first().pk
    data = {"reason": "Ledaren är sjuk", "seats": "1", "version": registration.version, "day": day, "do": "present"}
    for name, (_who, _get, post) in PAGES.items():
        if post != 405:
            assert client.post(address(name, occasion, registration), data).status_code == 403, name
    assert Occasion.objects.get(pk=occasion.pk).status == "open"
    assert Registration.objects.get(pk=registration.pk).is_active
    assert not Attendance.objects.exists()


def test_an_answer_is_never_kept_by_a_cache(world):
    people, [(occasion, registration), _other] = world
    client = signed_in(people["leader"])
    for name in PAGES:
        assert "no-store" in client.get(address(name, occasion, registration))["Cache-Control"], name
    assert "no-store" in client.get(url("leading"))["Cache-Control"]


def test_the_list_holds_only_what_one_may_see(world):
    people, [(occasion, mine), (other, _theirs)] = world
    for role in STRANGERS:
        assert "/logga-in/" in client_of(role, people, mine).get(url("leading"))["Location"]
    for role, sees in {
        "staff": (False, False),
        "participant": (False, False),
        "editor": (False, False),
        "leader": (True, False),
        "other_leader": (False, True),
        "training_manager": (True, True),
        "model_manager": (True, True),
        "admin": (True, True),
    }.items():
        text = signed_in(people[role]).get(url("leading")).content.decode()
        assert (url("participants", occasion) in text, url("participants", other) in text) == sees, role


def _bare(response):
    """A page without what differs between any two answers: the form's key and the words of its address."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"\b(\d+|[0-9a-f]{8} [0-9a-f ]+)\b", "#", text)


def test_row_29_the_course_of_another_is_as_one_that_does_not_exist_and_is_logged(world, django_user_model):
    people, [_own, (other, registration)] = world
    client = signed_in(people["leader"])
    for name in ("participants", "export", "leader_certificate", "attendance", "badges", "message"):
        theirs = client.get(address(name, other, registration))
        missing = client.get(address(name, other, registration).replace(f"/{other.pk}/", "/987654/", 1))
        assert theirs.status_code == missing.status_code == 404
        assert _bare(theirs) == _bare(missing), name
    assert client.get(url("export", other), {"format": "csv"}).status_code == 404
    events = AuditEvent.objects.filter(action="access.refused")
    assert {(event.by_id, event.about) for event in events} == {(people["leader"].pk, other.about)}
    assert events.count() == 1  # seven tries within a minute
    assert not AuditEvent.objects.filter(action="occasion.exported").exists()


def test_a_participant_of_another_course_is_not_found_below_ones_own(world):
    people, [(occasion, _mine), (other, theirs)] = world
    client = signed_in(people["leader"])
    mail = OutboxMail.objects.filter(about=theirs.about).first()
    assert client.post(url("remove", occasion, key=theirs.key), {"version": theirs.version}).status_code == 404
    assert client.get(url("leader_certificate", occasion, key=theirs.key)).status_code == 404
    assert client.post(url("resend", occasion, mail=mail.pk)).status_code == 404
    assert client.get(url("attendance_day", occasion, day=other.days.first().pk)).status_code == 404
    assert Registration.objects.get(pk=theirs.pk).is_active


def test_who_only_looks_sees_no_button_and_no_needs(world):
    people, [(occasion, registration), _other] = world
    register(occasion, 5, needs="Glutenfritt")
    text = signed_in(people["model_manager"]).get(url("participants", occasion)).content.decode()
    assert registration.name in text
    assert "Glutenfritt" not in text
    assert "avboka" not in text
    assert "<button" not in text.split("<main")[1].split("</main>")[0]
    sheet = address("attendance_day", occasion, registration)
    assert 'type="radio"' not in signed_in(people["model_manager"]).get(sheet).content.decode()
    assert "Glutenfritt" in signed_in(people["leader"]).get(url("participants", occasion)).content.decode()


def test_a_leader_who_has_left_or_was_replaced_gets_in_no_more(world):
    people, [(occasion, _mine), _other] = world
    client = signed_in(people["leader"])
    assert client.get(url("participants", occasion)).status_code == 200
    person = person_for(people["leader"])
    person.active = False
    person.save()
    assert client.get(url("participants", occasion)).status_code == 404
