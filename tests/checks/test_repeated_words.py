import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks.repeated_words import CHECK
from tests.checks.support import fixed, found

WORDS = ["the", "police", "of", "said", "on", "one", "was", "hurt", "in", "it"]


class TestRepeatedWords:
    @pytest.mark.parametrize(
        ("target", "languages", "mended"),
        [
            ("Police sealed off the the scene.", "vi-en", "Police sealed off the scene."),
            ("The the scene.", "vi-en", "The scene."),
            (
                "What is likely to happen early happen early next week",
                "vi-en",
                "What is likely to happen early next week",
            ),
            ("xương đòn của của cậu bé", "en-vi", "xương đòn của cậu bé"),
            ("на на месте", "en-ru", "на месте"),
            ("في في المكان", "en-ar", "في المكان"),
            ("o o lado americano", "en-pt", "o lado americano"),
        ],
    )
    def test_it_finds_words_said_twice_and_mends_them(self, target: str, languages: str, mended: str) -> None:
        (finding,) = found(CHECK, "Câu gốc.", target, languages)

        assert fixed(target, finding.fix) == mended

    @pytest.mark.parametrize(
        ("source", "target", "languages"),
        [
            ("x", "He had had enough.", "vi-en"),
            ("x", "Nous nous sommes levés.", "vi-fr"),
            ("x", "die Frau, die die Stadt verließ", "vi-de"),
            ("x", "Dần dần mọi người xanh xanh", "en-vi"),
            ("x", "سي إن إن", "en-ar"),
            ("x", "They live in Bora Bora.", "vi-en"),
            ("Không, không bao giờ", "No, no", "vi-en"),
            ("xa xa", "far far away", "vi-en"),
            ("x", "It is 20 20", "vi-en"),
            ("x", "he said. Said he", "vi-en"),
            ("x", "谢谢 谢谢 你", "vi-zh"),
            ("x", "yavaş yavaş", "vi-tr"),
        ],
    )
    def test_it_lets_what_languages_double_pass(self, source: str, target: str, languages: str) -> None:
        assert found(CHECK, source, target, languages) == []

    @given(st.permutations(WORDS), st.integers(min_value=0, max_value=len(WORDS) - 1))
    def test_it_mends_a_doubled_word_wherever_it_stands(self, words: list[str], place: int) -> None:
        good = " ".join(words)
        bad = " ".join([*words[: place + 1], *words[place:]])

        (finding,) = found(CHECK, "x", bad)

        assert fixed(bad, finding.fix) == good
