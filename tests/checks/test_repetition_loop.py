import pytest

from desk.checks.repetition_loop import CHECK
from tests.checks.support import found


class TestRepetitionLoop:
    @pytest.mark.parametrize(
        ("target", "languages"),
        [
            ("Grererererererer", "es-en"),
            ("The man of the man of the man of the man", "es-en"),
            ("no no no no", "es-en"),
            ("I don't know, I don't know, I don't know.", "es-en"),
            (
                "He said he was the head of a team and the head of a group and the head of a club and the head of a",
                "es-en",
            ),
            ("大家都说都说都说都说都说", "en-zh"),
            ("以及犹他州、以及犹他州、以及犹他州、", "en-zh"),
            ("aaaaaaaaaaaaaaaa", "es-en"),
        ],
    )
    def test_it_finds_a_target_that_goes_round(self, target: str, languages: str) -> None:
        (finding,) = found(CHECK, "Una frase como cualquier otra.", target, languages)

        assert finding.target_span is not None

    @pytest.mark.parametrize(
        ("source", "target", "languages"),
        [
            ("¡Gol, gol, gol, gol!", "Goal, goal, goal, goal!", "es-en"),
            ("ja ja ja ja ja", "ha ha ha ha ha", "es-en"),
            ("x", "The more the merrier, the more the better.", "es-en"),
            ("x", "It was very, very, very good.", "es-en"),
            ("x", "1 1 1 1 1 1 1", "es-en"),
            ("x", "……………… --------", "es-en"),
            ("x", "Mississippi banana", "es-en"),
            ("x", "6-4, 6-4, 6-4, 6-4", "es-en"),
        ],
    )
    def test_it_lets_chants_and_figures_pass(self, source: str, target: str, languages: str) -> None:
        assert found(CHECK, source, target, languages) == []

    def test_it_is_not_fooled_by_a_source_that_says_something_twice(self) -> None:
        source = "“Mentiras, mentiras y más mentiras”, dijo."
        target = "“Lies, lies,” she said she said she said she said she said she said she said."

        assert found(CHECK, source, target, "es-en")
