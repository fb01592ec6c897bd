"""Many people at once, over HTTP, on PostgreSQL. Each test says what it counted; the controls show that it can count."""

import os
import random
import threading
import time
from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse

from grund.models import AuditEvent, OutboxMail
from tests.factories.courses import applicant, make_occasion, register
from tests.race.invariants import check, violations
from tests.race.served import filled_in
from tests.threads import all_at_once
from utbildning.models import Occasion, PendingRegistration, Registration
from utbildning.refusals import Busy
from utbildning.services import occasions, registrations

pytestmark = [pytest.mark.race, pytest.mark.postgres]
WHOLE = os.environ.get("WHOLE_SUITE") == "1"
ROUNDS = 20 if WHOLE else 2
MIXED_ROUNDS = 20 if WHOLE else 3
CONTROL_ROUNDS = 3 if WHOLE else 1
SEATS, MANY = 12, 60
HELD = 5 if WHOLE else 4  # seconds


def form_of(occasion):
    return reverse("anmalan:form", kwargs={"pk": occasion.pk})


def at_once(site, jobs):
    """Send all ``jobs`` ({path, data, session, without}) at the same moment; gives the answers in their order."""

    def send(which, together):
        opened = site.open()
        together.wait(30)
        return site.send(**jobs[which], opened=opened)

    answers = all_at_once(len(jobs), send, patience=90)
    broken = [answer for answer in answers if isinstance(answer, Exception)]
    assert not broken, f"{broken[:3]}\n{site.complaints()}"
    return answers


def statuses(answers):
    return Counter(status for status, _headers in answers)


def a_round(site, course, people, without=""):
    """All people register for twelve seats. Gives the occasion and how often each status was answered."""
    occasion = make_occasion(course, seats=SEATS)
    jobs = [
        {"path": form_of(occasion), "data": filled_in(), "session": session, "without": without}
        for _user, session in people
    ]
    return occasion, statuses(at_once(site, jobs))


def in_state(occasion, state):
    return Registration.objects.filter(occasion=occasion, state=state)


def test_sixty_people_for_twelve_seats(served, course, people):
    began = time.monotonic()
    confirmed, waiting, errors = [], [], 0
    for _ in range(ROUNDS):
        occasion, answers = a_round(served, course, people)
        errors += MANY - answers[302]
        assert answers == {302: MANY}, served.complaints()
        check(occasion)
        rows = list(Registration.objects.filter(occasion=occasion).order_by("pk"))
        assert [row.state for row in rows] == ["confirmed"] * SEATS + ["waiting"] * (MANY - SEATS)
        assert [row.queue_number for row in rows[SEATS:]] == list(range(1, MANY - SEATS + 1))
        assert len({row.person_id for row in rows}) == MANY
        confirmed.append(in_state(occasion, "confirmed").count())
        waiting.append(in_state(occasion, "waiting").count())
    print(
        f"\n{MANY} people for {SEATS} seats over HTTP, {ROUNDS} rounds: {sorted(set(confirmed))} confirmed, "
        f"{sorted(set(waiting))} waiting in order, {errors} errors, {time.monotonic() - began:.1f} s"
    )
    assert (confirmed, waiting) == ([SEATS] * ROUNDS, [MANY - SEATS] * ROUNDS)


def test_control_without_lock_and_relative_count_it_oversells(served, course, people):
    confirmed, counted = [], []
    for _ in range(CONTROL_ROUNDS):
        occasion, _answers = a_round(served, course, people, without="lock and F")
        confirmed.append(in_state(occasion, "confirmed").count())
        counted.append(Occasion.objects.get(pk=occasion.pk).taken)
        assert violations(occasion)
    print(f"\nControl, neither lock nor F(): {confirmed} confirmed for {SEATS} seats, counted as {counted}")
    assert min(confirmed) > SEATS


def test_control_without_lock_alone_the_table_refuses(served, course, people):
    confirmed, refused = [], []
    for _ in range(CONTROL_ROUNDS):
        occasion, answers = a_round(served, course, people, without="lock")
        confirmed.append(in_state(occasion, "confirmed").count())
        refused.append(answers[500])
        assert Occasion.objects.get(pk=occasion.pk).taken == confirmed[-1]
    print(
        f"\nControl, no lock but F() and CHECK: {confirmed} confirmed for {SEATS} seats, {refused} refused by the table"
    )
    assert max(confirmed) <= SEATS
    assert sum(refused) > 0


