import calendar
import re
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.engines.starter.grammar import Grammar, Pair
from desk.engines.starter.lexicon import read_lexicon

SYMBOLS = read_lexicon()
MONTHS = {name: str(number) for number, name in enumerate(calendar.month_name[1:], 1)}


def sentences(seed: int, count: int) -> list[Pair]:
    return list(islice(Grammar(seed, SYMBOLS).pairs(), count))


def digits(text: str) -> list[str]:
    """All digits of a text, sorted; a month's English name counts as its number."""
    for name, number in MONTHS.items():
        text = re.sub(rf"\b{name}\b", number, text)
    return sorted(re.findall(r"\d", text))


class TestGrammar:
    def test_it_draws_the_same_from_the_same_seed(self) -> None:
        assert sentences(7, 200) == sentences(7, 200)

    def test_it_draws_otherwise_from_another_seed(self) -> None:
        assert sentences(7, 20) != sentences(8, 20)

    @given(st.integers(0, 2**32))
    @settings(max_examples=40, deadline=None)
    def test_it_keeps_every_digit(self, seed: int) -> None:
        for pair in sentences(seed, 25):
            assert digits(pair.vi) == digits(pair.en), pair

    @given(st.integers(0, 2**32))
    @settings(max_examples=40, deadline=None)
    def test_it_leaves_no_notation_behind(self, seed: int) -> None:
        for pair in sentences(seed, 25):
            for text in (pair.vi, pair.en):
                assert text
                assert not re.search(r"[{}<>|*=]|  | ,| \.", text), pair
                assert text == text.strip()

    def test_it_tells_which_terms_it_drew(self) -> None:
        drawn = [pair for pair in sentences(3, 500) if pair.terms]

        assert len(drawn) > 100
        for pair in drawn:
            for vi, en in pair.terms:
                assert vi.casefold() in pair.vi.casefold()
                assert en.removeprefix("the ").casefold() in pair.en.casefold()

    def test_it_draws_each_kind_of_sentence_that_a_news_page_has(self) -> None:
        vietnamese = [pair.vi for pair in sentences(5, 3000)]

        assert any(text.startswith("Ảnh: ") for text in vietnamese)
        assert any("`" in text for text in vietnamese)
        assert any("“" in text for text in vietnamese)
        assert any(not text.endswith((".", "!")) for text in vietnamese)
        assert any("bị cáo buộc" in text for text in vietnamese)
        assert any("không có bằng chứng" in text.casefold() for text in vietnamese)

    def test_it_writes_numbers_as_each_language_does(self) -> None:
        pair = next(pair for pair in Grammar(1, SYMBOLS).pairs() if re.search(r"\d\.\d{3}\b", pair.vi))

        assert re.search(r"\d,\d{3}\b", pair.en)
        assert not re.search(r"\d\.\d{3}\b", pair.en)
