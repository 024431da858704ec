"""Changing one term of a file."""

import pytest
from hypothesis import given

from desk.domain.errors import Invalid
from desk.glossary.editing import edit_file
from desk.glossary.files import load
from desk.glossary.writing import block, to_yaml
from desk.resources import resource
from tests.glossary.strategies import FEW, glossaries, terms

FILE = """\
# Our terms.
title: Cities
terms:

  # ---- Ukraine

  - id: kyiv  # the capital
    # Not the Russian form.
    forms: {en: Kyiv}

  # Lviv has other names.
  - id: lviv
    note: >-
      In the west.
      # no comment, a text

  # ---- Russia

  - id: moscow
    forms: {en: [Moscow,
                 Moskva]}
# the end
"""
LVIV = "  - id: lviv\n    forms: {en: Lviv}\n"


class TestEditFile:
    def test_it_changes_a_term_and_nothing_else(self):
        assert edit_file(FILE, "lviv", LVIV) == FILE.replace(
            "  - id: lviv\n    note: >-\n      In the west.\n      # no comment, a text\n", LVIV
        )

    def test_a_comment_within_a_term_goes_with_it(self):
        new = "  - id: kyiv\n    forms: {en: Kyiv, vi: Kiev}\n"

        assert edit_file(FILE, "kyiv", new) == FILE.replace(
            "  - id: kyiv  # the capital\n    # Not the Russian form.\n    forms: {en: Kyiv}\n", new
        )

    def test_it_adds_a_term_at_the_end(self):
        new = "  - id: odesa\n    forms: {en: Odesa}\n"

        assert edit_file(FILE, "odesa", new) == FILE.replace("Moskva]}\n", f"Moskva]}}\n\n{new}")

    def test_it_removes_a_term_with_the_blank_line_behind_it(self):
        assert edit_file(FILE, "kyiv", None) == FILE.replace(
            "  - id: kyiv  # the capital\n    # Not the Russian form.\n    forms: {en: Kyiv}\n\n", ""
        )

    def test_removing_what_is_not_there_changes_nothing(self):
        assert edit_file(FILE, "odesa", None) == FILE

    def test_it_takes_on_indentation_and_line_ends(self):
        text = "title: t\r\nterms:\r\n- id: a\r\n  forms: {en: A}\r\n- id: b\r\n  forms: {en: B}"

        assert edit_file(text, "c", "  - id: c\n    forms: {en: C}\n") == (text + "\r\n- id: c\r\n  forms: {en: C}\r\n")

    @pytest.mark.parametrize("terms", ["terms:", "terms: []", "terms: [ ]  # none yet", "terms: ~"])
    def test_it_adds_the_first_term(self, terms):
        text = edit_file(f"title: t\n{terms}\nnote: n\n", "lviv", LVIV)

        assert LVIV in text
        assert text.startswith("title: t\nterms:")
        assert text.endswith("note: n\n")

    def test_it_removes_the_last_term(self):
        text = edit_file(f"title: t\nterms:\n{LVIV}", "lviv", None)

        assert text == "title: t\nterms:\n"
        assert edit_file(text, "lviv", LVIV) == f"title: t\nterms:\n\n{LVIV}"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("title: t\nterms: [{id: lviv, forms: {en: A}}]", r"f\.yaml, line 2: this term does not begin a line"),
            ("title: t\nterms: [{id: a, forms: {en: A}},\n  {id: lviv, forms: {en: A}}]", "line 3: this term does not"),
            ("title: t\nterms:\n- id: lviv\n- id: lviv", "line 4: “lviv” is here a second time"),
            ("title: t", "line 1: this file has no list of terms"),
            ("title: [", "line 1: this is not YAML"),
        ],
    )
    def test_it_refuses_what_it_cannot_change_by_itself(self, text, message):
        with pytest.raises(Invalid, match=message):
            edit_file(text, "lviv", LVIV, "f.yaml")

    @pytest.mark.parametrize("new", [LVIV, None])
    def test_it_refuses_to_break_a_list_on_one_line(self, new):
        text = "terms: [{id: a, forms: {en: A}}]"

        with pytest.raises(Invalid, match=r"f\.yaml"):
            edit_file(text, "a", new, "f.yaml")

    @FEW
    @given(glossaries(), terms("term-1"))
    def test_a_changed_file_is_what_would_have_been_written(self, known, new):
        wanted = {term.id: term for term in [*known, new]} | {new.id: new}

        assert edit_file(to_yaml(known), new.id, block(new)) == to_yaml(wanted.values())

    def test_every_term_of_the_shipped_glossary_can_be_changed_by_itself(self):
        [path] = resource("glossaries").glob("*.yaml")
        text = path.read_text("utf-8")
        comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]

        for term in load([path]).terms[::9]:
            changed = edit_file(text, term.id, block(term))

            assert [line for line in changed.splitlines() if line.lstrip().startswith("#")] == comments
