"""Registrations, wishes and a course of today in the served demo, made by its own pages: once, for all processes."""

import base64
import contextlib
import fcntl
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.signing import Signer
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.courses import FULL, OPEN, link_in_mail, occasion_of
from tests.browser.server import locked, page_id, rows_of
from tests.browser.visit import SignIn, send_form

LEADER = "utbildningsansvarig"
# Those who come to the course of today: somebody with an account who has been there, one for each test that notes.
PASSED, NOTED, CHECKED_IN = "modellforvaltare@example.org", "bo.idag@example.org", "cia.idag@example.org"
PEOPLE_TODAY = {"Kim Exempel": PASSED, "Bo Idag": NOTED, "Cia Idag": CHECKED_IN}
ASKED = {"pending": OPEN, "pending_full": FULL, "seat": OPEN, "waiting": FULL, "cancelled": OPEN}
WISHES = ("wish", "wish_kept")


def new_address(name: str) -> str:
    return f"{name.replace('_', '.')}.{uuid.uuid4().hex[:10]}@example.org"


def fill_in(page: Page, email: str) -> None:
    """The fields of the registration form that must not be empty. Who is signed in is not asked for an address."""
    page.locator("#id_name").fill("Åsa Öberg")
    if page.locator("#id_email").count():
        page.locator("#id_email").fill(email)
    page.locator("#id_unit").fill("Skolan")
    page.locator("input[name=role]").first.check()


def made_once(folder: Path, name: str, make: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What ``make`` gives, kept as a file, so that the processes of a run share one."""
    file = folder / f"{name}.json"
    with locked(folder / f"{name}.lock", fcntl.LOCK_EX):
        if not file.exists():
            file.write_text(json.dumps(make()))
        return json.loads(file.read_text())


def new_context(browser: Browser, folder: Path) -> BrowserContext:
    context = browser.new_context(base_url=(folder / "address").read_text(), locale="sv-SE")
    context.set_default_timeout(15_000)
    return context


def links(browser: Browser, folder: Path) -> dict[str, str]:
    """{what it is: word of the link}. ``used`` is the button of ``seat``, which has been pressed."""

    def make() -> dict[str, str]:
        with contextlib.closing(new_context(browser, folder)) as context:
            page = context.new_page()
            addresses = {name: new_address(name) for name in (*ASKED, *WISHES)}
            for name, path in ASKED.items():
                page.goto(f"/anmalan/tillfalle/{occasion_of(folder, path)}/")
                fill_in(page, addresses[name])
                if name == "pending_full":  # opened before the course became full: it does not say "I wait"
                    page.locator("main input[name=accept_waiting]").evaluate("one => one.remove()")
                send_form(page)
            for name in WISHES:
                page.goto(f"/anmalan/nya-datum/{page_id(folder, OPEN)}/")
                page.locator("#id_email").fill(addresses[name])
                send_form(page)
            parts = dict.fromkeys(ASKED, "/bekrafta/") | dict.fromkeys(WISHES, "/nya-datum/lank/")
            words = {name: last_part(link_in_mail(folder, addresses[name], part)) for name, part in parts.items()}
            words["used"] = words["seat"]
            for name in ("seat", "waiting", "cancelled"):
                page.goto(f"/anmalan/bekrafta/{words[name]}/")
                send_form(page)
                words[name] = last_part(page.url)
            page.goto(f"/anmalan/lank/{words['cancelled']}/avboka/")
            send_form(page)
            page.goto(f"/anmalan/nya-datum/lank/{words['wish_kept']}/")
            send_form(page)
            return words

    return made_once(folder, "course-links", make)


def last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def today(browser: Browser, folder: Path, sign_in: SignIn) -> dict[str, str]:
    """A course that is held today: ``occasion``, ``certificate`` (a number), and the code on the label of each person."""

    def make() -> dict[str, str]:
        with contextlib.closing(new_context(browser, folder)) as context:
            page = sign_in(context.new_page(), LEADER)
            day = datetime.now(ZoneInfo("Europe/Stockholm")).date().isoformat()
            write_date(page, "Grundutbildning för förvaltningsledare och systemförvaltare", day)
            occasion = rows_of(folder, "SELECT max(id) FROM utbildning_occasion WHERE first_day = ?", day)[0][0]
            page.goto(f"/anmalan/ledare/{occasion}/importera/")
            choose_file(page, PEOPLE_TODAY)
            send_form(page)
            # Nobody can be registered once it has begun, and nobody has passed before it is over: so it is moved.
            page.goto(f"/admin/course_dates/edit/{occasion}/")
            save_times(page, "00:01", "00:02", "Spara")
            page.goto(f"/anmalan/ledare/{occasion}/narvaro/")
            people = dict(
                rows_of(folder, "SELECT email, id FROM utbildning_registration WHERE occasion_id = ?", str(occasion))
            )
            page.locator(f"input[name=status_{people[PASSED]}][value=present]").check()
            send_form(page)
            keys = rows_of(
                folder, 'SELECT email, "key" FROM utbildning_registration WHERE occasion_id = ?', str(occasion)
            )
            certificates = rows_of(
                folder,
                "SELECT number FROM utbildning_courserecord WHERE registration_id = ?",
                str(people[PASSED]),
            )
            return {
                "occasion": str(occasion),
                "certificate": certificates[0][0],
                **{email: code_of(folder, uuid.UUID(key)) for email, key in keys},
            }

    return made_once(folder, "course-today", make)


def write_date(page: Page, course: str, day: str) -> None:
    """A course date that begins in the last minutes of the day, so that people can still be registered for it."""
    page.goto("/admin/course_dates/new/")
    page.locator("#id_course").select_option(label=course)
    page.locator("#id_status").select_option("closed")
    page.locator("#id_unlimited").check()
    page.locator("#id_gives_certificate").check()
    page.locator("#id_days-0-date").fill(day)
    save_times(page, "23:58", "23:59", "Skapa")


def save_times(page: Page, begins: str, ends: str, button: str) -> None:
    page.locator("#id_days-0-start_time").fill(begins)
    page.locator("#id_days-0-end_time").fill(ends)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/admin/course_dates/?course=*")


def choose_file(page: Page, people: dict[str, str]) -> None:
    rows = "".join(f"{name};{email}\n" for name, email in people.items())
    page.locator("#id_file").set_input_files(
        {"name": "deltagare.csv", "mimeType": "text/csv", "buffer": f"namn;e-post\n{rows}".encode()}
    )


def code_of(folder: Path, key: uuid.UUID) -> str:
    """What a person's label says: the key of the registration, signed by the served site."""
    secret = (folder / "var/secret-key").read_text().strip()
    signer = Signer(key=secret, salt="utbildning.checkin", fallback_keys=[])
    return signer.sign(base64.urlsafe_b64encode(key.bytes).decode().rstrip("="))
