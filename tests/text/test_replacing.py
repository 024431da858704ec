"""Words looked for, and others put in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.text.replacing import Wanted

TEXTS = st.text(st.sampled_from("abAB .ñК戦ก-"), max_size=30)


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "wanted", "places"),
        [
            ("The theater, the theatre.", Wanted("theater"), [(4, 11)]),
            ("Theater or THEATER", Wanted("theater"), [(0, 7), (11, 18)]),
            ("Theater or theater", Wanted("theater", case=True), [(11, 18)]),
            ("Kievan and Kiev", Wanted("Kiev"), [(11, 15)]),
            ("Kievan and Kiev", Wanted("Kiev", words=False), [(0, 4), (11, 15)]),
            ("Київ і київський", Wanted("київ"), [(0, 4)]),
            ("莫斯科的音乐厅", Wanted("音乐厅"), [(4, 7)]),
            ("ไปกรุงเทพแล้ว", Wanted("กรุงเทพ"), [(2, 9)]),
            ("a.b axb", Wanted("a.b"), [(0, 3)]),
            ("aaa", Wanted("aa", words=False), [(0, 2)]),
        ],
    )
    def test_it_finds(self, text: str, wanted: Wanted, places: list[tuple[int, int]]) -> None:
        assert [(span.start, span.end) for span in wanted.spans(text)] == places


class TestReplacing:
    @pytest.mark.parametrize(
        ("text", "wanted", "by", "made"),
        [
            ("The theater burnt.", Wanted("theater"), "hall", "The hall burnt."),
            ("Theater burnt. THEATER!", Wanted("theater"), "hall", "Hall burnt. HALL!"),
            ("Theater", Wanted("Theater"), "hall", "hall"),
            ("Theater theater", Wanted("theater", case=True), "Hall", "Theater Hall"),
            ("x IS y", Wanted("IS"), "ISIS", "x ISIS y"),
            (r"a\1b", Wanted(r"\1", words=False), r"\2", r"a\2b"),
            ("gone", Wanted("gone"), "", ""),
        ],
    )
    def test_it_replaces(self, text: str, wanted: Wanted, by: str, made: str) -> None:
        assert wanted.replaced(text, by) == made

    @given(TEXTS, TEXTS.filter(bool), st.booleans(), st.booleans())
    def test_putting_what_was_found_changes_nothing(self, text: str, words: str, case: bool, whole: bool) -> None:
        wanted = Wanted(words, case=True, words=whole)

        assert wanted.replaced(text, words) == text

    @given(TEXTS, TEXTS.filter(bool))
    def test_nothing_is_left_to_find_where_it_was_taken_out(self, text: str, words: str) -> None:
        wanted = Wanted(words, case=True, words=False)

        assert len(wanted.replaced(text, "")) == len(text) - len(words) * len(wanted.spans(text))
