import gzip
from pathlib import Path

import pytest

from desk.engines.collapse import collapsed

LONG = (
    "El presidente dijo el lunes que el acuerdo se firmará en cuanto los dos países terminen de discutir los detalles."
)
LANGUAGES = [
    "arb",
    "ces",
    "deu",
    "eng",
    "fas",
    "fra",
    "heb",
    "hin",
    "ind",
    "ita",
    "jpn",
    "kor",
    "por-BR",
    "rus",
    "spa",
    "tha",
    "tur",
    "ukr",
    "zho-CN",
]


class TestCollapsed:
    @pytest.mark.parametrize("sign", ["\0", "\x1b", "\x07", "\x7f", "\ud800"])
    def test_control_characters_are_no_text(self, sign: str) -> None:
        assert "no text has" in (collapsed("Một câu.", f"A sen{sign}tence.") or "")
        assert collapsed("Một câu.", "A\tsen-\ntence.") is None

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

    @pytest.mark.parametrize(
        ("target", "loop"),
        [
            ("This business had compared to the Grerererecot.", "re"),
            ("A sow of Asia from the Prove of the Paborld, the Lendendendendendic.", "end"),
            ("I don't present at me, but it's a race racemanmanmanman signed.", "man"),
            ("Bourapppppppppppppped Cross the Greek and Slllllllllllll.", "p"),
            ("Hampopopopoo's Liumn's in the Tai Ti.", "po"),
            ("The new German German German, postponed again.", "German"),
            ("The Presoker Woker has a visa program program programs on Sunday.", "program"),
            ("Last Monday, it was a new presents to open to open to open to open to open.", "to open"),
            ("The United States United States United States United States Uni", "United States"),
            ("He was an Twitledge in the change of the Saturday, 6:000000000 pig.", "0"),
            ("F Four, the 10100101010000001. The United States", "0"),
            ("Hononia is 10000 voting after the Hoons of the 100000 millionairs.", "0"),
        ],
    )
    def test_it_knows_the_loops_of_a_real_model(self, target: str, loop: str) -> None:
        """What a model of everyday Spanish wrote about news."""
        reason = collapsed("El equipo ganó el partido.", target)

        assert str(reason).startswith(f"The model went round in circles: “{loop}")

    @pytest.mark.parametrize(
        "target",
        [
            "According to the Greek, the 2999.",
            "The voices turned into a try to solve.",
            "They'll put a funny cheer in 2:000 states.",
        ],
    )
    def test_it_knows_when_nearly_all_is_dropped(self, target: str) -> None:
        assert collapsed(f"{LONG} {LONG}", target) == "The model dropped nearly all of the sentence."

    @pytest.mark.parametrize("target", ["", " ", ".", "…", '""', "- - -"])
    def test_it_knows_nothing(self, target: str) -> None:
        assert collapsed("Một câu.", target) == "The model returned nothing."

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("...", "..."),
            ("Ha ha ha ha ha ha!", "Ha ha ha ha ha ha!"),
            ("Hơn 1.000.000.000.000 đồng", "More than 1,000,000,000,000 dong"),
            ("Más de 1 000 000 de euros", "More than 1000000 euros"),
            ("Đừng, đừng, đừng!", "Don't, don't, don't!"),
            ("Bora Bora", "Bora Bora"),
            ("KHÔNG KHÔNG KHÔNG", "NOOOOOOOOOOOO"),
            ("¡Noooo!", "Noooooooooooooo!"),
            ("Không, không, không, không.", "No, no, no, no, no, no, no."),
            ("Nie mehr.", "Non, non et non, jamais, jamais, jamais."),
            ("Şilililer geldi.", "Şilililerin, gününün ve gününün"),
            (LONG, "总统周一表示，两国一讨论完细节就会签署协议。"),
            (LONG, "The president said the deal will be signed once details are settled."),
            ("Sí.", "Yes."),
        ],
    )
    def test_it_leaves_good_targets_alone(self, source: str, target: str) -> None:
        assert collapsed(source, target) is None

    def test_it_is_not_excused_by_zeros_in_the_source(self) -> None:
        assert collapsed("Murieron 10000 personas.", "There were people people people people.")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_is_silent_on_human_translations_of_news(self, test_data: Path, language: str) -> None:
        """One line of the Spanish holds a comma and nothing else, which is no translation."""

        def lines(language: str) -> list[str]:
            return gzip.decompress((test_data / "ntrex" / f"{language}.txt.gz").read_bytes()).decode().splitlines()

        pairs = zip(lines("vie"), lines(language), strict=True)

        assert [target for source, target in pairs if collapsed(source, target) and target.strip() != ","] == []
