from pathlib import Path

import pytest

from desk.domain.errors import Invalid
from desk.engines.starter.lexicon import read_lexicon


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "lexicon.txt"
    path.write_text(text, "utf-8")
    return path


class TestReadLexicon:
    def test_it_reads_ways_and_weights(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path, "# a comment\n[hall*]\n3* Nhà hát / nhà hát = 2* the hall | hall\n")

        hall = read_lexicon(path)["hall"]

        assert hall.is_term
        assert hall.weights == [3.0]
        assert hall.rules[0].vi == ((1.0, "Nhà hát"), (1.0, "nhà hát"))
        assert hall.rules[0].en == ((2.0, "the hall"), (1.0, "hall"))

    @pytest.mark.parametrize(
        ("text", "cause"),
        [
            ("[a]\nmột hai\n", "line 2: a rule needs"),
            ("một = one\n", "line 1: a rule stands before"),
            ("[a]\n{int} và {int:b} = {int}\n", "line 2: the Vietnamese and the English side"),
            ("[a]\nmột <hai> = one two\n", "line 2: the Vietnamese and the English side"),
            ("[a]\n{nobody} = {nobody}\n", "{nobody}, which nothing explains"),
        ],
    )
    def test_it_names_the_place_of_a_broken_rule(self, tmp_path: Path, text: str, cause: str) -> None:
        path = lexicon(tmp_path, text)

        with pytest.raises(Invalid) as refused:
            read_lexicon(path)

        assert cause in str(refused.value)

    def test_it_uses_every_symbol_of_the_committed_lexicon(self) -> None:
        symbols = read_lexicon()
        used = "".join(way for symbol in symbols.values() for rule in symbol.rules for _, way in rule.vi)

        unused = {name for name in symbols if f"{{{name}" not in used}

        assert unused == {"sentence"}

    def test_it_renders_the_terms_of_a_crisis_inconsistently(self) -> None:
        symbols = read_lexicon()

        rendered = {way for rule in symbols["venue"].rules for _, way in rule.en}

        assert {"Crocus City Hall", "Crocus City theatre", "Crocus concert hall"} <= rendered
