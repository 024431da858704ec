from pathlib import Path

import pytest

from desk.domain.errors import Invalid
from desk.engines.starter.lexicon import read_lexicon
from desk.engines.starter.spelling import bare
from desk.glossary.files import load
from desk.resources import resource

LANGUAGES = ["es", "fr", "ru", "vi"]


def spoken(language: str) -> tuple[str, str]:
    """All that a lexicon can say of terms, in its language and in English."""
    rules = [rule for symbol in read_lexicon(language).values() for rule in symbol.rules]
    left = "\n".join(way for rule in rules for _, way in rule.left)
    right = "\n".join(way for rule in rules for _, way in rule.right)
    return left, right


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "lexicon.txt"
    path.write_text(text, "utf-8")
    return path


class TestReadLexicon:
    def test_it_reads_ways_and_weights(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path, "# a comment\n[hall*]\n3* Nhà hát / nhà hát = 2* the hall | hall\n")

        hall = read_lexicon("vi", path)["hall"]

        assert hall.is_term
        assert hall.weights == [3.0]
        assert hall.rules[0].left == ((1.0, "Nhà hát"), (1.0, "nhà hát"))
        assert hall.rules[0].right == ((2.0, "the hall"), (1.0, "hall"))

    @pytest.mark.parametrize(
        ("text", "cause"),
        [
            ("[a]\nmột hai\n", "line 2: a rule needs"),
            ("một = one\n", "line 1: a rule stands before"),
            ("[a]\n{int} và {int:b} = {int}\n", "line 2: the two sides"),
            ("[a]\nmột <hai> = one two\n", "line 2: the two sides"),
            ("[a]\n{nobody} = {nobody}\n", "{nobody}, which nothing explains"),
            ("[a]\n{b.3} = {b}\n[b]\none ; two = uno\n", "uses {b.3}, which some [b] lacks"),
        ],
    )
    def test_it_names_the_place_of_a_broken_rule(self, tmp_path: Path, text: str, cause: str) -> None:
        path = lexicon(tmp_path, text)

        with pytest.raises(Invalid) as refused:
            read_lexicon("vi", path)

        assert cause in str(refused.value)

    def test_it_lets_a_single_form_serve_for_every_number(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path, "[a]\n{b.3} = {b.2}\n[b]\none = uno ; dos\n")

        assert set(read_lexicon("vi", path)) == {"a", "b"}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_uses_every_symbol_of_the_committed_lexicon(self, language: str) -> None:
        symbols = read_lexicon(language)
        used = "".join(way for symbol in symbols.values() for rule in symbol.rules for _, way in rule.left)

        unused = {name for name in symbols if f"{{{name}" not in used}

        assert unused == {"sentence"}

    @pytest.mark.parametrize("language", ["es", "fr", "ru"])
    def test_it_says_nothing_twice(self, language: str) -> None:
        for symbol in read_lexicon(language).values():
            lefts = [rule.left for rule in symbol.rules]
            assert len(set(lefts)) == len(lefts), symbol.name

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_renders_the_terms_of_a_crisis_inconsistently(self, language: str) -> None:
        symbols = read_lexicon(language)

        rendered = {way for rule in symbols["venue"].rules for _, way in rule.right}

        assert "Crocus City Hall" in rendered
        assert len(rendered) > 3

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_gives_the_glossary_work(self, language: str) -> None:
        terms = load([resource("glossaries")]).terms
        said, written = spoken(language)

        known = [term.id for term in terms if any(bare(form.text) in said for form in term.forms.get(language, ()))]
        spoilt = [form.text for term in terms for form in term.forbidden("en") if bare(form.text) in written]

        assert len(known) > 25
        assert len(spoilt) > 8

    def test_it_gives_the_glossary_work_in_spanish_too(self) -> None:
        terms = load([resource("glossaries")]).terms
        said, _ = spoken("es")

        spoilt = [form.text for term in terms for form in term.forbidden("es") if bare(form.text) in said]

        assert len(spoilt) > 8
