"""The table of access: address × role × answer, held against the URL resolver."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import get_resolver, path
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from headless.models import ReaderToken, WebhookEndpoint
from headless.webhooks import endpoints
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
from tests.factories.courses import make_occasion
from utbildning.models import CourseQuestion

from .patterns import names_of, names_of_pages
from .table import ADMIN, PAGES, ROLES, VIEWS, answers_of


def lines_for(*tables):
    return {line[0] for table in tables for line in table}


def without_a_line(patterns):
    return set(names_of(patterns)) - lines_for(VIEWS, ADMIN)


def test_every_address_has_a_line():
    assert without_a_line(get_resolver().url_patterns) == set()
    assert lines_for(VIEWS, ADMIN) - set(names_of(get_resolver().url_patterns)) == set()


def test_a_new_address_without_a_line_is_noticed():
    planted = path("nytt/", lambda request: None, name="new")
    assert without_a_line([*get_resolver().url_patterns, planted]) == {"nytt/"}


def test_every_page_type_and_every_address_below_one_has_a_line():
    assert set(names_of_pages()) == lines_for(PAGES)


def document(title, collection):
    made = get_document_model()(title=title, collection=collection)
    made.file.save(f"{title}.txt", ContentFile(b"Text"), save=True)
    return f"{made.pk}/{made.filename}"


@pytest.fixture
def names(site, index_page):
    """What the braces of the table stand for, with the content that the table's addresses need."""
    news = index_page("nyheter")
    RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare", slug="objektagare")
    NewsPageFactory(parent=news, title="Nytt")
    NewsPageFactory(parent=news, title="Utkast", live=False)
    closed = NewsPageFactory(parent=news, title="Inloggade")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    ObjectPageFactory(parent=index_page("objekt"), title="Lärande", slug="larande")
    course = CoursePageFactory(parent=index_page("utbildning"), title="Grundutbildning")
    occasion = make_occasion(course)
    StandardPageFactory(parent=site, title="Kontakt")
    root = Collection.get_first_root_node()
    public, inner = document("oppet", root), Collection.objects.get(pk=root.pk).add_child(name="Sluten")
    CollectionViewRestriction.objects.create(collection=inner, restriction_type="login")
    webhook = endpoints.save(WebhookEndpoint(name="Mottagare", url="https://hooks.example.org/"))
    token = ReaderToken(name="Skärm", user=get_user_model().objects.create_user("skarm"))
    token.renew()
    token.save()
    return {
        "token": token.pk,
        "webhook": webhook.pk,
        "delivery": endpoints.put_test(webhook).pk,
        "home": site.pk,
        "news_index": news.pk,
        "course_index": index_page("utbildning").pk,
        "course": course.pk,
        "occasion": occasion.pk,
        "date": occasion.slug,
        "day": occasion.days.first().pk,
        "question": CourseQuestion.objects.create(course=course, label="Vad?").pk,
        "term": TermFactory().pk,
        "template": TemplateItemFactory().pk,
        "event": YearWheelEventFactory().pk,
        "site": Site.objects.get(is_default_site=True).pk,
        "public": public,
        "private": document("hemligt", inner),
    }


def answer(client, address):
    """The status, or where a redirect leads: login, admin, on."""
    response = client.get(address)
    if response.status_code != 302:
        return str(response.status_code)
    target = response["Location"].partition("?")[0]
    return {"/logga-in/": "login", "/en/logga-in/": "login", "/admin/": "admin"}.get(target, "on")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("table", [VIEWS, ADMIN, PAGES], ids=["views", "admin", "pages"])
def test_everybody_gets_what_the_table_says(table, role, names, as_user):
    client = as_user(None if role == "anonymous" else role)
    wrong = []
    for line in table:
        address, expected = line[1].format(**names), answers_of(line)[role]
        got = answer(client, address)
        if got != expected:
            wrong.append(f"{line[1]}: {got}, not {expected}")
    assert not wrong, "\n".join(wrong)
