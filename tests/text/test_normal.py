import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.text.normal import normalise, one_line


class TestNormalise:
    def test_it_composes_what_came_decomposed(self) -> None:
        assert normalise(unicodedata.normalize("NFD", "Tiếng Việt")) == "Tiếng Việt"

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85"])
    def test_it_knows_every_line_end(self, end: str) -> None:
        assert normalise(f"one{end}two") == "one\ntwo"

    @pytest.mark.parametrize(
        "unseen",
        [
            "\ufeff",
            "\u200b",
            "\u00ad",
            "\x00",
            "\x1b",
            "\u202e",
            "\u2067",
            "\uf09a",
            "\ud800",
            "\U000e0041",
            "\U0010fffd",
        ],
    )
    def test_it_takes_out_what_nobody_sees(self, unseen: str) -> None:
        assert normalise(f"Crocus{unseen} City") == "Crocus City"

    @pytest.mark.parametrize(
        "seen",
        [
            "می‌خواهد",
            "👩‍🚒",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "10\u202f000\u00a0€",
            "السعر \u200e+7\u200f",
            "a\tb",
        ],
    )
    def test_it_leaves_what_spelling_and_typography_need(self, seen: str) -> None:
        assert normalise(seen) == seen

    def test_it_composes_across_a_hidden_character(self) -> None:
        assert normalise("e\u200b\u0301") == "é"

    @settings(deadline=None)
    @given(st.text())
    def test_it_changes_nothing_the_second_time(self, text: str) -> None:
        once = normalise(text)

        assert normalise(once) == once

    @settings(deadline=None)
    @given(st.text())
    def test_it_gives_text_that_can_be_stored(self, text: str) -> None:
        assert unicodedata.is_normalized("NFC", normalise(text))
        normalise(text).encode("utf-8")


class TestOneLine:
    def test_it_folds_white_space_and_trims(self) -> None:
        assert one_line("  Crocus \n\t City \u00a0 Hall ") == "Crocus City Hall"

    def test_it_leaves_a_lone_no_break_space(self) -> None:
        assert one_line("10\u00a0000 « oui\u202f»") == "10\u00a0000 « oui\u202f»"

    @settings(deadline=None)
    @given(st.text())
    def test_it_changes_nothing_the_second_time(self, text: str) -> None:
        once = one_line(text)

        assert one_line(once) == once
