"""What is not written in UTF-8 gets a sentence, from this site and from the pages of courses in any other."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import reverse

from grund.charset import is_utf8, readable
from tests.factories.courses import make_course, make_occasion
from tests.utbildning.lead_cast import make_leader

pytestmark = pytest.mark.django_db
STRANGE = ("hex", "utf-7", "rot13", "punycode", "iso-8859-1", "no-such", "utf-16", "")
BODY = b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\n+2AA-61\r\n--B--\r\n'


@pytest.fixture
def occasion(index_page):
    return make_occasion(make_course(index_page("utbildning")))


def send(client, address, charset, method="POST"):
    return client.generic(method, address, BODY, content_type=f"multipart/form-data; boundary=B; charset={charset}")


@pytest.mark.parametrize("charset", STRANGE)
def test_every_form_answers_in_words(occasion, charset):
    client = Client(raise_request_exception=False)
    addresses = [f"/anmalan/tillfalle/{occasion.pk}/", "/anmalan/ny-lank/", "/anmalan/lank/fel/", "/logga-in/"]
    addresses += ["/tillganglighet/kontakt/", "/en/anmalan/ny-lank/", "/admin/login/"]
    for address in addresses:
        for method in ("POST", "GET"):
            response = send(client, address, charset, method)
            assert response.status_code == 400, (address, method)
            text = response.content.decode()
            assert "UTF-8" in text
            assert f'<html lang="{"en" if address.startswith("/en/") else "sv"}">' in text


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", '"utf-8"'])
def test_utf8_by_any_of_its_names_is_read(occasion, charset):
    assert send(Client(), "/anmalan/ny-lank/", charset).status_code == 422
    request = RequestFactory().post("/", BODY, content_type="multipart/form-data; boundary=B")
    assert is_utf8(request)


@pytest.mark.parametrize("charset", ["hex", "utf-7"])
def test_the_pages_of_courses_need_no_middleware(occasion, charset, settings, django_user_model):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("Utf8Middleware")]
    anonymous, leader = Client(raise_request_exception=False), Client(raise_request_exception=False)
    leader.force_login(make_leader(occasion, django_user_model))
    for name, kwargs in (
        ("form", {"pk": occasion.pk}),
        ("lost_link", {}),
        ("link_cancel", {"word": "fel"}),
        ("wish_form", {"course": occasion.course_id}),
    ):
        assert send(anonymous, reverse(f"anmalan:{name}", kwargs=kwargs), charset).status_code == 400, name
    for name in ("add", "import", "message", "seats", "hold", "cancel_occasion", "export"):
        assert send(leader, reverse(f"anmalan:{name}", args=[occasion.pk]), charset).status_code in (400, 405), name
    assert send(leader, reverse("anmalan:checkin", args=["fel"]), charset).status_code == 400


@pytest.mark.parametrize("charset, status", [("hex", 400), ("punycode", 400), ("utf-8", 404)])
def test_an_address_with_a_query_is_answered_too(rf, charset, status):
    """Django reads the query before any middleware: the server's entry point spares it that."""
    environ = rf.generic("GET", "/finns-inte/", b"x").environ | {
        "QUERY_STRING": "q=%C3%A5",
        "CONTENT_TYPE": f"multipart/form-data; boundary=B; charset={charset}",
    }
    found = []
    request_started.disconnect(
        close_old_connections
    )  # it would end the test's own transaction, as the client knows too
    try:
        readable(WSGIHandler())(environ, lambda line, headers: found.append(line))
    finally:
        request_started.connect(close_old_connections)
    assert found[0].startswith(str(status))
