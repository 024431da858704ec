import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.memory.likeness import BEST_FUZZY, likeness

ASKED = "The minister met 12 delegates in Geneva on Friday."


class TestLikeness:
    def test_the_same_text_is_wholly_alike(self) -> None:
        assert likeness(ASKED, f" {ASKED.replace(' ', '  ')}\n") == 1.0

    def test_it_counts_what_has_to_be_typed(self) -> None:
        assert likeness("abcd", "abxd") == 0.75

    def test_a_text_that_differs_is_never_called_the_same(self) -> None:
        long = "word " * 400

        assert likeness(long + "a", long + "b") == BEST_FUZZY

    def test_another_number_costs_more_than_another_letter(self) -> None:
        number, letter = ASKED.replace("12", "13"), ASKED.replace("met", "mat")

        assert likeness(ASKED, number) < likeness(ASKED, letter)

    def test_more_numbers_cost_more(self) -> None:
        one = likeness("From 1 to 5 people in 7 towns", "From 2 to 5 people in 7 towns")
        two = likeness("From 1 to 5 people in 7 towns", "From 2 to 6 people in 7 towns")

        assert two < one

    def test_figures_of_another_script_are_the_same_number(self) -> None:

        assert likeness("x" * 40 + " 12", "x" * 40 + " ١٢") == pytest.approx(1 - 2 / 43)

    def test_it_is_nothing_below_the_floor(self) -> None:
        assert likeness("one thing", "quite another", floor=0.6) == 0.0

    def test_a_number_without_end_is_a_number(self) -> None:
        assert likeness("1" * 9000, "2" * 9000) == 0.0

    @given(st.text(), st.text())
    def test_it_is_between_none_and_all_and_the_same_both_ways(self, one: str, other: str) -> None:
        assert 0.0 <= likeness(one, other) <= 1.0
        assert likeness(one, other) == likeness(other, one)
