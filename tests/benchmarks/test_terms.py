"""The agreement set is what its README says, and the benchmark of terms runs."""

import importlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from desk.engines.starter.corpus import is_held_out

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "benchmarks" / "terms" / "agreement"
LEAST = {"en": 60, "es": 50, "fr": 50, "ru": 50, "de": 40, "uk": 30, "ar": 25, "vi": 20}
HALVES = ("look", "measure")
REPAIRED = ("forbidden", "unknown", "agreement", "mixed")


def records(language, half):
    return [json.loads(line) for line in (FOLDER / f"{language}.{half}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def everything():
    return [record for language in LEAST for half in HALVES for record in records(language, half)]


class TestSet:
    @pytest.mark.parametrize("language", LEAST)
    def test_it_has_enough_items_in_both_halves(self, language):
        look, measure = (records(language, half) for half in HALVES)

        assert len(look) + len(measure) >= LEAST[language]
        assert 0 <= len(look) - len(measure) <= 1

    @pytest.mark.parametrize("language", LEAST)
    def test_it_halves_by_number(self, language):
        numbers = {half: {int(each["id"].split("-")[1]) % 2 for each in records(language, half)} for half in HALVES}

        assert numbers == {"look": {1}, "measure": {0}}

    def test_it_has_no_item_twice(self, everything):
        for key in (lambda each: each["id"], lambda each: (each["target_language"], each["source"], each["draft"])):
            assert [many for many in Counter(map(key, everything)).items() if many[1] > 1] == []

    def test_it_is_in_composed_unicode(self, everything):
        texts = [each[key] for each in everything for key in ("source", "draft", "reference")]

        assert [text for text in texts if not unicodedata.is_normalized("NFC", text) or text != text.strip()] == []

    def test_it_aligns_words_that_are_there(self, everything):
        for each in everything:
            sizes = len(each["source"].split()), len(each["draft"].split())
            pairs = [tuple(map(int, pair.split("-"))) for pair in each["alignment"].split()]

            assert pairs, each["id"]
            assert all(a < sizes[0] and b < sizes[1] for a, b in pairs), each["id"]

    def test_it_changes_what_is_to_be_repaired_and_nothing_else(self, everything):
        for each in everything:
            assert (each["draft"] != each["reference"]) == (each["kind"] in REPAIRED), each["id"]

    def test_it_has_the_required_form_in_every_right_text(self, everything):
        for each in everything:
            texts = [each["reference"], *each.get("also", ())]
            if each["kind"] == "left":
                texts = texts[1:]
            for occurrence in each["occurrences"]:
                assert all(any(form in text for form in occurrence["required"]) for text in texts), each["id"]

    def test_it_marks_terms_that_it_defines(self, everything):
        for each in everything:
            defined = {term["id"]: term["forms"] for term in each["terms"]}

            assert {occurrence["term"] for occurrence in each["occurrences"]} <= set(defined), each["id"]
            for forms in defined.values():
                assert set(forms) == {each["source_language"], each["target_language"]}, each["id"]

    def test_it_says_rightly_what_a_draft_calls_a_term(self, everything):
        for each in everything:
            for occurrence in each["occurrences"]:
                start, end = occurrence["draft"]
                is_right = each["draft"][start:end] in occurrence["required"]

                assert is_right == (occurrence["was"] == "right"), each["id"]

    def test_it_leaves_drafts_only_where_attention_fails(self, everything):
        for each in everything:
            assert (each["kind"] == "left") == (each["attention"] != "clear"), each["id"]

    def test_it_has_every_kind_in_both_halves(self, everything):
        for remainder in (1, 0):
            kinds = {each["kind"] for each in everything if int(each["id"].split("-")[1]) % 2 == remainder}

            assert kinds == {*REPAIRED, "right", "trap", "left"}


@pytest.fixture
def fresh(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("terms_fresh")


class TestFresh:
    def test_it_requires_what_the_grammar_never_says(self, fresh):
        known = fresh.concepts()
        says = " ".join(variant for concept in known for variant in concept.variants).casefold()

        assert len(known) > 60
        assert [each.required for each in known if not each.variants or each.required.casefold() in says] == []

    def test_it_has_no_old_name_in_a_new_one(self, fresh):
        known = fresh.concepts()
        old = {fresh.bare(variant, "en") for concept in known for variant in concept.variants}

        assert [each.required for each in known if fresh.counted(old, each.required, "en")] == []

    def test_it_draws_what_no_training_saw_and_asks_for_the_new_forms(self, fresh):
        sentences = fresh.Sentences(fresh.concepts()).draw(5)

        assert len(sentences) == 5
        for sentence in sentences:
            assert is_held_out(sentence.source)
            for concept in sentence.concepts:
                assert fresh.counted([fresh.bare(concept.required, "en")], sentence.reference, "en")
                assert not fresh.counted(concept.variants, sentence.reference, "en")

    def test_it_takes_no_sentence_with_a_term_that_the_grammar_did_not_mark(self, fresh):
        drawing = fresh.Sentences(fresh.concepts())

        assert drawing.sentence("FSB ở Moscow.", "The FSB in Moscow.", (("FSB", "the FSB"),)) is None
        assert drawing.sentence("FSB ở Ufa.", "The FSB in Ufa.", (("FSB", "the FSB"),)).reference == (
            "The Lubyanka service in Ufa."
        )

    def test_it_does_not_count_a_name_that_stands_beside_itself(self, fresh):
        terms = (("IS-K", "ISIS-K"), ("nhánh IS ở Afghanistan", "the Afghan branch of IS"))

        assert (
            fresh.Sentences(fresh.concepts()).sentence(
                "IS-K, nhánh IS ở Afghanistan, im lặng.", "ISIS-K, the Afghan branch of IS, is silent.", terms
            )
            is None
        )


class TestCommand:
    def run(self, *arguments):
        command = [sys.executable, str(ROOT / "benchmarks" / "terms.py"), *arguments]
        inherited = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=ROOT, env=inherited, capture_output=True, text=True, timeout=300, check=True)
        return done.stdout

    def test_it_measures_five_items(self):
        printed = json.loads(self.run("agreement", "--languages", "en", "--half", "look", "--items", "5", "--json"))

        [english, everything] = printed["agreement"]
        assert english["items"] == everything["items"] == 5
        assert english["draft"]["exact"] == 0
        assert english["desk"]["present"] >= english["draft"]["present"]
        assert set(english["desk"]) == set(english["plain"]) == set(english["draft"])

    def test_it_drafts_five_fresh_sentences(self):
        fresh = json.loads(self.run("fresh", "--sentences", "5", "--json"))["fresh"]

        assert fresh["sentences"] == 5
        assert fresh["terms"] >= 5
        assert fresh["draft"]["present"] == 0
        assert fresh["plain"]["forbidden"] == 0
        assert fresh["all"]["present"] > 0

    def test_it_times_the_same_sentences(self):
        result = json.loads(self.run("time", "--sentences", "3", "--rounds", "1", "--json"))["time"]

        assert result["sentences"] == 3
        assert all(result[way]["processor"] > 0 for way in ("engine", "attention", "terms_desk", "terms_fresh"))

    def test_it_shows_nothing_of_the_measured_half(self):
        shown = set(re.findall(r"^\w\w-\d{3}", self.run("agreement", "--show"), re.MULTILINE))

        assert shown
        assert shown <= {each["id"] for language in LEAST for each in records(language, "look")}
