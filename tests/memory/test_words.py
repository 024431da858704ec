import pytest

from desk.memory.words import LONGEST_WORD, MOST_WORDS, words


class TestWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("It's Crocus-City Hall, 12,5 %", "it s crocus city hall 12 5"),
            ("Thủ tướng Việt Nam", "thủ tướng việt nam"),
            ("hòa bình", "hoà bình"),
            ("中国政府 says", "中国 国政 政府 府 says"),
            ("第3次", "第 3 次"),
            ("ไทย", "ไท ทย ย"),
            ("한국어는", "한국 국어 어는 는"),
            ("हिन्दी में", "हिन्दी में"),
            ("كِتابٌ جديد", "كتاب جديد"),
            ("שָׁלוֹם", "שָׁלוֹם"),
            ("…—“”!", ""),
        ],
    )
    def test_it_knows_scripts(self, text: str, found: str) -> None:
        assert " ".join(words(text)) == found

    def test_it_is_bounded(self) -> None:
        assert words("x" * 500) == ["x" * LONGEST_WORD]
        assert len(words("a " * 2 * MOST_WORDS)) == MOST_WORDS
