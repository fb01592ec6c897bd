"""The forms for synonyms, picks and weights: they open in both languages, take what is good and say what is wrong."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone, translation
from django.utils.html import escape
from wagtail.documents import get_document_model

from search import tuning
from search.models import Pick, SearchWeights, SynonymGroup
from search.weights import Weights
from tests.search.admin.conftest import config, told

pytestmark = pytest.mark.django_db
SYNONYMS, PICKS, WEIGHTS = "/admin/search_synonyms/", "/admin/search_picks/", "/admin/search_weights/"
GROUP = {"language": "sv", "words": "Objektplan\nÖversiktsplan", "note": "Önskat av en läsare"}


def errors_of(response):
    assert response.status_code == 200
    return response.context["form"].errors


def in_days(number):
    return (timezone.localdate() + timedelta(days=number)).isoformat()


@pytest.fixture
def pick_form(index_page):
    return {
        "query": "Mall",
        "language": "sv",
        "kind": "pick",
        "page": index_page("mallar").pk,
        "document": "",
        "order": "1",
        "ends_on": in_days(30),
        "note": "",
    }


@pytest.fixture
def document():
    made = get_document_model()(title="Blanketten")
    made.file.save("blankett.txt", ContentFile(b"Text"), save=True)
    return made


class TestSynonyms:
    def test_a_group_is_made_changed_and_removed_and_holds_at_once(self, editor):
        assert editor.post(f"{SYNONYMS}new/", GROUP).status_code == 302
        group = SynonymGroup.objects.get()
        assert tuning.tuning("sv", config()).synonyms == (("Objektplan", "Översiktsplan"),)
        assert "Objektplan, Översiktsplan" in editor.get(SYNONYMS).content.decode()
        assert editor.post(f"{SYNONYMS}edit/{group.pk}/", {**GROUP, "words": "a, b"}).status_code == 302
        assert tuning.tuning("sv", config()).synonyms == (("a", "b"),)
        assert editor.post(f"{SYNONYMS}delete/{group.pk}/").status_code == 302
        assert tuning.tuning("sv", config()).synonyms == ()

    def test_words_are_kept_one_on_each_line(self, editor):
        editor.post(f"{SYNONYMS}new/", {**GROUP, "words": "  e-tjänst ,, digital   tjänst\r\n\r\nsjälvservice; "})
        assert SynonymGroup.objects.get().words == "e-tjänst\ndigital tjänst\nsjälvservice"

    @pytest.mark.parametrize(
        "words, sentence, values",
        [
            ("ensam", "Write at least two words.", None),
            (" , \n", "Write at least two words.", None),
            ("plan\nPLAN!", "“%(word)s” is the same word as “%(other)s”. Remove one of them.", ("PLAN!", "plan")),
            ("plan\n?!", "“%(word)s” has neither a letter nor a digit.", ("?!",)),
            ("plan\n" + "å" * 81, "“%(word)s…” is longer than %(most)d characters.", ("å" * 20, 80)),
            (
                "\n".join(f"ord{number}" for number in range(13)),
                "Write at most %(most)d words, and make another group of the rest.",
                (12,),
            ),
        ],
    )
    def test_words_that_do_not_do_get_a_sentence(self, editor, words, sentence, values):
        response = editor.post(f"{SYNONYMS}new/", {**GROUP, "words": words})
        assert list(errors_of(response)) == ["words"]
        assert not SynonymGroup.objects.exists()
        pairs = dict(zip([n for n in ("word", "other", "most") if f"%({n})" in sentence], values or (), strict=True))
        with translation.override("sv"):
            assert told(response, sentence, **pairs)

    def test_eighty_characters_and_twelve_words_do(self, editor):
        words = "\n".join(["å" * 80, *(f"ord{number}" for number in range(11))])
        assert editor.post(f"{SYNONYMS}new/", {**GROUP, "words": words}).status_code == 302

    @pytest.mark.parametrize(
        "wrong", [{"words": ""}, {"language": "de"}, {"language": ""}, {"note": "x" * 201}, {"words": "a\0,b"}]
    )
    def test_each_field_is_looked_at(self, editor, wrong):
        assert list(errors_of(editor.post(f"{SYNONYMS}new/", {**GROUP, **wrong}))) == list(wrong)

    def test_the_report_fills_the_form_in(self, editor):
        query = urlencode({"language": "en", "words": "<b>plan</b>"})
        text = editor.get(f"{SYNONYMS}new/?{query}").content.decode()
        assert escape("<b>plan</b>") in text
        assert "<b>plan</b>" not in text
        assert '<option value="en" selected>' in text

    @pytest.mark.parametrize("query", ["language=xx&words=" + "a" * 5000, "language=&words=", "words=%00plan"])
    def test_a_strange_address_fills_in_what_it_can(self, editor, query):
        response = editor.get(f"{SYNONYMS}new/?{query}")
        assert response.status_code == 200
        assert "a" * 101 not in response.content.decode()

    def test_the_list_can_be_searched_and_narrowed(self, editor):
        for language, words in (("sv", "plan\növersikt"), ("en", "system\napplication")):
            SynonymGroup.objects.create(language=language, words=words)
        found = editor.get(f"{SYNONYMS}results/?q=versikt").content.decode()
        assert "plan, översikt" in found
        assert "system, application" not in found
        assert "system, application" in editor.get(f"{SYNONYMS}?language=en").content.decode()


class TestPicks:
    def test_a_page_is_picked(self, editor, pick_form, index_page):
        assert editor.post(f"{PICKS}new/", pick_form).status_code == 302
        key = str(index_page("mallar").pk)
        found = tuning.tuning("sv", config())
        assert found.picks_for("MALL!") == (("pick", "page", key),)
        text = editor.get(PICKS).content.decode()
        assert "Mallar" in text
        pick = Pick.objects.get()
        editor.post(f"{PICKS}edit/{pick.pk}/", {**pick_form, "kind": "exclude"})
        assert tuning.tuning("sv", config()).picks_for("mall") == (("exclude", "page", key),)

    def test_a_document_is_picked(self, editor, pick_form, document):
        form = {**pick_form, "page": "", "document": document.pk}
        assert editor.post(f"{PICKS}new/", form).status_code == 302
        assert tuning.tuning("sv", config()).picks_for("mall") == (("pick", "document", str(document.pk)),)
        document.delete()
        assert tuning.tuning("sv", config()).picks_for("mall") == ()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"query": ""},
            {"query": "?!"},
            {"query": "x" * 101},
            {"query": "ß" * 60},
            {"language": "de"},
            {"kind": "promote"},
            {"page": "999999"},
            {"page": "x"},
            {"page": ""},
            {"page": "9" * 30},
            {"page": "\0"},
            {"document": "999999"},
            {"document": "x"},
            {"order": "0"},
            {"order": "100"},
            {"order": "x"},
            {"ends_on": ""},
            {"ends_on": "2026-13-01"},
            {"ends_on": in_days(-1)},
            {"note": "x" * 201},
        ],
    )
    def test_each_field_is_looked_at(self, editor, pick_form, wrong):
        response = editor.post(f"{PICKS}new/", {**pick_form, **wrong})
        assert list(errors_of(response)) == list(wrong)
        assert not Pick.objects.exists()

    def test_either_a_page_or_a_document(self, editor, pick_form, document):
        for wrong in ({"page": ""}, {"document": document.pk}):
            response = editor.post(f"{PICKS}new/", {**pick_form, **wrong})
            assert list(errors_of(response)) == ["page"]
            assert told(response, "Choose either a page or a document.")

    def test_the_same_twice_gets_a_sentence_at_its_field(self, editor, pick_form):
        editor.post(f"{PICKS}new/", pick_form)
        response = editor.post(f"{PICKS}new/", {**pick_form, "query": "MALL?", "kind": "exclude"})
        assert list(errors_of(response)) == ["page"]
        assert told(response, "It is already picked or excluded for these words. Change that one instead.")
        assert editor.post(f"{PICKS}new/", {**pick_form, "language": "en"}).status_code == 302
        assert editor.post(f"{PICKS}new/", {**pick_form, "query": "mallar"}).status_code == 302

    def test_one_that_has_ended_may_be_corrected(self, editor, pick_form, site):
        day = in_days(-10)
        pick = Pick.objects.create(query="Mall", page_id=pick_form["page"], ends_on=day)
        address = f"{PICKS}edit/{pick.pk}/"
        assert editor.post(address, {**pick_form, "ends_on": day, "note": "Rättad"}).status_code == 302
        response = editor.post(address, {**pick_form, "ends_on": in_days(-5)})
        assert list(errors_of(response)) == ["ends_on"]
        assert told(response, "The last day has already passed.")

    def test_the_form_comes_with_a_day_a_year_ahead(self, editor):
        text = editor.get(f"{PICKS}new/?{urlencode({'language': 'en', 'query': 'plan'})}").content.decode()
        assert f'value="{timezone.localdate().year + 1}' in text
        assert 'value="plan"' in text

    def test_the_questions_of_the_list_do_not_grow(self, editor, index_page, django_assert_max_num_queries):
        for number, slug in enumerate(("mallar", "roller", "objekt", "nyheter")):
            Pick.objects.create(query=f"ord {number}", page=index_page(slug))
        editor.get(PICKS)
        with django_assert_max_num_queries(20):
            editor.get(PICKS)


class TestWeights:
    NUMBERS = dict.fromkeys(Weights.__dataclass_fields__, "2.5")

    def test_the_list_leads_to_the_one_row(self, manager):
        assert manager.get(WEIGHTS)["Location"] == f"{WEIGHTS}edit/1/"

    def test_the_form_begins_with_the_defaults_and_writes_nothing(self, manager):
        form = manager.get(f"{WEIGHTS}edit/1/").context["form"]
        assert set(form.fields) == set(Weights.__dataclass_fields__)
        assert {name: form[name].value() for name in form.fields} == vars(Weights())
        assert not SearchWeights.objects.exists()
        assert tuning.tuning("sv", config()).weights == Weights()

    def test_they_are_saved_once_and_again(self, manager):
        for number in ("2.5", "0.5"):
            numbers = {**self.NUMBERS, "title": number}
            assert manager.post(f"{WEIGHTS}edit/1/", numbers)["Location"] == f"{WEIGHTS}edit/1/"
            assert tuning.tuning("en", config()).weights.title == float(number)
        assert SearchWeights.objects.count() == 1
        assert manager.get(f"{WEIGHTS}edit/1/").status_code == 200
        assert manager.get(f"{WEIGHTS}history/1/").status_code == 200

    def test_the_history_opens_before_anything_was_saved(self, manager):
        assert manager.get(f"{WEIGHTS}history/1/").status_code == 200

    @pytest.mark.parametrize("name", Weights.__dataclass_fields__)
    @pytest.mark.parametrize("wrong", ["", "-0.1", "10.1", "nan", "inf", "1e400", "x"])
    def test_each_has_its_bounds(self, manager, name, wrong):
        response = manager.post(f"{WEIGHTS}edit/1/", {**self.NUMBERS, name: wrong})
        assert list(errors_of(response)) == [name]
        assert not SearchWeights.objects.exists()

    @pytest.mark.parametrize("names", [("exact", "stem"), ("title", "body")])
    def test_not_everything_may_be_nothing(self, manager, names):
        response = manager.post(f"{WEIGHTS}edit/1/", {**self.NUMBERS, **dict.fromkeys(names, "0")})
        assert list(errors_of(response)) == [names[0]]

    @pytest.mark.parametrize("path", ["new/", "delete/1/", "edit/2/", "usage/1/", "copy/1/"])
    def test_there_is_no_other(self, manager, path):
        if path == "edit/2/":
            manager.post(f"{WEIGHTS}{path}", self.NUMBERS)
            assert list(SearchWeights.objects.values_list("pk", flat=True)) in ([], [1])
        else:
            assert manager.get(f"{WEIGHTS}{path}").status_code == 404


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_screen_opens_in_the_language_of_the_user(cast, as_user, language, index_page):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(cast["model_manager"])
    profile.preferred_language = language
    profile.save()
    client = as_user("model_manager")
    group = SynonymGroup.objects.create(words="a\nb")
    pick = Pick.objects.create(query="mall", page=index_page("mallar"))
    for address in (
        SYNONYMS,
        f"{SYNONYMS}new/",
        f"{SYNONYMS}edit/{group.pk}/",
        f"{SYNONYMS}delete/{group.pk}/",
        f"{SYNONYMS}history/{group.pk}/",
        PICKS,
        f"{PICKS}new/",
        f"{PICKS}edit/{pick.pk}/",
        f"{PICKS}delete/{pick.pk}/",
        f"{WEIGHTS}edit/1/",
        "/admin/search_report/",
        "/admin/search_explain/",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert f'<html lang="{language}"' in response.content.decode(), address
