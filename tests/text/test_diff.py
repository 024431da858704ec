from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.text.diff import DiffKind, DiffPart, tokens, word_diff

SAME, DELETED, INSERTED = DiffKind.SAME, DiffKind.DELETED, DiffKind.INSERTED

words = st.lists(
    st.sampled_from(["a", "ông", "Peskov", " ", "  ", ",", ".", "’s", "火", "災", "พ", "ี่", "\n", "кто-то"])
)
texts = st.one_of(st.text(), words.map("".join))


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Don't go, Mr. Peskov!", ["Don't", " ", "go", ",", " ", "Mr", ".", " ", "Peskov", "!"]),
            ("кто-то  пришёл", ["кто-то", "  ", "пришёл"]),
            ("莫斯科3人", ["莫", "斯", "科", "3", "人"]),
            ("ที่นี่", ["ที่", "นี่"]),
            ("“Yes”", ["“", "Yes", "”"]),
            ("हिन्दी में", ["हिन्दी", " ", "में"]),
        ],
    )
    def test_it_cuts_between_words_and_punctuation(self, text: str, expected: list[str]) -> None:
        assert tokens(text) == expected

    @settings(deadline=None)
    @given(texts)
    def test_it_loses_nothing(self, text: str) -> None:
        assert "".join(tokens(text)) == text


class TestWordDiff:
    def test_it_shows_one_changed_word(self) -> None:
        parts = word_diff("He had difficult to believe it.", "He had difficulty to believe it.")

        assert parts == [
            DiffPart(SAME, "He had "),
            DiffPart(DELETED, "difficult"),
            DiffPart(INSERTED, "difficulty"),
            DiffPart(SAME, " to believe it."),
        ]

    def test_it_shows_a_rewritten_phrase_as_one_change(self) -> None:
        parts = word_diff("at the Crocus City theater below", "at the concert hall complex below")

        assert parts == [
            DiffPart(SAME, "at the "),
            DiffPart(DELETED, "Crocus City theater"),
            DiffPart(INSERTED, "concert hall complex"),
            DiffPart(SAME, " below"),
        ]

    def test_it_compares_characters_where_there_are_no_spaces(self) -> None:
        parts = word_diff("莫斯科发生火灾", "莫斯科发生枪击")

        assert parts == [DiffPart(SAME, "莫斯科发生"), DiffPart(DELETED, "火灾"), DiffPart(INSERTED, "枪击")]

    def test_it_finds_nothing_in_equal_texts(self) -> None:
        assert word_diff("Как есть.", "Как есть.") == [DiffPart(SAME, "Как есть.")]
        assert word_diff("", "") == []

    @settings(deadline=None)
    @given(texts, texts)
    def test_its_parts_join_to_both_texts(self, before: str, after: str) -> None:
        parts = word_diff(before, after)

        assert "".join(part.text for part in parts if part.kind is not INSERTED) == before
        assert "".join(part.text for part in parts if part.kind is not DELETED) == after

    @settings(deadline=None)
    @given(texts, texts)
    def test_its_parts_are_full_and_never_two_of_a_kind_in_a_row(self, before: str, after: str) -> None:
        kinds = [part.kind for part in word_diff(before, after)]

        assert all(part.text for part in word_diff(before, after))
        assert all(first != second for first, second in pairwise(kinds))
