"""Counters and sites' names behind a headline, and texts that were made to keep the search for them busy."""

import pytest

from desk.domain.segment import Span
from desk.text.headlines import counter_behind, repeats
from tests.patience import patience

HEADLINE = "Mưa lớn ở Hà Nội"


class TestCounterBehind:
    def test_it_is_found_behind_a_long_text(self) -> None:
        text = "a b " * 5000 + "end 12 comments  "

        assert counter_behind(text, "en") == Span(20_003, len(text))


class TestRepeats:
    @pytest.mark.parametrize("behind", ["", " (12)", " | Nhịp Số", " – Nhịp Số", " [ 3 ]  \n"])
    def test_a_headline_with_something_behind_it_is_the_headline(self, behind: str) -> None:
        assert repeats(HEADLINE + behind, HEADLINE, "vi")

    @pytest.mark.parametrize("piece", ["\n", " 1", "1,000.5 ", "( 1 ", "a | ", "a - ", "12 comments "])
    def test_no_text_keeps_it_busy(self, piece: str) -> None:
        """Anybody who may write can send such a text, and while it is checked nobody else can save."""
        text = ("a" + piece * 400_000)[:400_000] + "b"

        with patience():
            assert not repeats(text, HEADLINE, "vi")
