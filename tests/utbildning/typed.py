"""A visitor who fills in forms as a browser does: with what the page itself put into them."""

import html
import re
from urllib.parse import urlsplit

from django.apps import apps
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from grund.models import OutboxMail

ABOUT = {"name": "Noa Exempel", "unit": "Utbildningsförvaltningen", "role": "object_lead_it"}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
# What changes by looking at a page: never a row of these.
_IGNORED = {"grund.ThrottleCounter", "sessions.Session"}


def url(name, language="sv", **kwargs):
    with override(language):
        return reverse(f"anmalan:{name}", kwargs=kwargs)


def hidden_of(response):
    """{name: value} of the hidden fields of a page, without the key against forged forms."""
    text = response.content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    found = {name: html.unescape(value) for name, value in _HIDDEN.findall(main)}
    found.pop("csrfmiddlewaretoken", None)
    return found


def filled(client, address, **data):
    """The data of a form that was opened at ``address``, filled in a minute later."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    hidden = hidden_of(response)
    if "opened" in hidden:
        hidden["opened"] = opened_ago(60)
    return {**hidden, **ABOUT, **data}


def opened_ago(seconds):
    """The signed time of a form that was opened some time ago."""
    signer = signing.TimestampSigner(salt="utbildning.form")
    then = signing.b62_encode(int(timezone.now().timestamp()) - seconds)
    value = f"form:{then}"
    return f"{value}:{signer.signature(value)}"


def words_of(kind=None):
    """The secrets of the links that were mailed, the oldest first."""
    mails = OutboxMail.objects.exclude(secret="").order_by("pk")
    return list((mails.filter(kind=kind) if kind else mails).values_list("secret", flat=True))


def all_rows():
    """Every row of the database but counters and sessions, to see that looking changed none."""
    found = {}
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy and model._meta.label not in _IGNORED:
            found[model._meta.label] = sorted(map(repr, model._base_manager.values_list()))
    return found


def main_of(response):
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def problems_of(response):
    """The text of the box that says what is wrong."""
    text = html.unescape(response.content.decode())
    assert 'id="errors"' in text
    assert re.search(r"<title>(Fel:|Error:|Fel |Error )", text), "the title does not begin with the word for error"
    return text.split('id="errors"')[1].split("</div>")[0]


def path_of(response):
    return urlsplit(response["Location"]).path


def by_mail(client, address, **data):
    """Ask by e-mail for a seat. Gives (answer, what was sent)."""
    sent = filled(client, address, **{"email": "noa@example.org", **data})
    return client.post(address, sent), sent


def confirmed(client, word):
    """The answer to the button on the page behind the link in the mail."""
    address = url("confirm", word=word)
    return client.post(address, hidden_of(client.get(address)))
