"""The pages below /anmalan/ in every state that a participant or a leader can meet, those with errors included."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Response

from tests.browser.course_states import CHECKED_IN, LEADER, choose_file, fill_in, links, new_address, today
from tests.browser.courses import CALLED_OFF, FULL, OPEN, SHUT, occasion_of
from tests.browser.server import page_id
from tests.browser.visit import Place, SignIn, Steps, send_form, submit

OCCASIONS = {"open": OPEN, "full": FULL, "shut": SHUT, "called_off": CALLED_OFF}
OF_TODAY = {"today": "occasion", "certificate": "certificate", "code": CHECKED_IN}


class Names(dict[str, str]):
    """What a path may name in braces; found out, or made, when a path first names it."""

    def __init__(self, browser: Browser, sign_in: SignIn, folder: Path):
        super().__init__()
        self.browser, self.sign_in, self.folder = browser, sign_in, folder

    def __missing__(self, name: str) -> str:
        if name in OCCASIONS:
            return str(occasion_of(self.folder, OCCASIONS[name]))
        if name == "course":
            return str(page_id(self.folder, OPEN))
        if name in OF_TODAY:
            return today(self.browser, self.folder, self.sign_in)[OF_TODAY[name]]
        return links(self.browser, self.folder)[name]


@dataclass(frozen=True)
class CoursePlace(Place):
    """A place whose path holds keys of occasions, or words of links that were mailed."""

    def address(self, page: Page, sign_in: SignIn, folder: Path) -> str:
        browser = page.context.browser
        assert browser is not None
        return self.path.format_map(Names(browser, sign_in, folder))


# --- What visitors do ------------------------------------------------------------------------------


def nothing_right(page: Page) -> Response:
    """Every field that can be wrong is."""
    page.locator("#id_needs").fill("Hörslinga. " * 60)
    return send_form(page)


def cookies_gone(page: Page) -> Response:
    """Sent by a browser that keeps no cookies; what was typed comes back."""
    fill_in(page, new_address("kaka"))
    page.context.clear_cookies()
    answer = send_form(page)
    assert page.locator("#id_name").input_value() == "Åsa Öberg"
    return answer


def without_cookies(page: Page) -> Response:
    page.context.clear_cookies()
    return send_form(page)


def opened_before(name: str, value: str, *, fill: bool = False) -> Steps:
    """Send a page that was opened before something changed: what it says of itself is of then. "" is nothing."""

    def steps(page: Page) -> Response:
        if fill:
            fill_in(page, new_address("sen"))
        page.get_by_role("main").locator(f"input[name={name}]").evaluate(
            "(one, value) => value ? one.value = value : one.remove()", value
        )
        return send_form(page)

    return steps


def type_in(**values: str) -> Steps:
    """Fill in fields and send the form."""

    def steps(page: Page) -> Response:
        for name, value in values.items():
            page.locator(f"#id_{name}").fill(value)
        return send_form(page)

    return steps


def the_first_course(page: Page) -> Response:
    return submit(page, page.get_by_role("main").locator("h3 a").first.click)


# --- What leaders do -------------------------------------------------------------------------------


def a_file(page: Page) -> Response:
    """One row is right, one is wrong."""
    choose_file(page, {"Ulla Rad": new_address("ulla"), "Utan Adress": "ingen adress"})
    page.locator("input[name=mode][value=some]").check()
    return send_form(page)


def a_mail(page: Page) -> Response:
    page.locator("input[name=group][value=active]").check()
    return type_in(subject="Ta med en dator", body="Hej!\n\nTa med en dator.")(page)


def the_first_link(end: str) -> Steps:
    return lambda page: submit(page, page.get_by_role("main").locator(f"a[href$='{end}']").first.click)


def remove_too_late(page: Page) -> Response:
    """The registration has changed since the page was opened."""
    the_first_link("/avboka/")(page)
    return opened_before("version", "99999")(page)


def noted_meanwhile(page: Page) -> Response:
    """Somebody else noted another thing than the sheet showed when it was opened."""
    row = page.get_by_role("main").locator("fieldset").last
    now = row.locator("input[type=hidden]").input_value()
    shown, wanted = (value for value in ("present", "absent", "none") if value != now)
    row.locator("input[type=hidden]").evaluate("(one, value) => one.value = value", shown)
    row.locator(f"input[value={wanted}][type=radio]").check()
    return send_form(page)


def check_in(page: Page) -> Response:
    answer = send_form(page)
    assert page.locator("main").get_by_role("status").count() == 1
    return answer


PARTICIPANTS = [
    CoursePlace("anmalan", "/anmalan/tillfalle/{open}/"),
    CoursePlace("anmalan-fel", "/anmalan/tillfalle/{open}/", status=422, steps=nothing_right),
    CoursePlace("anmalan-engelska-fel", "/en/anmalan/tillfalle/{open}/", status=422, steps=nothing_right),
    CoursePlace("anmalan-utan-nyckel", "/anmalan/tillfalle/{open}/", status=403, steps=cookies_gone),
    CoursePlace(
        "anmalan-andrad",
        "/anmalan/tillfalle/{open}/",
        status=409,
        steps=opened_before("facts_version", "99999", fill=True),
    ),
    CoursePlace("anmalan-inloggad", "/anmalan/tillfalle/{open}/", signed_in="objektledare"),
    CoursePlace("anmalan-ko", "/anmalan/tillfalle/{full}/"),
    CoursePlace(
        "anmalan-blev-full",
        "/anmalan/tillfalle/{full}/",
        status=409,
        signed_in="objektledare",  # others are asked when they press the button in the mail
        steps=opened_before("accept_waiting", "", fill=True),
    ),
    CoursePlace("anmalan-stangd", "/anmalan/tillfalle/{shut}/"),
    CoursePlace("anmalan-installd", "/anmalan/tillfalle/{called_off}/"),
    CoursePlace("anmalan-skickad", "/anmalan/skickat/"),
    CoursePlace("bekrafta", "/anmalan/bekrafta/{pending}/"),
    CoursePlace("bekrafta-gjort", "/anmalan/bekrafta/{used}/"),
    CoursePlace("bekrafta-utan-nyckel", "/anmalan/bekrafta/{pending}/", status=403, steps=without_cookies),
    CoursePlace("bekrafta-ko", "/anmalan/bekrafta/{pending_full}/"),
    CoursePlace(
        "bekrafta-blev-full",
        "/anmalan/bekrafta/{pending_full}/",
        status=409,
        steps=opened_before("accept_waiting", ""),
    ),
    CoursePlace("kvitto", "/anmalan/lank/{seat}/"),
    CoursePlace("kvitto-ko", "/anmalan/lank/{waiting}/"),
    CoursePlace("kvitto-avbokat", "/anmalan/lank/{cancelled}/"),
    CoursePlace("kvitto-inloggad", "/anmalan/mina/", signed_in="objektledare", steps=the_first_course),
    CoursePlace("andra", "/anmalan/lank/{seat}/andra/"),
    CoursePlace(
        "andra-fel",
        "/anmalan/lank/{seat}/andra/",
        status=422,
        steps=type_in(name="", unit="", needs="Hörslinga. " * 60),
    ),
    CoursePlace("avboka", "/anmalan/lank/{seat}/avboka/"),
    CoursePlace("avboka-ko", "/anmalan/lank/{waiting}/avboka/"),
    CoursePlace("avboka-utan-nyckel", "/anmalan/lank/{seat}/avboka/", status=403, steps=without_cookies),
    CoursePlace("lank-borta", "/anmalan/lank/finns-inte/", status=404),
    CoursePlace("ny-lank", "/anmalan/ny-lank/"),
    CoursePlace("ny-lank-fel", "/anmalan/ny-lank/", status=422, steps=type_in(email="ingen adress")),
    CoursePlace("ny-lank-skickad", "/anmalan/ny-lank/", steps=type_in(email=new_address("okand"))),
    CoursePlace("nya-datum", "/anmalan/nya-datum/{course}/"),
    CoursePlace("nya-datum-inloggad", "/anmalan/nya-datum/{course}/", signed_in="objektledare"),
    CoursePlace("nya-datum-fel", "/anmalan/nya-datum/{course}/", status=422, steps=send_form),
    CoursePlace("nya-datum-skickat", "/anmalan/nya-datum/{course}/?tack=1"),
    CoursePlace("nya-datum-bekrafta", "/anmalan/nya-datum/lank/{wish}/"),
    CoursePlace("nya-datum-bekraftat", "/anmalan/nya-datum/lank/{wish_kept}/"),
    CoursePlace("nya-datum-utan-nyckel", "/anmalan/nya-datum/lank/{wish}/", status=403, steps=without_cookies),
    CoursePlace("mina-kurser", "/anmalan/mina/", signed_in="objektledare"),
    # The page takes no number; it stands there so that the course that gives the certificate is held first.
    CoursePlace("mina-kurser-intyg", "/anmalan/mina/?{certificate}", signed_in="modellforvaltare"),
    CoursePlace("intyg-galler", "/anmalan/intyg/{certificate}/"),
    CoursePlace("intyg-galler-inte", "/anmalan/intyg/2345-6789-ABCD-EFGH/", status=404),
]


def lead(name: str, path: str, status: int = 200, steps: Steps | None = None) -> CoursePlace:
    return CoursePlace(f"ledare-{name}", path, status, LEADER, steps)


LEADERS = [
    lead("kurser", "/anmalan/ledare/"),
    lead("deltagare", "/anmalan/ledare/{full}/"),
    lead("deltagare-engelska", "/en/anmalan/ledare/{full}/"),
    lead("deltagare-installd", "/anmalan/ledare/{called_off}/"),
    lead("ny", "/anmalan/ledare/{full}/ny/"),
    lead("ny-fel", "/anmalan/ledare/{full}/ny/", 422, type_in(unit="Skolan " * 40)),
    lead("ny-full", "/anmalan/ledare/{full}/ny/", 422, type_in(name="Bo Sen", email="bo.sen@example.org")),
    lead("importera", "/anmalan/ledare/{open}/importera/"),
    lead("importera-fel", "/anmalan/ledare/{open}/importera/", 422, send_form),
    lead("importera-rapport", "/anmalan/ledare/{open}/importera/", 200, a_file),
    lead("export", "/anmalan/ledare/{full}/export/"),
    lead("export-fel", "/anmalan/ledare/{full}/export/?format=pdf", 422),
    lead("meddelande", "/anmalan/ledare/{full}/meddelande/"),
    lead("meddelande-fel", "/anmalan/ledare/{full}/meddelande/", 422, send_form),
    lead("meddelande-visat", "/anmalan/ledare/{full}/meddelande/", 200, a_mail),
    lead("narvaro-kommande", "/anmalan/ledare/{full}/narvaro/"),
    lead("narvaro", "/anmalan/ledare/{today}/narvaro/"),
    lead("narvaro-krock", "/anmalan/ledare/{today}/narvaro/", 409, noted_meanwhile),
    lead("lappar", "/anmalan/ledare/{today}/lappar/"),
    lead("incheckning", "/anmalan/ledare/n/{code}/"),
    lead("incheckning-gjord", "/anmalan/ledare/n/{code}/", 200, check_in),
    lead("platser", "/anmalan/ledare/{full}/platser/"),
    lead("platser-fel", "/anmalan/ledare/{full}/platser/", 422, type_in(seats="noll")),
    lead("utlamnande", "/anmalan/ledare/{full}/utlamnande/"),
    lead("utlamnande-fel", "/anmalan/ledare/{full}/utlamnande/", 422, send_form),
    lead("stall-in", "/anmalan/ledare/{full}/stall-in/"),
    lead("stall-in-fel", "/anmalan/ledare/{full}/stall-in/", 422, send_form),
    lead("avboka-nagon", "/anmalan/ledare/{full}/", 200, the_first_link("/avboka/")),
    lead("avboka-nagon-krock", "/anmalan/ledare/{full}/", 409, remove_too_late),
]
COURSE_PLACES = [*PARTICIPANTS, *LEADERS]
# Something that was sent was refused: the page says what, and the focus is there.
REFUSED = [place for place in COURSE_PLACES if place.status in (403, 409, 422)]
