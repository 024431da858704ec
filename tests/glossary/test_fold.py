"""Folding keeps an exact way back to the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.segment import Span
from desk.glossary.fold import fold, fold_cased, fold_text

MIXED = st.text(
    st.sampled_from(
        "aAbIiİıßﬁ½…đĐòaoày ởễ\u0300\u0301\u0306’'–-‐«»\u00a0  \n\u00ad\u200bКийЙёŹغزَّةأإىـ٣한국ไทย中文ｆ１"
    ),
    max_size=40,
)


class TestFoldText:
    @given(MIXED)
    def test_it_folds_as_with_offsets(self, text):
        assert fold_text(text) == fold(text).text

    def test_what_is_plain_folds_alike_at_the_first_time_and_later(self):
        text = "Ünïcøde “ЁЖ” ΣΑΣ"

        assert [fold_text(text) for _ in range(3)] == ['ünïcøde "еж" σασ'] * 3


class TestFold:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("ĐIỆN KREMLIN", "điện kremlin"),
            ("Toà án hoà bình", "Tòa án hòa bình"),
            ("Uỷ ban Thuỵ Sĩ", "Ủy ban Thụy Sĩ"),
            ("ISIS‑K", "ISIS-K"),
            ("ISIS–K", "ISIS-K"),
            ("Ukraine’s", "Ukraine's"),
            ("ЧВК «Вагнер»", "ЧВК “Вагнер”"),
            ("غَزَّة", "غزة"),
            ("الكــرملين", "الكرملين"),
            ("أوكرانيا", "اوكرانيا"),
            ("Зелёный", "зеленый"),
            ("ＮＡＴＯ", "nato"),
            ("New\u00a0\u00a0York", "new york"),
            ("Krem\u00adlin", "kremlin"),
        ],
    )
    def test_it_unifies_what_is_written_in_two_ways(self, one, other):
        assert fold(one).text == fold(other).text

    @pytest.mark.parametrize(
        ("one", "other"), [("đ", "d"), ("Biển", "Bien"), ("Hamás", "Hamas"), ("ة", "ه"), ("ї", "і")]
    )
    def test_it_keeps_what_tells_words_apart(self, one, other):
        assert fold(one).text != fold(other).text

    def test_it_finds_the_way_back_over_characters_that_became_two(self):
        folded = fold("ein Fuß, eine ﬁrma")

        start = folded.text.index("firma")

        assert folded.span(start, start + 5) == Span(14, 18)

    def test_it_refuses_to_cut_a_character_in_two(self):
        folded = fold("ﬁrma")

        assert folded.span(1, 5) is None
        assert folded.span(0, 1) is None

    def test_it_takes_combining_marks_with_their_letter(self):
        text = unicodedata.normalize("NFD", "ở Điện Kremlin")

        folded = fold(text)
        start = folded.text.index("điện")

        assert unicodedata.normalize("NFC", folded.span(start, start + 4).of(text)) == "Điện"

    @given(MIXED)
    def test_it_maps_every_character_back_in_order(self, text):
        folded = fold(text)

        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        assert list(folded.starts) == sorted(folded.starts)
        assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))

    @given(MIXED)
    def test_it_folds_the_composed_text_alike(self, text):
        assert fold(text).text == fold(unicodedata.normalize("NFC", text)).text

    @given(MIXED, MIXED)
    def test_a_piece_leads_back_to_itself(self, before, after):
        text = f"{before} Nhà hát Crocus {after}"

        folded = fold(text)
        found = folded.text.index("nhà hát crocus")

        span = folded.span(found, found + len("nhà hát crocus"))
        assert span is not None
        assert fold(span.of(text)).text == "nhà hát crocus"


class TestFoldCased:
    def test_it_keeps_case_alone(self):
        assert fold_cased("ISIS–K’s\u00a0 men") == "ISIS-K's men"
