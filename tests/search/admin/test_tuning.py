"""What editors have set reaches every search at once, is read with three queries, and ends on its last day."""

from dataclasses import fields
from datetime import date

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from search import state, tuning
from search.models import Pick, SearchWeights, SynonymGroup
from search.models.editing import WEIGHT_WORDS
from search.tuning import from_rows, normal, split_words
from search.weights import Weights
from tests.search.admin.conftest import config

DAY = date(2026, 3, 1)


class TestPure:
    pytestmark = pytest.mark.pure

    @pytest.mark.parametrize(
        "typed, key",
        [
            ("  Objekt-Plan!  ", "objekt plan"),
            ("ÅÄÖ", "åäö"),
            ("a\u030angra", "ångra"),  # two signs
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("K/R/T 2026", "k r t 2026"),
            ("_under_streck_", "under streck"),
            ("\0\ud800 😀", ""),
            ("", ""),
        ],
    )
    def test_the_key_of_a_query(self, typed, key):
        assert normal(typed) == key
        assert normal(key) == key

    @pytest.mark.parametrize(
        "text", ["plan\növersikt", "plan, översikt", " plan ;\r\n\r\n översikt ,", "plan,,översikt"]
    )
    def test_the_words_of_a_group(self, text):
        assert split_words(text) == ["plan", "översikt"]

    def test_a_word_may_be_two(self):
        assert split_words("ekonomi  system\nagresso") == ["ekonomi system", "agresso"]

    def test_from_rows(self):
        picks = [
            ("plan", "pick", 7, None, DAY),
            ("plan", "exclude", None, 3, DAY),
            ("plan", "pick", None, None, DAY),  # what it pointed at is gone
            ("mall", "pick", 8, None, date(2026, 2, 28)),
        ]
        found = from_rows(["plan\növersikt", "ensam", ""], {"id": 1, "exact": 4.0}, picks)
        assert found.synonyms == (("plan", "översikt"),)
        assert found.weights == Weights(exact=4.0)
        assert found.picks_for("PLAN!", DAY) == (("pick", "page", "7"), ("exclude", "document", "3"))
        assert found.picks_for("planer", DAY) == ()

    def test_one_holds_on_its_last_day_and_no_longer(self):
        found = from_rows([], None, [("mall", "pick", 8, None, DAY)])
        assert found.picks_for("mall", DAY) == (("pick", "page", "8"),)
        assert found.picks_for("mall", date(2026, 3, 2)) == ()

    def test_nothing_is_set(self):
        assert from_rows([], None, []) == tuning.Tuning()

    def test_each_weight_has_a_field_with_its_default_and_words(self):
        names = [one.name for one in fields(Weights)]
        assert list(WEIGHT_WORDS) == names
        columns = {one.name: one.default for one in SearchWeights._meta.fields if one.name != "id"}
        assert columns == {one.name: one.default for one in fields(Weights)}


@pytest.mark.django_db
class TestRead:
    def test_with_three_queries_and_then_with_none(self, site, django_assert_num_queries):
        SynonymGroup.objects.create(language="sv", words="plan\növersikt")
        SynonymGroup.objects.create(language="en", words="plan\noverview")
        SearchWeights(exact=5).save()
        Pick.objects.create(language="sv", query="Två", page=site, order=2)
        Pick.objects.create(language="sv", query="två", page=site.get_children().first(), order=1, kind="exclude")
        number = config()
        with django_assert_num_queries(3):
            found = tuning.tuning("sv", number)
        with django_assert_num_queries(0):
            assert tuning.tuning("sv", number) is found
            picks = found.picks_for("två")
        assert found.synonyms == (("plan", "översikt"),)
        assert found.weights == Weights(exact=5)
        assert picks == (("exclude", "page", str(site.get_children().first().pk)), ("pick", "page", str(site.pk)))
        assert tuning.tuning("en", number).synonyms == (("plan", "overview"),)

    def test_what_is_cached_ends_too(self, site, monkeypatch):
        Pick.objects.create(language="sv", query="mall", page=site, ends_on=DAY)
        found = tuning.tuning("sv", config())
        for day, number in ((DAY, 1), (date(2026, 3, 2), 0)):
            monkeypatch.setattr(tuning.timezone, "localdate", lambda day=day: day)
            assert len(found.picks_for("mall")) == number


