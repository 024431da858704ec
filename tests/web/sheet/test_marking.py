"""A text cut for drawing."""

from hypothesis import given
from hypothesis import strategies as st

from desk.domain.finding import Level
from desk.domain.segment import Span
from desk.domain.term import Form, Term, TermMatch
from desk.web.sheet.marking import pieces

TERM = Term("crocus", {"en": (Form("Crocus City Hall"),)})


def at(start: int, end: int) -> TermMatch:
    return TermMatch(TERM, Form("Crocus"), Span(start, end))


class TestPieces:
    def test_it_cuts_where_a_term_begins_and_ends(self) -> None:
        found = pieces("at Crocus City", [at(3, 9)])

        assert [(piece.text, piece.term is not None) for piece in found] == [
            ("at ", False),
            ("Crocus", True),
            (" City", False),
        ]

    def test_it_shows_the_gravest_of_findings_that_overlap(self) -> None:
        found = pieces("137 dead", (), [(Span(0, 8), Level.INFO), (Span(0, 3), Level.BLOCK)])

        assert [(piece.text, piece.level) for piece in found] == [("137", Level.BLOCK), (" dead", Level.INFO)]

    def test_it_counts_code_points(self) -> None:
        found = pieces("😀 137", (), [(Span(2, 5), Level.WARN)])

        assert [piece.text for piece in found if piece.level] == ["137"]

    def test_it_draws_nothing_where_nothing_is(self) -> None:
        assert pieces("") == []

    @given(
        st.text(max_size=20),
        st.lists(st.tuples(st.integers(-3, 25), st.integers(-3, 25)), max_size=5),
        st.lists(st.tuples(st.integers(-3, 25), st.integers(-3, 25)), max_size=5),
    )
    def test_its_pieces_join_to_the_text_again(
        self, text: str, terms: list[tuple[int, int]], spots: list[tuple[int, int]]
    ) -> None:
        found = pieces(text, [at(*span) for span in terms], [(Span(*span), Level.WARN) for span in spots])

        assert "".join(piece.text for piece in found) == text
