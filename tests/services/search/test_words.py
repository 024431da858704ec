"""Words as search knows them: without marks, in every script, and where they stand in a text."""

from itertools import pairwise

import pytest

from desk.services.search.words import Phrase, holds, index_words, marks, phrase


def found(said: str, text: str) -> list[str]:
    asked = phrase(said)
    assert asked is not None
    return [text[span.start : span.end] for span in marks(text, [asked])]


class TestIndexWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Mưa lớn ở Hà Nội", "mua lon o ha noi"),
            ("Điện Kremlin, Đà Nẵng", "dien kremlin da nang"),
            ("Straße, Łódź, naïve", "strasse lodz naive"),
            ("Ёлка и ёж", "елка и еж"),
            ("中国政府", "中国 国政 政府 府"),
            ("ไทย", "ไท ทย ย"),
            ("हिन्दी में", "हिन्दी में"),
            ("كِتابٌ", "كتاب"),
            ("ガス", "ガス ス"),
        ],
    )
    def test_it_leaves_marks_out_and_letters_in(self, text: str, words: str) -> None:
        assert " ".join(index_words(text)) == words


class TestMarks:
    @pytest.mark.parametrize(
        ("said", "text", "places"),
        [
            ("ha noi", "Mưa ở Hà Nội, Hà-Nội.", ["Hà Nội", "Hà-Nội"]),
            ("Hà Nội", "Rain in Ha Noi", ["Ha Noi"]),
            ("crocus", "At Crocus City", ["Crocus"]),
            ("cro", "At Crocus City", []),
            ("cro*", "At Crocus City", ["Crocus"]),
            ("city", "velocity, a City", ["City"]),
            ("政府", "中国政府说", ["政府"]),
            ("府", "中国政府说", ["府"]),
            ("地震", "日本で地震があった", ["地震"]),
            ("ไทย", "ประเทศไทยดี", ["ไทย"]),
            ("strasse", "Auf der Straße", ["Straße"]),
            ("đầu", "ở đầu. Dau", ["đầu", "Dau"]),
        ],
    )
    def test_it_finds_words_in_the_text_as_it_is_written(self, said: str, text: str, places: list[str]) -> None:
        assert found(said, text) == places

    def test_marks_do_not_overlap(self) -> None:
        phrases = [one for one in map(phrase, ("mưa lớn", "lớn ở", "mưa")) if one]
        text = "Mưa lớn ở Hà Nội"

        spans = marks(text, phrases)

        assert all(first.end <= second.start for first, second in pairwise(spans))
        assert holds(text, phrases) == 3

    def test_decomposed_letters_are_marked_whole(self) -> None:
        text = "Hà Nội"

        assert found("ha noi", text) == [text]

    @pytest.mark.parametrize("said", ["", "…", "—", "*"])
    def test_what_holds_no_word_is_no_phrase(self, said: str) -> None:
        assert phrase(said) is None

    def test_an_emoji_or_a_bracket_in_the_text_moves_nothing(self) -> None:
        assert found("noi", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 (Nội)") == ["Nội"]
        assert isinstance(phrase("x"), Phrase)
