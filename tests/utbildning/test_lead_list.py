"""The list of participants: what stands in it, the state of mails, needs, and what it costs."""

import re

import pytest
import time_machine

from grund.models import OutboxMail
from tests.factories.courses import make_occasion, register
from tests.sql import statements_of
from tests.utbildning.lead_cast import make_leader, signed_in, url
from utbildning.models import CourseQuestion, Registration
from utbildning.services import occasions, registrations

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(occasion, django_user_model):
    """A client of the occasion's leader."""
    return signed_in(make_leader(occasion, django_user_model))


def main(answer):
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_groups_stand_in_order_with_the_queue_in_its_own(lead, occasion):
    occasions.set_capacity(occasion.pk, 2)
    rows = [register(occasion, number, name=name) for number, name in enumerate(["Öla", "Ärla", "Åke", "Bo"])]
    registrations.cancel(rows[0].pk, cancelled_by="leader")  # Åke moves up
    register(occasion, 9, name="Ann")
    text = words(main(lead.get(url("participants", occasion))))
    order = [
        text.index(part) for part in ("Have a seat (2)", "Åke", "Ärla", "Wait in the queue (2)", "1. Bo", "2. Ann")
    ]
    order += [text.index("Are cancelled (1)"), text.index("Öla")]
    assert order == sorted(order)
    assert "2 of 2 seats taken, 2 wait." in text


def test_a_row_says_what_is_known(lead, occasion, course):
    question = CourseQuestion.objects.create(
        course=course, label="Vad hoppas du på?", label_en="Your hope?", purpose="x"
    )
    register(
        occasion,
        1,
        unit="Digitalisering",
        role_code="object_lead_it",
        object_code="SAM",
        manager_informed=True,
        suspected_machine=True,
        answers={question.pk: "Att lära"},
    )
    text = words(main(lead.get(url("participants", occasion))))
    for part in ("deltagare1@example.org", "Digitalisering", "Object SAM", "The manager is informed", "Att lära"):
        assert part in text
    assert "A machine may have filled in the form" in text
    assert "Your hope?" in text
    assert "Vad hoppas du på?" in main(lead.get(url("participants", occasion, language="sv")))


def test_the_page_speaks_the_language_of_its_address(lead, occasion, course, english_home):
    for language in ("sv", "en"):
        for name in ("leading", "participants", "add", "seats", "badges", "export"):
            answer = lead.get(url(name, None if name == "leading" else occasion, language=language))
            assert answer.status_code == 200
            assert f'<html lang="{language}">' in answer.content.decode()


def test_a_page_of_another_language_bears_its_own_title(lead, occasion, course, english_home):
    from wagtail.models import Locale

    index = course.get_parent().copy_for_translation(Locale.objects.get(language_code="en"))
    index.save_revision().publish()
    english = course.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Basic training"
    english.save_revision().publish()
    assert "Basic training" in main(lead.get(url("participants", occasion)))
    assert "Basic training" in main(lead.get(url("leading")))
    assert "Basic training" not in main(lead.get(url("participants", occasion, language="sv")))


def test_row_10_nothing_that_was_typed_is_run(lead, occasion, course):
    evil = '<script>alert("x")</script>'
    question = CourseQuestion.objects.create(course=course, label=evil, purpose=evil)
    row = register(occasion, 1, name=evil, unit=evil, object_code="<b>", needs=evil, answers={question.pk: evil})
    OutboxMail.objects.filter(about=row.about).update(state="failed", last_error=evil)
    pages = [
        url("participants", occasion),
        url("attendance_day", occasion, day=occasion.days.first().pk),
        url("badges", occasion),
        url("remove", occasion, key=row.key),
        url("export", occasion),
    ]
    for page in pages:
        text = lead.get(page).content.decode()
        assert "<script>" not in text, page
        assert "&lt;script&gt;" in text, page
    data = {"group": "confirmed", "subject": evil, "body": evil, "step": "preview"}
    text = lead.post(url("message", occasion), data).content.decode()
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") >= 4


# --- Mails --------------------------------------------------------------------------------------


def fail(registration, **values):
    """The registration's first mail as one that could not be sent, its secret gone as the outbox leaves it."""
    mail = OutboxMail.objects.filter(about=registration.about).order_by("pk").first()
    OutboxMail.objects.filter(pk=mail.pk).update(state="failed", secret="", last_error="550 no such box", **values)
    return mail.pk


def test_a_failed_mail_is_seen_beside_its_participant_and_sent_again_with_a_new_link(lead, occasion):
    row = register(occasion)
    pk = fail(row)
    links = row.tokens.count()
    text = main(lead.get(url("participants", occasion)))
    assert "550 no such box" in text
    button = url("resend", occasion, mail=pk)
    assert button in text
    assert lead.get(button).status_code == 302
    assert OutboxMail.objects.filter(about=row.about).count() == 1, "a GET must send nothing"
    for _press in range(2):
        lead.post(button)
    again = OutboxMail.objects.filter(about=row.about).exclude(pk=pk)
    assert again.count() == 1
    mail, old = again.get(), OutboxMail.objects.get(pk=pk)
    assert (mail.text, mail.calendar, mail.to) == (old.text, old.calendar, row.email)
    assert mail.secret
    assert row.tokens.count() == links + 1
    assert button not in main(lead.get(url("participants", occasion)))


