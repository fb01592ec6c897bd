"""A list asks as much with 10 rows as with 200."""

import json
import os
import string

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.factories import (
    CoursePageFactory,
    NewsPageFactory,
    ObjectPageFactory,
    RoleGuidePageFactory,
    StandardPageFactory,
    TemplateItemFactory,
    TermFactory,
    YearWheelEventFactory,
)
from tests.factories.courses import make_occasion, register
from tests.sql import statements_of

pytestmark = [pytest.mark.django_db, pytest.mark.scale]

LISTS = [
    "/",
    "/nyheter/",
    "/nyheter/?page=2",
    "/nyheter/?amne=model",
    "/nyheter/flode/",
    "/ordlista/",
    "/mallar/",
    "/arshjul/",
    "/arshjul/kalender/",
    "/objekt/",
    "/objekt/objekt-0/",
    "/utbildning/",
    "/utbildning/kurs-0/",
    "/utbildning/kurs-0/2026-04-01/",
    "/utbildning/kurs-0/2026-04-01/kalender/",
    "/sok/?q=gemensamt",
    "/sok/?q=gemensamt&page=2",
    "/sitemap.xml",
]


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        yield


def fill(index_page, numbers):
    """One of each kind for every number. The indexes are brought up to date once, at the end."""
    backends = {"default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
    with override_settings(WAGTAILSEARCH_BACKENDS=backends), disable_reference_index_auto_update():
        _fill(index_page, numbers)
    call_command("update_index", verbosity=0)


def _fill(index_page, numbers):
    lead = "En gemensam ingress. Gemensamt ord."
    for number in numbers:
        code = "".join(string.ascii_uppercase[number // base % 26] for base in (676, 26, 1))
        NewsPageFactory(parent=index_page("nyheter"), title=f"Nyhet {number}", lead=lead)
        ObjectPageFactory(parent=index_page("objekt"), title=f"Objekt {number}", code=code, lead=lead)
        course = CoursePageFactory(parent=index_page("utbildning"), title=f"Kurs {number}", lead=lead)
        make_occasion(course, in_days=30 + number)
        TermFactory(uid=f"ord-{number}", definition=lead)
        TemplateItemFactory(uid=f"mall-{number}", description=lead)
        YearWheelEventFactory(uid=f"dag-{number}", start_day=number % 28 + 1)


def test_lists_ask_as_much_with_10_rows_as_with_200(index_page, client):
    """With 200 in the whole suite; with 40, more than any list shows on a page, in the short one."""
    most = 200 if os.environ.get("WHOLE_SUITE") == "1" else 40
    fill(index_page, range(10))
    few = {address: statements_of(client, address) for address in LISTS}
    fill(index_page, range(10, most))
    for address in LISTS:
        many = statements_of(client, address)
        many.check()
        assert len(many) == len(few[address]), f"{address}\n{few[address].report()}\n\n{many.report()}"


def test_a_course_page_asks_as_much_with_2_dates_as_with_200(index_page, client):
    course = CoursePageFactory(parent=index_page("utbildning"), title="Kurs")
    address, dates = "/utbildning/kurs/", 200 if os.environ.get("WHOLE_SUITE") == "1" else 45

    def hold(numbers):
        for number in numbers:
            occasion = make_occasion(course, in_days=(number - 10) * 3 + 1, days=2, seats=1)
            if occasion.starts_at > timezone.now():
                register(occasion, 1)
                register(occasion, 2)

    hold([9, 10])
    few = statements_of(client, address)
    few.check()
    hold([*range(9), *range(11, dates)])
    many = statements_of(client, address)
    many.check()
    assert len(many) == len(few), f"{few.report()}\n\n{many.report()}"
    statements_of(client, f"{address}?page=2").check()
    text = client.get(address).content.decode()
    assert text.count(f'href="{address}2026-') == 1 + 20 + 5  # the first's calendar, further ones, earlier


def stream(*items):
    return [{"type": kind, "value": value, "id": f"{kind}{number}"} for number, (kind, value) in enumerate(items)]


def items(values):
    return [{"type": "item", "value": value, "id": f"i{number}"} for number, value in enumerate(values)]


def a_long_page(site, slug, times, pages, documents, image):
    """Each kind of block ``times`` over, in a body and in its sections."""
    targets = [*(("page", page) for page in pages), *(("document", document) for document in documents)]
    link = "".join(f'<p><a linktype="{kind}" id="{target.pk}">hit</a></p>' for kind, target in targets)
    blocks = [
        ("text", link),
        ("callout", {"kind": "ok", "heading": "Obs", "text": link}),
        ("faq", items([{"question": "Var?", "answer": link}])),
        ("related", items([page.pk for page in pages])),
        ("documents", items([document.pk for document in documents])),
        ("term", "ord-0"),
        ("drawing", {"drawing": "object_map", "caption": ""}),
        ("figure", {"image": {"image": image.pk, "alt_text": "En bild", "decorative": False}, "caption": ""}),
    ] * times
    section = ("section", {"heading": "Avsnitt", "body": stream(*blocks)})
    return StandardPageFactory(parent=site, title=slug, slug=slug, body=json.dumps(stream(*blocks, section, section)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_long_page_asks_as_much_as_a_short_one(language, site, english_home, index_page, client):
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    fill(index_page, range(3))
    image = get_image_model().objects.create(title="Bild", file=get_test_image_file())
    pages = [StandardPageFactory(parent=site, title=f"Mål {number}") for number in range(12)]
    file = ContentFile(b"Text", name="a.txt")
    documents = [get_document_model().objects.create(title=f"Fil {number}", file=file) for number in range(6)]
    home = site if language == "sv" else english_home
    short = statements_of(client, a_long_page(home, "kort", 1, pages[:1], documents[:1], image).url)
    long = statements_of(client, a_long_page(home, "lang", 6, pages, documents, image).url)
    long.check()
    assert len(long) == len(short), f"{short.report()}\n\n{long.report()}"


def test_a_role_guide_asks_as_much_with_many_texts(index_page, client):
    targets = [CoursePageFactory(parent=index_page("utbildning"), title=f"Kurs {number}") for number in range(9)]
    guide = RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare")

    def asked(times):
        links = [f'<a linktype="page" id="{page.pk}">hit</a>' for page in targets[:times]]
        guide.decides = guide.time = links[0]
        guide.new_in_role = json.dumps(stream(*(("point", link) for link in links)))
        guide.quarters = json.dumps(stream(*(("quarter", {"quarter": "K1", "text": link}) for link in links)))
        guide.training = json.dumps(stream(*(("course", page.pk) for page in targets[:times])))
        guide.save()
        return statements_of(client, guide.url)

    few, many = asked(1), asked(9)
    many.check()
    assert len(many) == len(few), f"{few.report()}\n\n{many.report()}"


def test_closed_pages_cost_two_questions_and_no_more(site, index_page, client):
    """What is restricted, and which pages are aliases of that."""
    from wagtail.models import PageViewRestriction

    open_ = statements_of(client, "/nyheter/")
    for number in range(12):
        page = NewsPageFactory(parent=index_page("nyheter"), title=f"Sluten {number}")
        PageViewRestriction.objects.create(page=page, restriction_type="login" if number % 2 else "groups")
    closed = statements_of(client, "/nyheter/")
    closed.check()
    assert len(closed) == len(open_) + 2, closed.report()
