"""YAML with line numbers, and nothing else of YAML."""

import pytest

from desk.domain.errors import Invalid
from desk.glossary.lined_yaml import parse


class TestParse:
    def test_it_knows_the_line_of_everything(self):
        root = parse("a: one\nb:\n  - two\n  - {c: three}\n", "f.yaml")

        assert root.value["a"].line == 1
        assert [node.line for node in root.value["b"].value] == [3, 4]
        assert root.value["b"].value[1].value["c"].value == "three"

    @pytest.mark.parametrize("word", ["no", "on", "1e3", "2024-03-22", "0x10"])
    def test_it_makes_nothing_but_text_of_words(self, word):
        assert parse(f"a: {word}", "f.yaml").value["a"].value == word

    @pytest.mark.parametrize("text", ["a:", "a: ~", "a: null"])
    def test_it_tells_nothing_from_an_empty_text(self, text):
        assert parse(text, "f.yaml").value["a"].is_empty
        assert not parse('a: ""', "f.yaml").value["a"].is_empty

    @pytest.mark.parametrize(
        ("text", "line", "cause"),
        [
            ("a: 1\nb: [1, 2\nc: 3\n", 3, "not YAML"),
            ("a: 1\na: 2\n", 2, "“a” is written twice"),
            ("a: &x [1]\nb: *x\n", 1, "anchors and aliases"),
            ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "tags"),
            ("a: 1\n---\nb: 2\n", 2, "second document"),
            ("? [a]\n: b\n", 1, "a key is a word"),
            ("a: \x00", 1, "not YAML"),
        ],
    )
    def test_it_refuses_with_file_and_line(self, text, line, cause):
        with pytest.raises(Invalid, match=cause) as refusal:
            parse(text, "f.yaml")

        assert str(refusal.value).startswith(f"f.yaml, line {line}: ")

    @pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 100_000, "- " * 100_000])
    def test_it_survives_deep_nesting(self, text):
        with pytest.raises(Invalid, match=r"nested too deeply|not YAML"):
            parse(text, "f.yaml")
