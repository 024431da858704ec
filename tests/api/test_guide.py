"""The guide speaks of addresses and fields that there are."""

import json
import re
from pathlib import Path

import pytest

from desk import api
from desk.api.operation import Operation
from desk.api.schemas.translations import Saved
from tests.api.conftest import validator

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
ASKED = re.findall(r"\$DESK(/[\w/$-]+)", GUIDE)
NAMED = re.findall(r"`(GET|POST|PUT) (/[\w/{}]+)`", GUIDE)
ANSWERS = re.findall(r"```json\n(.+?)\n```", GUIDE, re.DOTALL)


def at(path: str) -> list[Operation]:
    """The operations at a path, whose variables are written $X or {x}."""
    wanted = re.sub(r"\$\w+|{\w+}", "{}", path)
    return [one for one in api.OPERATIONS if re.sub(r"{\w+}", "{}", one.path) == wanted]


class TestGuide:
    @pytest.mark.parametrize("path", ASKED)
    def test_it_asks_where_something_is(self, path: str) -> None:
        assert at(path)

    @pytest.mark.parametrize(("method", "path"), NAMED)
    def test_it_names_what_is_there(self, method: str, path: str) -> None:
        assert method in [one.method for one in at(path)]

    def test_it_shows_answers_as_they_are(self) -> None:
        taken, saved, conflict, invalid = (json.loads(answer) for answer in ANSWERS)

        validator("#/components/schemas/TakenIn").validate(taken)
        assert set(saved) == set(Saved.model_fields)
        validator("#/components/schemas/SaveConflict").validate(conflict)
        validator("#/components/schemas/InvalidProblem").validate(invalid)
