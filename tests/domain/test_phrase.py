"""Sentences that remember how they were made."""

import pytest

from desk.domain.errors import Conflict
from desk.domain.phrase import Phrase, either, phrase
from desk.domain.workflow import Role


class TestPhrase:
    def test_it_reads_as_english(self) -> None:
        assert phrase("There is no unit {unit}.", unit="u1") == "There is no unit u1."

    def test_it_remembers_its_template_and_values(self) -> None:
        made = phrase("There is no unit {unit}.", unit="u1")

        assert (made.template, made.values) == ("There is no unit {unit}.", {"unit": "u1"})

    def test_it_formats_values_as_their_place_says(self) -> None:
        assert phrase("At most {most:,} characters.", most=20_000) == "At most 20,000 characters."

    def test_it_takes_braces_in_values_for_what_they_are(self) -> None:
        assert phrase("“{name}” is unknown.", name="{unit}") == "“{unit}” is unknown."


class TestEither:
    @pytest.mark.parametrize(
        ("roles", "said"),
        [
            ((Role.EDITOR,), "editor"),
            ((Role.TRANSLATOR, Role.EDITOR), "translator or editor"),
            ((Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR), "translator or editor or administrator"),
        ],
    )
    def test_it_names_each(self, roles: tuple[Role, ...], said: str) -> None:
        assert str(either(roles)) == said

    def test_it_keeps_its_values_for_pages_to_say(self) -> None:
        made = either((Role.TRANSLATOR, Role.EDITOR))

        assert isinstance(made, Phrase)
        assert made.values == {"one": Role.TRANSLATOR, "other": Role.EDITOR}


class TestErrors:
    def test_they_keep_their_phrase(self) -> None:
        error = Conflict(phrase("Segment {number} is empty.", number=3))

        assert isinstance(error.sentence, Phrase)
        assert str(error) == "Segment 3 is empty."

    def test_they_take_a_text_that_nobody_translates(self) -> None:
        assert Conflict("line 3: no header").sentence == "line 3: no header"