def test_registering_cancelling_and_resizing_at_once(served, course, people):
    """Forty deeds at once: twenty register, twelve of those who are in cancel, eight times the seats are changed."""
    began, wrong, seen, promoted = time.monotonic(), [], Counter(), 0
    chance = random.Random(27)
    for _ in range(MIXED_ROUNDS):
        occasion = make_occasion(course, seats=SEATS)
        jobs = [
            {"path": form_of(occasion), "data": filled_in(), "session": session} for _user, session in people[20:40]
        ]
        at_once(served, jobs)
        inside = list(Registration.objects.filter(occasion=occasion).select_related("person"))
        sessions = {user.pk: session for user, session in people}
        jobs = [{"path": form_of(occasion), "data": filled_in(), "session": session} for _user, session in people[:20]]
        jobs += [
            {
                "path": reverse("anmalan:cancel", kwargs={"key": row.key}),
                "data": {},
                "session": sessions[row.person.user_id],
            }
            for row in chance.sample(inside, 12)
        ]
        jobs += [{"path": f"/race/{occasion.pk}/{chance.randint(8, 30)}/", "data": {}} for _ in range(8)]
        chance.shuffle(jobs)
        answers = at_once(served, jobs)
        seen += statuses(answers)
        wrong += violations(occasion)
        wrong += [f"answered {status}" for status, _headers in answers if status >= 500]
        promoted += OutboxMail.objects.filter(kind="promoted", about__startswith=occasion.about).count()
        assert in_state(occasion, "cancelled").count() == 12
    print(
        f"\n{MIXED_ROUNDS} rounds of 40 deeds at once: {len(wrong)} violations, {promoted} promoted, "
        f"answers {dict(seen)}, {time.monotonic() - began:.1f} s"
    )
    assert not wrong, "\n".join([*wrong, served.complaints()])
    assert promoted > 0
    assert seen[302] == 32 * MIXED_ROUNDS


@pytest.mark.parametrize("keys", ["one form sent often", "a new form each time"])
def test_one_person_thirty_times_at_once(served, course, people, keys):
    occasion = make_occasion(course, seats=SEATS)
    one = filled_in()
    jobs = [
        {"path": form_of(occasion), "data": one if keys.startswith("one") else filled_in(), "session": people[0][1]}
        for _ in range(30)
    ]
    answers = at_once(served, jobs)
    print(
        f"\nOne person 30 times at once ({keys}): {Registration.objects.count()} row, answers {dict(statuses(answers))}"
    )
    row = Registration.objects.get()
    assert statuses(answers) == {302: 30}, served.complaints()
    assert {headers["Location"] for _status, headers in answers} == {f"/anmalan/mina/{row.key}/"}
    assert OutboxMail.objects.filter(about=row.about).count() == 1
    assert check(occasion) == {"confirmed": 1}


@pytest.mark.parametrize("links", ["one link", "thirty links"])
def test_one_address_confirmed_thirty_times_at_once(served, course, links):
    occasion = make_occasion(course, seats=SEATS)
    for number in range(1 if links == "one link" else 30):
        registrations.request_by_email(occasion.pk, applicant(1, email=("a", "A")[number % 2] + "sa@example.org"))
    words = list(OutboxMail.objects.filter(kind="please_confirm").values_list("secret", flat=True))
    jobs = [
        {"path": reverse("anmalan:confirm", kwargs={"word": words[number % len(words)]}), "data": {}}
        for number in range(30)
    ]
    answers = at_once(served, jobs)
    print(f"\nOne address by {links}, 30 times at once: {Registration.objects.count()} row")
    row = Registration.objects.get()
    assert statuses(answers) == {302: 30}, served.complaints()
    assert OutboxMail.objects.filter(about=row.about, kind="confirmed").count() == 1
    assert set(PendingRegistration.objects.values_list("registration", flat=True)) == {row.pk}
    assert check(occasion) == {"confirmed": 1}


# --- Somebody else holds the row --------------------------------------------------------------------


def counts():
    return [model.objects.count() for model in (Registration, OutboxMail, AuditEvent)]


def test_a_row_that_somebody_holds_for_seconds(served, course, people):
    """Four verbs and a form, each about an occasion of its own, give up before the rows are free again."""
    held = [make_occasion(course, seats=1) for _ in range(5)]
    rows = [[register(occasion, number) for number in (1, 2)] for occasion in held]
    before = counts()

    def send():
        path = reverse("anmalan:form", kwargs={"pk": held[4].pk})
        status, headers = served.send(path, filled_in(), session=people[0][1])
        assert headers["Retry-After"]
        return status

    verbs = [
        lambda: register(held[0], 3),
        lambda: registrations.cancel(rows[1][0].pk),
        lambda: registrations.edit(rows[2][1].pk, name="Någon annan"),
        lambda: occasions.set_capacity(held[3].pk, 9),
        send,
    ]
    took, holds = [], threading.Event()

    def hold():
        with transaction.atomic():
            keys = [occasion.pk for occasion in held]
            assert len(Occasion.objects.select_for_update().filter(pk__in=keys)) == len(held)
            holds.set()
            time.sleep(HELD)

    def run(which, _together):
        if which == len(verbs):
            return hold()
        assert holds.wait(10)
        began = time.monotonic()
        try:
            return verbs[which]()
        except Busy as refusal:
            return refusal
        finally:
            took.append(time.monotonic() - began)

    results = all_at_once(len(verbs) + 1, run)
    print(f"\nRows held for {HELD} s: {len(took)} gave up after {min(took):.1f} to {max(took):.1f} s, nothing saved")
    assert [type(result) for result in results[:4]] == [Busy] * 4
    assert results[4] == 503
    assert counts() == before
    assert max(took) < HELD
    for occasion in held:
        assert check(occasion) == {"confirmed": 1, "waiting": 1}
    assert not Registration.objects.filter(name="Någon annan").exists()
    registrations.cancel(rows[1][0].pk)  # and now it goes
    assert check(held[1]) == {"cancelled": 1, "confirmed": 1}
