import calendar
import re
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.engines.starter.grammar import Grammar, Pair
from desk.engines.starter.spelling import bare

LANGUAGES = ["es", "fr", "ru", "vi"]
MONTHS = {name: str(number) for number, name in enumerate(calendar.month_name[1:], 1)}


def sentences(seed: int, count: int, language: str = "vi") -> list[Pair]:
    return list(islice(Grammar(seed, language).pairs(), count))


def digits(text: str, language: str) -> list[str]:
    """All digits of a text, sorted; beside Vietnamese, which numbers its months, their names count as numbers."""
    for name, number in MONTHS.items() if language == "vi" else ():
        text = re.sub(rf"\b{name}\b", number, text)
    return sorted(re.findall(r"\d", text))


class TestGrammar:
    def test_it_draws_the_same_from_the_same_seed(self) -> None:
        assert sentences(7, 200) == sentences(7, 200)

    def test_it_draws_otherwise_from_another_seed(self) -> None:
        assert sentences(7, 20) != sentences(8, 20)

    @given(st.integers(0, 2**32), st.sampled_from(LANGUAGES))
    @settings(max_examples=60, deadline=None)
    def test_it_keeps_every_digit(self, seed: int, language: str) -> None:
        for pair in sentences(seed, 25, language):
            assert digits(pair.source, language) == digits(pair.target, language), pair

    @given(st.integers(0, 2**32), st.sampled_from(LANGUAGES))
    @settings(max_examples=60, deadline=None)
    def test_it_leaves_no_notation_behind(self, seed: int, language: str) -> None:
        for pair in sentences(seed, 25, language):
            for text in (pair.source, pair.target):
                assert text
                assert not re.search(r"[{}<>|*=]|  | ,| \.|,[.,:]| ; ", text), pair
                assert text == text.strip()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_tells_which_terms_it_drew(self, language: str) -> None:
        drawn = [pair for pair in sentences(3, 500, language) if pair.terms]

        assert len(drawn) > 100
        for pair in drawn:
            for here, there in pair.terms:
                assert bare(here).casefold() in pair.source.casefold()
                assert bare(there).casefold() in pair.target.casefold()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_seldom_says_the_same_twice(self, language: str) -> None:
        assert len({pair.source for pair in sentences(11, 1000, language)}) > 850

    @pytest.mark.parametrize("language", ["es", "fr", "ru"])
    def test_it_joins_words_and_endings_well(self, language: str) -> None:
        for pair in sentences(6, 2000, language):
            assert not re.search(r"[^\W\d_A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я]", pair.source), pair
            assert not re.search(r"\b(?:de el|a el|de le|de les|que il|à le)\b", pair.source), pair

    def test_it_draws_each_kind_of_sentence_that_a_news_page_has(self) -> None:
        vietnamese = [pair.source for pair in sentences(5, 3000)]

        assert any(text.startswith("Ảnh: ") for text in vietnamese)
        assert any("`" in text for text in vietnamese)
        assert any("“" in text for text in vietnamese)
        assert any(not text.endswith((".", "!")) for text in vietnamese)
        assert any("bị cáo buộc" in text for text in vietnamese)
        assert any("không có bằng chứng" in text.casefold() for text in vietnamese)

    @pytest.mark.parametrize(
        ("language", "marks"),
        [
            ("es", ["«", "»", "“", "¿", "¡", " del ", " al "]),
            ("fr", ["«\u00a0", "\u00a0»", "\u00a0?", " du ", "qu'", "d'"]),
        ],
    )
    def test_it_writes_as_the_language_does(self, language: str, marks: list[str]) -> None:
        text = "\n".join(pair.source for pair in sentences(5, 2000, language))

        assert [mark for mark in marks if mark not in text] == []

    def test_it_declines_russian_names(self) -> None:
        terms = [here for pair in sentences(5, 3000, "ru") for here, _ in pair.terms]

        assert {"Хезболла", "Хезболлы"} <= set(terms)
        assert any(term.endswith("Путиным") for term in terms)

    def test_it_writes_numbers_as_each_language_does(self) -> None:
        pair = next(pair for pair in Grammar(1).pairs() if re.search(r"\d\.\d{3}\b", pair.source))

        assert re.search(r"\d,\d{3}\b", pair.target)
        assert not re.search(r"\d\.\d{3}\b", pair.target)
