"""Who may do what with the search in the admin."""

import pytest

from search.models import Pick, SearchWeights, SynonymGroup
from search.weights import Weights

pytestmark = pytest.mark.django_db
ROLES = ("anonymous", "staff", "training_manager", "editor", "model_manager", "admin")
EDITORS = ("editor", "model_manager", "admin")
MANAGERS = ("model_manager", "admin")
SCREENS = [
    ("/admin/search_synonyms/", EDITORS),
    ("/admin/search_synonyms/new/", EDITORS),
    ("/admin/search_synonyms/edit/{group}/", EDITORS),
    ("/admin/search_synonyms/delete/{group}/", EDITORS),
    ("/admin/search_synonyms/history/{group}/", EDITORS),
    ("/admin/search_picks/", EDITORS),
    ("/admin/search_picks/new/", EDITORS),
    ("/admin/search_picks/edit/{pick}/", EDITORS),
    ("/admin/search_picks/delete/{pick}/", EDITORS),
    ("/admin/search_weights/edit/1/", MANAGERS),
    ("/admin/search_weights/history/1/", MANAGERS),
    ("/admin/search_report/", EDITORS),
    ("/admin/search_report/?export=csv", EDITORS),
    ("/admin/search_explain/", EDITORS),
]


@pytest.fixture
def names(index_page):
    group = SynonymGroup.objects.create(words="a\nb")
    return {"group": group.pk, "pick": Pick.objects.create(query="mall", page=index_page("mallar")).pk}


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_which_screen(as_user, names, role):
    client = as_user(None if role == "anonymous" else role)
    for address, allowed in SCREENS:
        response = client.get(address.format(**names))
        if role in allowed:
            assert response.status_code == 200, address
        else:
            assert response.status_code == 302, address
            assert response["Location"].split("?")[0] in ("/logga-in/", "/admin/login/", "/admin/"), address


@pytest.mark.parametrize("role", [role for role in ROLES if role not in EDITORS])
def test_nobody_else_writes(as_user, names, role):
    client = as_user(None if role == "anonymous" else role)
    client.post("/admin/search_synonyms/new/", {"language": "sv", "words": "c\nd"})
    client.post(f"/admin/search_synonyms/delete/{names['group']}/")
    client.post(f"/admin/search_picks/delete/{names['pick']}/")
    client.post("/admin/search_weights/edit/1/", dict.fromkeys(Weights.__dataclass_fields__, "2"))
    assert [group.words for group in SynonymGroup.objects.all()] == ["a\nb"]
    assert Pick.objects.exists()
    assert not SearchWeights.objects.exists()


def test_an_editor_changes_no_weights(editor):
    editor.post("/admin/search_weights/edit/1/", dict.fromkeys(Weights.__dataclass_fields__, "2"))
    assert not SearchWeights.objects.exists()


ITEMS = ("search_report", "search_synonyms", "search_picks", "search_weights", "search_explain")


@pytest.mark.parametrize("role, shown", [("editor", 4), ("model_manager", 5), ("training_manager", 0), ("admin", 5)])
def test_the_menu_shows_what_one_may_do(as_user, role, shown):
    text = as_user(role).get("/admin/").content.decode()
    assert sum(f'"/admin/{item}/"' in text for item in ITEMS) == shown
    assert ("/admin/search_weights/" in text) == (role in MANAGERS)
