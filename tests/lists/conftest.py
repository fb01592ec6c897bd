"""Pages in every state that a list may meet, and who may see which."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

MEMBERS = "Redaktör"  # the group that the closed pages are open to: "editor" of the cast is in it
# What each person finds in a list. Drafts, what waits for its day and what has expired are nobody's.
FINDS = {
    None: {"live"},
    "staff": {"live", "login"},
    "editor": {"live", "login", "group"},
    "admin": {"live", "login", "group"},
}
# The states and the word that is in the title of a page in that state, and nowhere else on the site.
WORDS = {
    "live": "Gullregn",
    "draft": "Utkastvide",
    "login": "Nyckelblomster",
    "group": "Klubbstarr",
    "below": "Underviol",
    "scheduled": "Vinterros",
    "expired": "Höstastrakan",
}


def restrict(page, kind, *groups):
    """Close ``page``: ``login`` opens it for everybody who is signed in, ``groups`` for these groups."""
    made = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    made.groups.set(groups)
    return made


def found(response):
    """The states whose word stands in what was answered."""
    assert response.status_code == 200
    text = response.content.decode()
    return {state for state, word in WORDS.items() if word in text}


def a_document(title, collection):
    document = get_document_model()(title=title, collection=collection or Collection.get_first_root_node())
    document.file.save(f"{title}.txt", ContentFile(b"Text"), save=True)
    return document


@pytest.fixture
def documents(site):
    """{state: document}, with one in a collection below a closed one."""
    root = Collection.get_first_root_node()
    made = {"live": a_document(WORDS["live"], root)}
    for state in ("login", "group"):
        collection = Collection.objects.get(pk=root.pk).add_child(name=state)
        closed = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="groups" if state == "group" else "login"
        )
        closed.groups.set([Group.objects.get(name=MEMBERS)] if state == "group" else [])
        made[state] = a_document(WORDS[state], collection.add_child(name=f"{state} inre"))
    return made


@pytest.fixture
def restricted():
    """``restricted(page, "login")`` or ``restricted(page, "group")``."""

    def close(page, state):
        group = Group.objects.get(name=MEMBERS)
        return restrict(page, "login") if state == "login" else restrict(page, "groups", group)

    return close


@pytest.fixture
def in_all_states(site, restricted):
    """``in_all_states(factory, parent)``: {state: page}. ``fields(state, number)`` gives further fields of each."""

    def make(factory, parent, fields=lambda state, number: {}, states=tuple(WORDS)):
        now = timezone.now()
        made = {}
        for number, state in enumerate(states):
            values = {"title": WORDS[state], "parent": parent, **fields(state, number)}
            if state == "below":
                draft = type(parent)(title="Dold avdelning", slug="dold", locale=parent.locale, live=False)
                draft.content_owner = "Modellförvaltare"
                type(site).objects.get(pk=site.pk).add_child(instance=draft)
                values["parent"] = draft
            if state in ("draft", "scheduled", "expired"):
                values["live"] = False
            page = factory(**values)
            if state == "scheduled":
                page.go_live_at = now + timedelta(days=2)
                page.save_revision(approved_go_live_at=page.go_live_at)
                page.save()
            if state == "expired":
                page.expired, page.expire_at = True, now - timedelta(days=2)
                page.save()
            if state in ("login", "group"):
                restricted(page, state)
            made[state] = page
        return made

    return make
