"""Everything that an app can give others, from an app that nobody else knows of."""

from datetime import date, timedelta

from grund.contributions import gives
from grund.shapes import (
    CalendarEntry,
    Job,
    Mine,
    Notice,
    ObjectEntry,
    RetentionRule,
    SearchKind,
    SearchRecord,
    TermEntry,
    ToDo,
)

RAN = []


@gives("terms")
def terms(visitor, language):
    heir = TermEntry("nytt-ord", "Växthus", "Ett hus av glas.", url="/vaxthus/", also=("glashus",), language=language)
    old = TermEntry("gammalt-ord", "Drivbänk", "Avrått ord.", url="/vaxthus/", use_instead="Växthus")
    return [heir, old] if language == "sv" else []


@gives("notice")
def notice(visitor, page):
    if getattr(page, "role", "") != "object_owner":
        return []
    return [
        Notice(
            "Du har inte gått trädgårdskursen", "Den tar en dag.", kind="warn", url="/kurs/", link_text="Till kursen"
        )
    ]


@gives("calendar")
def calendar(visitor, year, page=None):
    about = page is not None and page.title == "Trädgården"
    if page is not None and not about:
        return []
    return [
        CalendarEntry(
            uid=f"tradgard-{year}",
            title="Trädgårdens dag",
            start=date(year, 5, 20),
            kind="meeting",
            place="Växthuset",
            url="/tradgard/",
        )
    ]


@gives("objects")
def objects(visitor):
    return [ObjectEntry(code="ODL", name="Odling", url="/odling/", summary="Allt som växer.")]


PLANTS = {
    "pelargon": SearchRecord(
        "pelargon", "sv", "Pelargon & <b>murgröna</b>", "/vaxter/pelargon/", "En växt.", where="Växter"
    ),
    "hemlig": SearchRecord("hemlig", "sv", "Hemlig pelargon", "/vaxter/hemlig/", audience="madeup:gardener"),
}


@gives("search_kind")
def search_kind():
    def records(keys=None):
        return [plant for key, plant in PLANTS.items() if keys is None or key in keys]

    def audiences(visitor):
        return {"madeup:gardener"} if visitor.user.is_authenticated else set()

    return [SearchKind("plant", "Växt", "Växter", records, audiences=audiences)]


@gives("for_me")
def for_me(visitor):
    return [
        ToDo("Skörda", "/skorda/"),
        ToDo(f"Vattna åt {visitor.user.get_username()}", "/vattna/", "Varje dag.", due=date(2026, 6, 1)),
        Mine("Mina odlingar", "Pallkrage <4>", "/krage/", "Vid muren.", "Sådd", "ok", "/krage/lamna/", "Lämna"),
    ]


@gives("job")
def job():
    return [Job("madeup.water", timedelta(hours=1), lambda: RAN.append("water"))]


@gives("retention")
def retention():
    return [RetentionRule("madeup.leaves", timedelta(days=30), purge=lambda before: RAN.append(before) or 3)]
