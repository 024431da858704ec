"""Three texts of one segment, put together word by word."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.text.merge import MergeKind, MergePart, merge

AGREED, MINE, THEIRS, CONFLICT = MergeKind.AGREED, MergeKind.MINE, MergeKind.THEIRS, MergeKind.CONFLICT
SWAPPED = {AGREED: AGREED, MINE: THEIRS, THEIRS: MINE, CONFLICT: CONFLICT}

words_of = st.lists(
    st.sampled_from(["a", "ông", "Peskov", " ", "  ", ",", ".", "’s", "火", "災", "พ", "ี่", "\n", "قال", "َ", "кто-то"])
)
texts = st.one_of(st.text(), words_of.map("".join))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, str]:
    """What two people made of a text, and the text: most of it stays, as among people."""
    base = draw(words_of)
    return "".join(draw(change(base))), "".join(draw(change(base))), "".join(base)


@st.composite
def change(draw: st.DrawFn, base: Sequence[str]) -> list[str]:
    made = list(base)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(made)))
        made[start : start + draw(st.integers(0, 2))] = draw(words_of)
    return made


def contested(base: str | None, mine: str, theirs: str) -> list[tuple[MergeKind, str, str]]:
    return [(part.kind, part.mine, part.theirs) for part in merge(base, mine, theirs) if part.kind is not AGREED]


class TestMerge:
    def test_it_takes_what_each_side_changed_alone(self) -> None:
        assert contested(
            "Three men were hurt in the attack.",
            "Three people were hurt in the attack.",
            "Three men were wounded in the attack.",
        ) == [(MINE, "people", "men"), (THEIRS, "hurt", "wounded")]

    def test_it_leaves_what_both_changed_to_a_person(self) -> None:
        assert merge("Three men were hurt.", "Three people were hurt.", "Three women were hurt.") == [
            MergePart(AGREED, "Three ", "Three ", "Three "),
            MergePart(CONFLICT, "men", "people", "women"),
            MergePart(AGREED, " were hurt.", " were hurt.", " were hurt."),
        ]

    def test_what_both_changed_alike_is_agreed(self) -> None:
        assert contested("Three men.", "Three people.", "Three people.") == []

    def test_words_side_by_side_are_one_place(self) -> None:
        assert contested(
            "at the Crocus City theater below", "at the concert hall complex below", "at the Crocus City Hall below"
        ) == [(CONFLICT, "concert hall complex", "Crocus City Hall")]

    def test_one_deletes_what_the_other_changes(self) -> None:
        assert contested("He said so on Monday.", "He said so.", "He said so on Tuesday.") == [
            (CONFLICT, "", " on Tuesday")
        ]

    def test_both_add_at_one_place(self) -> None:
        assert contested("He said so.", "He said so twice.", "He said so again.") == [
            (CONFLICT, " twice", " again"),
        ]

    def test_a_script_without_spaces_goes_by_characters(self) -> None:
        assert contested("三名男子在袭击中受伤。", "三人在袭击中受伤。", "三名男子在袭击中受重伤。") == [
            (MINE, "人", "名男子"),
            (THEIRS, "", "重"),
        ]

    def test_arabic_goes_by_words(self) -> None:
        assert contested(
            "رفضت وزارة الشؤون الخارجية التعليق على التقرير.",
            "رفضت وزارة الخارجية التعليق على التقرير.",
            "رفضت وزارة الشؤون الخارجية التعليق على تقرير الوكالة.",
        ) == [(MINE, "", "الشؤون "), (THEIRS, "التقرير", "تقرير الوكالة")]

    def test_a_mark_stays_with_its_letter(self) -> None:
        parts = merge("ที่นี่", "ที่นั่น", "ที่นี้")

        for part in parts:
            for text in (part.base, part.mine, part.theirs):
                assert not text or unicodedata.category(text[0])[0] != "M"

    def test_without_a_base_every_difference_is_a_conflict(self) -> None:
        assert contested(None, "Three people were hurt on Monday.", "Three men were hurt.") == [
            (CONFLICT, "people", "men"),
            (CONFLICT, " on Monday", ""),
        ]


class TestBoth:
    @pytest.mark.parametrize(
        ("mine", "theirs", "both"),
        [
            ("people", "women", "people women"),
            (" twice", " again", " twice again"),
            ("人", "妇女", "人妇女"),
            ("العنف", "الحرب", "العنف الحرب"),
            ("hurt,", "dead", "hurt,dead"),
            ("", "women", ""),
            ("women", " ", ""),
        ],
    )
    def test_one_stands_behind_the_other(self, mine: str, theirs: str, both: str) -> None:
        assert MergePart(CONFLICT, "x", mine, theirs).both == both

    def test_there_is_none_where_nobody_has_to_choose(self) -> None:
        assert MergePart(MINE, "men", "people", "men").both == ""


class TestInvariants:
    @settings(deadline=None)
    @given(st.one_of(edited(), st.tuples(texts, texts, texts)))
    def test_nothing_is_lost(self, three: tuple[str, str, str]) -> None:
        mine, theirs, base = three
        parts = merge(base, mine, theirs)

        assert "".join(part.mine for part in parts) == mine
        assert "".join(part.theirs for part in parts) == theirs
        assert "".join(part.base for part in parts) == base

    @settings(deadline=None)
    @given(texts, texts)
    def test_nothing_is_lost_without_a_base(self, mine: str, theirs: str) -> None:
        parts = merge(None, mine, theirs)

        assert "".join(part.mine for part in parts) == mine
        assert "".join(part.theirs for part in parts) == theirs

    @settings(deadline=None)
    @given(texts, texts)
    def test_an_unchanged_side_gives_the_other(self, base: str, theirs: str) -> None:
        parts = merge(base, base, theirs)

        assert {part.kind for part in parts} <= {AGREED, THEIRS}
        assert "".join(part.theirs for part in parts) == theirs

    @settings(deadline=None)
    @given(texts, texts)
    def test_the_same_change_on_both_sides_is_agreed(self, base: str, made: str) -> None:
        assert {part.kind for part in merge(base, made, made)} <= {AGREED}

    @settings(deadline=None)
    @given(st.one_of(edited(), st.tuples(texts, texts, texts)))
    def test_it_is_symmetric(self, three: tuple[str, str, str]) -> None:
        mine, theirs, base = three

        assert merge(base, theirs, mine) == [
            MergePart(SWAPPED[part.kind], part.base, part.theirs, part.mine) for part in merge(base, mine, theirs)
        ]

    @settings(deadline=None)
    @given(st.one_of(edited(), st.tuples(texts, texts, texts)))
    def test_kinds_say_who_changed_what(self, three: tuple[str, str, str]) -> None:
        mine, theirs, base = three

        for part in merge(base, mine, theirs):
            assert part.base or part.mine or part.theirs
            assert (part.kind is AGREED) == (part.mine == part.theirs)
            assert (part.kind is MINE) == (part.theirs == part.base != part.mine)
            assert (part.kind is THEIRS) == (part.mine == part.base != part.theirs)

    @settings(deadline=None)
    @given(edited())
    def test_a_change_never_touches_another(self, three: tuple[str, str, str]) -> None:
        mine, theirs, base = three
        parts = merge(base, mine, theirs)

        changed = [part.kind is not AGREED or part.base != part.mine for part in parts]

        assert not any(first and second for first, second in pairwise(changed))