WAYS = {
    "created": lambda row: SynonymGroup.objects.create(words="ny\nfärsk"),
    "saved": lambda row: row.save(),
    "deleted": lambda row: row.delete(),
    "updated at once": lambda row: SynonymGroup.objects.update(note="x"),
    "created at once": lambda row: SynonymGroup.objects.bulk_create([SynonymGroup(words="a\nb")]),
    "updated row by row": lambda row: SynonymGroup.objects.bulk_update([row], ["note"]),
    "deleted at once": lambda row: SynonymGroup.objects.all().delete(),
    "imported": lambda row: [
        one.save() for one in serializers.deserialize("json", serializers.serialize("json", [row]))
    ],
}


@pytest.mark.django_db
class TestTouch:
    @pytest.mark.parametrize("way", WAYS)
    def test_every_change_is_told(self, way):
        row = SynonymGroup.objects.create(words="plan\növersikt")
        before = config()
        WAYS[way](row)
        assert config() > before

    def test_the_weights_and_the_picks_too(self, site):
        for make in (lambda: SearchWeights(), lambda: Pick(query="x", page=site)):
            before = config()
            row = make()
            row.save()
            saved = config()
            row.delete()
            assert before < saved < config()

    def test_a_pick_goes_with_its_page(self, site, index_page):
        page = index_page("mallar")
        Pick.objects.create(query="x", page=page)
        before = config()
        page.delete()
        assert not Pick.objects.exists()
        assert config() > before

    def test_in_the_same_transaction(self, monkeypatch):
        def fail(name):
            raise RuntimeError

        monkeypatch.setattr(state, "touch", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            SynonymGroup(words="plan\növersikt").save()
        assert not SynonymGroup.objects.exists()


@pytest.mark.django_db
class TestRules:
    def test_there_is_one_row_of_weights(self):
        SearchWeights(exact=2).save()
        SearchWeights(exact=3).save()
        assert list(SearchWeights.objects.values_list("pk", "exact")) == [(1, 3.0)]
        with pytest.raises(IntegrityError), transaction.atomic():
            SearchWeights.objects.bulk_create([SearchWeights(pk=2)])

    def test_a_pick_points_at_one_thing(self, site):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pick.objects.create(query="x")

    def test_the_same_page_once_for_a_query(self, site):
        Pick.objects.create(query="Plan", page=site)
        with pytest.raises(IntegrityError), transaction.atomic():
            Pick.objects.create(query="plan!", page=site, kind="exclude")
        Pick.objects.create(query="plan", page=site, language="en")

    def test_saving_a_part_keeps_the_key_right(self, site):
        pick = Pick.objects.create(query="Plan", page=site)
        pick.query = "Ny plan"
        pick.save(update_fields=["query"])
        pick.refresh_from_db()
        assert pick.key == "ny plan"

    def test_the_default_ends_a_year_ahead(self, site, monkeypatch):
        from search.models import editing

        monkeypatch.setattr(editing.timezone, "localdate", lambda: date(2028, 2, 29))
        assert editing.in_a_year() == date(2029, 2, 28)

    def test_reading_costs_three_queries_however_many_rows(self, site):
        counts = []
        for number in range(2):
            for word in range(10 * number + 1):
                SynonymGroup.objects.create(words=f"a{word}\nb{word}")
            with CaptureQueriesContext(connection) as captured:
                tuning.tuning("sv", number)
            counts.append(len(captured))
        assert counts == [3, 3]
