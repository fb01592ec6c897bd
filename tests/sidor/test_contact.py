"""The form about accessibility: no identity asked, nothing typed is lost, nothing is written by looking."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from sidor.models import ContactMessage
from sidor.views import MESSAGES_PER_ADDRESS
from tests.factories import AccessibilityStatementPageFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/tillganglighet/kontakt/"
THANKS = "Thank you, your message has come to us"


def send(client, address=ADDRESS, **data):
    return client.post(address, {"message": "Kartan går inte att läsa.", "page": "", "reply_to": "", **data})


def error_of(response):
    """The summary of what is wrong, which must come before the first field."""
    text = response.content.decode()
    assert text.index('id="errors"') < text.index("<textarea")
    return text.split('id="errors"')[1].split("</div>")[0]


def test_a_message_without_identity_is_kept(client, site):
    response = send(client)
    assert response.status_code == 302
    assert response["Location"] == f"{ADDRESS}?tack=1"
    message = ContactMessage.objects.get()
    assert message.message == "Kartan går inte att läsa."
    assert (message.page, message.reply_to, message.language) == ("", "", "sv")
    assert message.suspected_machine is False
    thanks = client.get(response["Location"]).content.decode()
    assert gettext(THANKS) in thanks
    assert '<form class="form"' not in thanks


def test_no_column_can_hold_who_wrote():
    columns = {field.name for field in ContactMessage._meta.get_fields()}
    assert columns == {"id", "message", "page", "reply_to", "language", "suspected_machine", "created_at"}


def test_an_address_for_the_answer_is_kept(client, site):
    send(client, reply_to="namn@example.org", page="/objekt/larande/")
    message = ContactMessage.objects.get()
    assert (message.reply_to, message.page) == ("namn@example.org", "/objekt/larande/")


@pytest.mark.parametrize(
    "data, field, sentence",
    [
        ({"message": ""}, "message", "Write what does not work."),
        ({"message": " \n "}, "message", "Write what does not work."),
        (
            {"reply_to": "namn@"},
            "reply_to",
            "Write the whole e-mail address, for example namn@example.org, or leave it empty.",
        ),
        ({"page": "x" * 501}, "page", "Write at most 500 characters."),
    ],
)
def test_what_is_wrong_is_said_first_and_what_was_typed_stays(client, site, data, field, sentence):
    sent = {"message": "Det jag ville säga", "page": "Objekt", "reply_to": "namn@example.org", **data}
    response = send(client, **sent)
    assert response.status_code == 422
    assert not ContactMessage.objects.exists()
    assert gettext(sentence) in error_of(response)
    assert f'href="#id_{field}"' in error_of(response)
    text = response.content.decode()
    for name, value in sent.items():
        if name != field:
            assert value in text
    assert f'id="id_{field}_error"' in text
    assert 'aria-invalid="true"' in text


def test_five_thousand_characters_are_enough_and_one_more_is_too_many(client, site):
    assert send(client, message="å" * 5000).status_code == 302
    response = send(client, message="å" * 5001)
    assert response.status_code == 422
    assert "5001" in error_of(response) or "5 001" in error_of(response).replace("\xa0", " ")
    assert "å" * 5001 in response.content.decode()
    assert ContactMessage.objects.count() == 1


@pytest.mark.parametrize("field", ["message", "page", "reply_to", "website"])
def test_nul_is_refused_with_a_sentence_or_left_out(client, site, field):
    response = send(client, **{field: "a\0b"})
    assert response.status_code in (302, 422)
    assert not any("\0" in row.message + row.page + row.reply_to for row in ContactMessage.objects.all())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "🙂" * 100, "' OR 1=1 --", "‮abc"])
def test_odd_text_is_only_text(client, site, text):
    response = send(client, message=text, reply_to="fel")
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert send(client, message=text).status_code == 302
    assert ContactMessage.objects.get().message == text


def test_whoever_fills_in_the_hidden_field_is_only_marked(client, site):
    assert send(client, website="https://köp.example").status_code == 302
    assert ContactMessage.objects.get().suspected_machine is True


def test_the_hidden_field_is_hidden_from_everybody_else(client, site):
    text = client.get(ADDRESS).content.decode()
    trap = text.split('<div class="trap" hidden>')[1].split("</div>")[0]
    assert 'name="website"' in trap
    assert "required" not in trap


def test_too_many_messages_wait_and_keep_their_text(client, site):
    for number in range(MESSAGES_PER_ADDRESS):
        assert send(client, message=f"Nummer {number}").status_code == 302
    response = send(client, message="En till", reply_to="namn@example.org")
    assert response.status_code == 429
    text = response.content.decode()
    assert ">\nEn till</textarea>" in text
    assert "namn@example.org" in text
    sentence = "Many messages came from your network just now. Your text is still here; try again in an hour."
    assert gettext(sentence) in error_of(response)
    assert response["Retry-After"] == "3600"
    assert ContactMessage.objects.count() == MESSAGES_PER_ADDRESS
    assert client.post(ADDRESS, {"message": "Annat nät"}, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_mistakes_do_not_use_up_what_one_may_send(client, site):
    for _ in range(MESSAGES_PER_ADDRESS + 1):
        send(client, message="")
    assert send(client).status_code == 302


@pytest.mark.parametrize(
    "query", ["", "?tack=1", "?sida=/objekt/", "?sida=a%00b", "?sida=" + "x" * 3000, "?message=hej"]
)
def test_looking_writes_nothing(client, site, query):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(ADDRESS + query)
    assert response.status_code == 200
    verbs = {query["sql"].lstrip("(").split(" ")[0] for query in queries}  # a union begins with "(" on PostgreSQL
    assert verbs <= {"SELECT"}
    assert not ContactMessage.objects.exists()


def test_the_page_one_came_from_is_filled_in(client, site):
    assert 'value="/objekt/&quot;"' in client.get(f'{ADDRESS}?sida=/objekt/"').content.decode()


def test_head_is_answered_and_put_is_not(client, site):
    assert client.head(ADDRESS).status_code == 200
    assert client.put(ADDRESS, {}).status_code == 405


def test_a_form_without_its_key_is_refused(site):
    assert send(Client(enforce_csrf_checks=True)).status_code == 403
    assert not ContactMessage.objects.exists()


def test_the_form_sets_the_one_cookie_it_needs_and_is_kept_by_no_cache(client, site):
    response = client.get(ADDRESS)
    assert set(response.cookies) == {"csrftoken"}
    assert "no-store" in response["Cache-Control"]
    for other in ("/", "/tillganglighet/", "/modellen/"):
        assert not Client().get(other).cookies


def test_sending_signs_nobody_in(client, site):
    assert set(send(client).cookies) <= {"csrftoken"}


def test_in_english(client, site, english_home):
    response = client.get("/en/tillganglighet/kontakt/")
    assert response.status_code == 200
    text = response.content.decode()
    assert '<html lang="en">' in text
    assert "What does not work?" in text
    sent = send(client, "/en/tillganglighet/kontakt/")
    assert sent["Location"] == "/en/tillganglighet/kontakt/?tack=1"
    assert ContactMessage.objects.get().language == "en"
    assert THANKS in client.get(sent["Location"]).content.decode()
    wrong = send(client, "/en/tillganglighet/kontakt/", message="")
    assert "Write what does not work." in error_of(wrong)


def test_in_swedish_no_english_is_left(client, site):
    text = client.get(ADDRESS).content.decode()
    with override("sv"):
        for english in ("What does not work?", "Your e-mail address (optional)", "Send the message"):
            assert english not in text
            assert gettext(english) in text


def test_the_statement_leads_here(client, site):
    site.get_children().get(slug="tillganglighet").delete()
    AccessibilityStatementPageFactory(parent=site, title="Tillgänglighet", slug="tillganglighet")
    assert f'href="{ADDRESS}"' in client.get("/tillganglighet/").content.decode()


def test_who_the_form_is_for_stays_clear(client, site):
    text = client.get(ADDRESS).content.decode()
    assert text.count("<textarea") == 1
    assert 'autocomplete="email"' in text
    assert '<meta name="robots" content="noindex">' in text
