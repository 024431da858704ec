import gzip
from pathlib import Path

import pytest

from desk.engines.collapse import collapsed


class TestCollapsed:
    @pytest.mark.parametrize(
        "target",
        [
            "Grererererererer",
            "The minister of of of of of of",
            "He said that he said that he said that he said that he said that.",
            "in the city, in the city, in the city, in the city, in the city",
            "aaaaaaaaaaaaaaaa",
            "дадададададада",
        ],
    )
    def test_it_knows_a_loop(self, target: str) -> None:
        assert "circles" in str(collapsed("Một câu khác.", target))

    @pytest.mark.parametrize("target", ["", " ", ".", "…", '""', "- - -"])
    def test_it_knows_nothing(self, target: str) -> None:
        assert collapsed("Một câu.", target) == "The model returned nothing."

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("...", "..."),
            ("Ha ha ha ha ha ha!", "Ha ha ha ha ha ha!"),
            ("Hơn 1.000.000.000.000 đồng", "More than 1,000,000,000,000 dong"),
            ("Đừng, đừng, đừng!", "Don't, don't, don't!"),
            ("Bora Bora", "Bora Bora"),
            ("KHÔNG KHÔNG KHÔNG", "NOOOOOOOOOOOO"),
            ("Không, không, không, không.", "No, no, no, no, no, no, no."),
        ],
    )
    def test_it_leaves_good_targets_alone(self, source: str, target: str) -> None:
        assert collapsed(source, target) is None

    @pytest.mark.parametrize("language", ["eng", "rus", "arb", "jpn", "kor", "hin", "tha"])
    def test_it_is_silent_on_human_translations_of_news(self, test_data: Path, language: str) -> None:
        def lines(language: str) -> list[str]:
            return gzip.decompress((test_data / "ntrex" / f"{language}.txt.gz").read_bytes()).decode().splitlines()

        pairs = zip(lines("vie"), lines(language), strict=True)

        assert [target for source, target in pairs if collapsed(source, target)] == []
