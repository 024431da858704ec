"""The page about glossaries says what is so."""

import re
from pathlib import Path

import pytest

from desk.glossary.exchange.collection import EVERYTHING
from desk.glossary.exchange.formats import FORMATS
from desk.glossary.files import load
from desk.glossary.lint import lint
from desk.glossary.written import FILE_KEYS, FORM_KEYS, LANGUAGE_KEYS, SCOPE_KEYS, TERM_KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")


CARRIED = dict(re.findall(r"^\| ([^|]+) \| ((?:yes|–) \| (?:yes|–) \| (?:yes|–)) \|$", PAGE, re.MULTILINE))


class TestFormats:
    @pytest.mark.parametrize("column", range(3))
    def test_the_table_says_what_each_format_carries(self, column):
        said = {name for name, cells in CARRIED.items() if cells.split(" | ")[column] == "yes" and name in EVERYTHING}

        assert said == FORMATS[column].carried

    def test_the_table_leaves_nothing_out(self):
        assert set(CARRIED) >= EVERYTHING

    def test_both_styles_of_tbx_carry_the_same(self):
        assert FORMATS[2].carried == FORMATS[3].carried


class TestPage:
    def test_its_example_is_a_good_file(self, tmp_path):
        path = tmp_path / "example.yaml"
        path.write_text(re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1], encoding="utf-8")

        assert load([path]).term("kremlin").preferred("fr") == "Kremlin"
        assert [problem.message for problem in lint([path])] == [
            "the forbidden “Kremlin Palace” is a part of this term's own “Grand Kremlin Palace”"
        ]

    @pytest.mark.parametrize(
        ("table", "keys"),
        [
            ("a file", FILE_KEYS),
            ("a term", TERM_KEYS),
            ("a scope", SCOPE_KEYS),
            ("a language", LANGUAGE_KEYS),
            ("a form", FORM_KEYS),
        ],
    )
    def test_it_explains_every_key(self, table, keys):
        rows = PAGE.partition(f"key of {table} |")[2].partition("\n\n")[0]

        assert sorted(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|([^|]*)\|", rows, re.MULTILINE)))) == sorted(keys)
