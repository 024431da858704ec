"""Ambiguous forms, and the sentences in which they are meant."""

import pytest

from desk.domain.segment import Span
from desk.domain.term import Context, Form, FormStatus, Term
from desk.glossary.context import is_one_sentence, sentence_around
from desk.glossary.matcher import Glossary
from tests.patience import patience

IS = Form(
    "IS", case_sensitive=True, context=Context(("Syria", "caliphate", "militant*", "Islamic State"), ("sentence",))
)


def seen(text, language="en", form=IS):
    glossary = Glossary([Term("is", {language: (form,)})])
    return [match.span.of(text) for match in glossary.match(text, language)]


class TestIsOneSentence:
    def test_marks_without_end_cost_no_square(self):
        with patience():
            assert is_one_sentence("." * 200_000 + "x")
            assert not is_one_sentence("." * 200_000 + " X")


class TestNear:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("IS has lost ground in Syria.", ["IS"]),
            ("In SYRIA, IS militants fled.", ["IS"]),
            ("It is in Syria, it said.", []),
            ("THIS IS A HEADLINE", []),
            ("THIS IS SYRIA", ["IS"]),
            ("IS fights. It is in Syria.", []),
            ("Islamic State (IS) did it.", ["IS"]),
            ("IS and a militantly minded man", ["IS"]),
            ("IS and Syrians", []),
            ("In Syria IS is the subject of this sentence.", []),
            ("IS in the U.S. and Syria", ["IS"]),
            ("IS, approx. five men, in Syria", ["IS"]),
            ("IS\nSyria", []),
            ("IS said “no.” Syria said yes.", []),
        ],
    )
    def test_a_form_is_found_where_its_sentence_shows_that_it_is_meant(self, text, found):
        assert seen(text) == found

    def test_without_near_any_sentence_will_do_that_has_nothing_against_it(self):
        form = Form("Georgia", context=Context(not_near=("Atlanta", "Trump")))

        assert seen("Georgia votes.", form=form) == ["Georgia"]
        assert seen("Atlanta, Georgia", form=form) == []

    @pytest.mark.parametrize(
        ("language", "near", "text", "found"),
        [
            ("ru", "террорист*", "ИГ и террористы", ["ИГ"]),
            ("ru", "террорист", "ИГ и террористы", []),
            ("ar", "سوريا", "ИГ وبسوريا", ["ИГ"]),
            ("zh", "叙利亚", "在叙利亚的ИГ组织", ["ИГ"]),
            ("vi", "khủng bố", "tổ chức khủng bố ИГ", ["ИГ"]),
            ("fr", "l’État", "ИГ à l'état", ["ИГ"]),
        ],
    )
    def test_words_are_compared_as_forms_are(self, language, near, text, found):
        assert seen(text, language, Form("ИГ", case_sensitive=True, context=Context((near,)))) == found

    def test_a_form_that_is_not_meant_hides_none_beside_it(self):
        shielded = Term("a", {"en": (Form("IS group", context=Context(("Syria",))),)})
        plain = Term("b", {"en": (Form("group", FormStatus.FORBIDDEN),)})

        assert [match.term.id for match in Glossary([shielded, plain]).match("the IS group", "en")] == ["b"]

    def test_each_form_has_its_own_rule(self):
        forms = (Form("Islamic State"), Form("IS", context=Context(("Syria",))))

        matches = Glossary([Term("is", {"en": forms})]).match("Islamic State is here. Is IS?", "en")

        assert [match.form.text for match in matches] == ["Islamic State"]


class TestSentenceAround:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("One. Here it is. Three.", "Here it is"),
            ("One! «Here?» Three.", "«Here"),
            ("He said: here. and on", "He said: here. and on"),
            ("一。在 Here 二。三", "在 Here 二"),
            ("أ؟ Here هو؟ ب", "Here هو"),
            ("Here", "Here"),
        ],
    )
    def test_it_goes_from_end_to_end(self, text, sentence):
        place = text.lower().index("here")

        assert sentence_around(text, Span(place, place + 4)).of(text) == sentence

    def test_it_goes_no_farther_than_is_near(self):
        text = "a " * 5_000 + "Here" + " b" * 5_000

        assert len(sentence_around(text, Span(10_000, 10_004)).of(text)) < 1_000
