"""Whoever edits people becomes nobody else by it, and takes no address that is somebody's."""

import pytest
from django.urls import reverse

from personer.models import Person
from personer.services import person_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def unlinked(db):
    return Person.objects.create(display_name="Lea Ledare", email="lea@example.org")


def sent(person, **values):
    """What the form sends for a person, changed."""
    data = {"display_name": person.display_name, "email": person.email or "", "user": person.user_id or ""}
    return {**data, "job_title": "", "unit": "", "phone": "", "active": "on", **values}


def edit(client, person, **values):
    response = client.post(reverse("people:edit", args=[person.pk]), sent(person, **values))
    person.refresh_from_db()
    return response


def test_only_administrators_link_a_person_to_an_account(as_user, cast, unlinked):
    assert edit(as_user("model_manager"), unlinked, user=cast["model_manager"].pk, job_title="Ny").status_code == 302
    assert (unlinked.user, unlinked.job_title) == (None, "Ny")
    edit(as_user("admin"), unlinked, user=cast["staff"].pk)
    assert unlinked.user == cast["staff"]
    edit(as_user("model_manager"), unlinked, user="")
    assert unlinked.user == cast["staff"]


def test_a_new_person_has_no_account(as_user, cast):
    new = Person(display_name="Ny Person", email="ny@example.org")
    for name in ("model_manager", "admin"):
        values = {"display_name": name, "email": f"{name}-ny@example.org", "user": cast["editor"].pk}
        assert as_user(name).post(reverse("people:add"), sent(new, **values)).status_code == 302
        assert (Person.objects.get(display_name=name).user is None) == (name == "model_manager")


def test_the_address_of_somebody_with_an_account_stays(as_user, cast):
    for name in ("model_manager", "staff"):
        person = person_for(cast[name])
        assert edit(as_user("model_manager"), person, email="offer@example.org", phone="08").status_code == 302
        assert (person.email, person.phone) == (f"{name}@example.org", "08")
    edit(as_user("admin"), person, email="ny@example.org")
    assert person.email == "ny@example.org"


def test_nobody_gives_a_person_the_address_of_an_account(as_user, cast, unlinked):
    """The account would be linked to the person when it acts for the first time."""
    response = edit(as_user("model_manager"), unlinked, email="Model_Manager@example.org")
    assert response.status_code == 200
    assert unlinked.email == "lea@example.org"
    edit(as_user("model_manager"), unlinked, email="lea.ledare@example.org")
    assert unlinked.email == "lea.ledare@example.org"
    edit(as_user("admin"), unlinked, email="staff@example.org")
    assert person_for(cast["staff"]) == unlinked


def test_the_account_says_which_address_is_proved(cast, unlinked):
    assert unlinked.account_email == ""
    person = person_for(cast["staff"])
    Person.objects.filter(pk=person.pk).update(email="annan@example.org")
    assert Person.objects.get(pk=person.pk).account_email == "staff@example.org"