def test_a_failed_mail_without_a_link_is_queued_as_the_same_mail(lead, occasion):
    row = register(occasion)
    registrations.cancel(row.pk, cancelled_by="leader")
    mail = OutboxMail.objects.get(about=row.about, kind="cancelled")
    OutboxMail.objects.filter(pk=mail.pk).update(state="failed")
    assert lead.post(url("resend", occasion, mail=mail.pk)).status_code == 302
    assert OutboxMail.objects.get(pk=mail.pk).state == "queued"
    assert OutboxMail.objects.filter(about=row.about).count() == 2


def test_a_mail_that_has_become_untrue_or_was_forgotten_is_not_sent_again(lead, occasion):
    row, other = register(occasion, 1), register(occasion, 2)
    pk = fail(row)
    registrations.cancel(row.pk)
    forgotten = fail(other, body_removed_at=other.created_at, text="", html="")
    before = OutboxMail.objects.count()
    for key in (pk, forgotten):
        button = url("resend", occasion, mail=key)
        assert button not in main(lead.get(url("participants", occasion)))
        assert lead.post(button).status_code == 422
    assert OutboxMail.objects.count() == before


# --- Needs --------------------------------------------------------------------------------------


def test_row_31_needs_stand_in_their_own_section_and_nowhere_else(lead, occasion):
    register(occasion, 1, needs="Jordnötsallergi")
    occasions.set_capacity(occasion.pk, 1)
    register(occasion, 2, needs="Hörslinga")
    text = main(lead.get(url("participants", occasion)))
    assert text.count("Jordnötsallergi") == 1
    assert text.index("Jordnötsallergi") > text.index("</table>")
    assert "Hörslinga" not in text, "whoever waits has no seat that anything would be arranged for"
    assert "1 of those with a seat" in text
    pages = ["badges", "export", "message", "seats"]
    day = url("attendance_day", occasion, day=occasion.days.first().pk)
    assert all("Jordnötsallergi" not in main(lead.get(page)) for page in [day, *(url(n, occasion) for n in pages)])


# --- What it costs ------------------------------------------------------------------------------


def fill(occasion, numbers):
    for number in numbers:
        row = register(occasion, number, needs="x" if number % 3 == 0 else "")
        if number % 10 == 1:
            fail(row)


def test_the_list_asks_no_more_for_two_hundred_than_for_two(lead, course, occasion):
    occasions.set_capacity(occasion.pk, 150)
    CourseQuestion.objects.create(course=course, label="Fråga", purpose="x")
    fill(occasion, (1, 2))
    few = statements_of(lead, url("participants", occasion))
    few.check()
    fill(occasion, range(3, 201))
    many = statements_of(lead, url("participants", occasion))
    many.check()
    assert len(many) == len(few)
    first, last = (main(lead.get(url("participants", occasion) + f"?page={page}")) for page in (1, 4))
    assert first.count('scope="row"') == last.count('scope="row"') == 50
    assert "Have a seat" in first
    assert "Have a seat" not in last
    assert "50." in words(last)


def test_the_list_asks_no_more_for_many_mails_that_failed_than_for_one(lead, course):
    two_days = make_occasion(course, days=2, in_days=70, seats=40, leader=course.occasions.get().leader)
    for number in range(1, 41):
        register(two_days, number)
    invitations = OutboxMail.objects.filter(about__startswith=two_days.about, kind="invitation")
    invitations.filter(pk=invitations.first().pk).update(state="failed")
    few = statements_of(lead, url("participants", two_days))
    invitations.update(state="failed")
    many = statements_of(lead, url("participants", two_days))
    many.check()
    assert len(many) == len(few)
    assert main(lead.get(url("participants", two_days))).count("/skicka-igen/") == 40


def test_the_list_of_occasions_asks_no_more_for_many(lead, course, occasion):
    few = statements_of(lead, url("leading"))
    few.check()
    for number in range(30):
        made = make_occasion(course, in_days=60 + number if number % 2 else -60 - number)
        type(made).objects.filter(pk=made.pk).update(leader=occasion.leader)
    many = statements_of(lead, url("leading"))
    many.check()
    assert len(many) <= len(few) + 1  # the count of the earlier ones, once there are any
    assert Registration.objects.count() == 0


def test_needs_stand_in_swedish_order(lead, occasion):
    for number, name in enumerate(("Örjan", "Zara", "Åsa", "Bo")):
        register(occasion, number, name=name, needs=f"Behov {name}")
    text = lead.get(url("participants", occasion)).content.decode().split("<h2>Needs</h2>")[1]
    assert sorted(("Örjan", "Zara", "Åsa", "Bo"), key=lambda name: text.index(f"<dt>{name}</dt>")) == [
        "Bo",
        "Zara",
        "Åsa",
        "Örjan",
    ]


def test_what_comes_too_late_is_not_offered(lead, course):
    """From the day after the first one: the services would refuse it."""
    late = make_occasion(course, in_days=1, days=3, leader=course.occasions.get().leader)
    row = register(late)
    offered = [url(name, late) for name in ("add", "import", "seats")] + [f"/{row.key}/avboka/"]
    page = main(lead.get(url("participants", late)))
    assert [address in page for address in offered] == [True] * 4
    with time_machine.travel(late.ends_at):
        page = main(signed_in(late.leader.user).get(url("participants", late)))
    assert [address in page for address in offered] == [False] * 4
    assert row.name in page
