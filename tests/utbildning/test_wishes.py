"""Tell me about new dates."""

import pytest
from django.utils.translation import gettext, override

from grund.models import OutboxMail
from tests.factories.courses import make_course
from tests.sql import statements_of
from tests.utbildning.typed import all_rows, main_of, path_of, problems_of, url, words_of
from utbildning.models import NewDateWish

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(course):
    return url("wish_form", course=course.pk)


def test_one_button_for_who_is_signed_in(as_user, course, page):
    client = as_user("staff")
    text = main_of(client.get(page))
    assert "staff@example.org" in text
    assert 'name="email"' not in text
    for _ in range(2):
        assert client.post(page)["Location"] == f"{page}?tack=1"
    wish = NewDateWish.objects.get()
    assert (wish.course, wish.email) == (course, "staff@example.org")
    assert wish.confirmed_at
    assert not OutboxMail.objects.exists()
    assert gettext("We write to you when the course has a new date") in main_of(client.get(f"{page}?tack=1"))


def test_others_confirm_their_address(client, settings, course, page):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    response = client.post(page, {"email": "noa@annan.se"})
    assert response.status_code == 422
    assert "@example.org" in problems_of(response)
    assert client.post(page, {"email": "Noa@example.org"})["Location"] == f"{page}?tack=1"
    assert NewDateWish.objects.get().confirmed_at is None
    link = url("wish", word=words_of()[0])
    assert "Noa@example.org" in main_of(client.get(link))
    assert NewDateWish.objects.get().confirmed_at is None
    for _ in range(2):
        assert path_of(client.post(link)) == link
    assert NewDateWish.objects.get().confirmed_at
    assert gettext("We write to you when the course has a new date") in main_of(client.get(link))


def test_a_known_address_gets_the_same_answer(client, settings, course, page):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    client.post(page, {"email": "noa@example.org"})
    client.post(url("wish", word=words_of()[0]))
    known, unknown = (client.post(page, {"email": f"{name}@example.org"}) for name in ("noa", "mio"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert OutboxMail.objects.count() == 2


def test_a_second_link_confirms_the_first_wish(client, settings, course, page):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    for _ in range(2):
        client.post(page, {"email": "noa@example.org"})
    for word in words_of():
        assert client.post(url("wish", word=word)).status_code == 302
    assert NewDateWish.objects.count() == 1


def test_a_wish_is_taken_back(client, settings, course, page):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    client.post(page, {"email": "noa@example.org"})
    word = words_of()[0]
    back = url("wish_withdraw", word=word)
    assert path_of(client.get(back)) == url("wish", word=word)
    assert NewDateWish.objects.exists()
    assert gettext("We will not write to you") in main_of(client.post(back))
    assert not NewDateWish.objects.exists()
    assert client.post(back).status_code == 404


def test_without_domains_one_signs_in(client, settings, page):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": []}
    text = main_of(client.get(page))
    assert "<form" not in text
    assert "/logga-in/?next=" in text
    assert client.post(page, {"email": "noa@example.org"}).status_code == 403
    assert not NewDateWish.objects.exists()


def test_no_inbox_is_flooded(client, settings, page):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_MAILS_PER_RECIPIENT": 2}
    answers = {client.post(page, {"email": "noa@example.org"})["Location"] for _ in range(5)}
    assert answers == {f"{page}?tack=1"}
    assert OutboxMail.objects.count() == 2
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_TRIES_PER_ADDRESS": 1}
    response = client.post(page, {"email": "mio@example.org"})
    assert response.status_code == 429
    assert "mio@example.org" in main_of(response)


def test_courses_that_are_not_shown_are_404(client, index_page):
    hidden = make_course(index_page("utbildning"), slug="dold", live=False)
    for number in (hidden.pk, index_page("utbildning").pk, 10**30, 0):
        assert client.get(url("wish_form", course=number)).status_code == 404
        assert client.post(url("wish_form", course=number)).status_code == 404


def test_the_wish_belongs_to_the_source_page(as_user, english_home, course, index_page):
    from wagtail.models import Locale

    english = Locale.objects.get(language_code="en")
    index_page("utbildning").copy_for_translation(english).save_revision().publish()
    translated = course.copy_for_translation(english)
    translated.title = "Basic training"
    translated.save_revision().publish()
    address = url("wish_form", "en", course=translated.pk)
    client = as_user("staff")
    before = all_rows()
    text = main_of(client.get(address))
    assert all_rows() == before
    assert "Basic training" in text
    with override("en"):
        assert gettext("Tell me about new dates") in text
    client.post(address)
    wish = NewDateWish.objects.get()
    assert (wish.course, wish.language) == (course, "en")


def test_the_page_asks_little(as_user, page):
    statements_of(as_user("staff"), page).check()


# --- One's own, signed in -------------------------------------------------------------------------------


@pytest.fixture
def own(as_user, page):
    as_user("staff").post(page)
    return NewDateWish.objects.get()


def test_a_wish_of_ones_own_is_taken_back(as_user, own, page):
    client, back = as_user("staff"), url("wish_withdraw_own", pk=own.pk)
    for where in (url("mine"), page, f"{page}?tack=1"):
        assert f'action="{back}"' in main_of(client.get(where)), where
    assert path_of(client.get(back)) == url("mine")
    assert NewDateWish.objects.exists()
    response = client.post(back)
    assert response["Location"] == f"{url('mine')}?borttagen=1"
    assert gettext("Your wish is removed. We will not write to you.") in main_of(client.get(response["Location"]))
    assert not NewDateWish.objects.exists()
    assert client.post(back).status_code == 404
    assert gettext("Tell me") in main_of(client.get(f"{page}?tack=1"))  # the page says no longer that we shall write


def test_nobody_takes_back_somebody_elses(as_user, cast, own):
    from personer.services import person_for

    back = url("wish_withdraw_own", pk=own.pk)
    assert path_of(as_user(None).post(back)) == "/logga-in/"
    person = person_for(cast["editor"])
    type(person).objects.filter(pk=person.pk).update(email="x@example.org")
    type(person).objects.filter(pk=person.pk).update(email=own.email)  # what is written about a person opens nothing
    for name in ("editor", "model_manager", "admin"):
        assert as_user(name).post(back).status_code == 404
        assert back not in main_of(as_user(name).get(url("mine")))
    cast["training_manager"].email = ""
    cast["training_manager"].save()
    NewDateWish.objects.update(email_norm="")
    assert as_user("training_manager").post(back).status_code == 404
    for number in (0, own.pk + 1, 10**30):
        assert as_user("staff").post(url("wish_withdraw_own", pk=number)).status_code == 404
    assert NewDateWish.objects.exists()


def test_a_forged_or_too_frequent_form_takes_nothing_back(cast, own, settings):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["staff"])
    back = url("wish_withdraw_own", pk=own.pk)
    response = client.post(back)
    assert response.status_code == 403
    assert problems_of(response)
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_TRIES_PER_ADDRESS": 1}
    client = Client()
    client.force_login(cast["staff"])
    client.post(url("lost_link"), {"email": "x"})
    response = client.post(back)
    assert response.status_code == 429
    assert problems_of(response)
    assert NewDateWish.objects.exists()


def test_an_account_without_address_confirms_one(as_user, cast, settings, page):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    cast["staff"].email = ""
    cast["staff"].save()
    client = as_user("staff")
    assert 'name="email"' in main_of(client.get(page))
    client.post(page, {"email": "noa@example.org"})
    assert NewDateWish.objects.get().confirmed_at is None
