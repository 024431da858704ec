"""Which way imports point: the picture of the house, drawn from the real imports."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "desk"

GROUND = {"catalogs", "domain", "resources"}
LOWER = {"mail", "text", "engines", "drafting", "glossary", "checks", "scoring", "memory", "intake", "publishing"}
STORED = {"models", "db", "dialects", "settings"}
BELOW = GROUND | LOWER | STORED | {"services"}
DOORS = {"web", "api", "cli", "jobs"}

MAY_IMPORT: Mapping[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli"},
    "catalogs": set(),
    "domain": set(),
    "resources": set(),
    **dict.fromkeys(LOWER, GROUND | LOWER),
    "dialects": set(),
    "models": {"domain", "dialects"},
    "settings": GROUND,
    "db": GROUND | {"dialects"},
    "services": BELOW,
    "wiring": BELOW,  # gives services their collaborators
    "jobs": BELOW | {"wiring"},
    "demo": BELOW | {"wiring", "jobs"},
    "api": BELOW | {"wiring"},
    "web": BELOW | {"wiring", "api"},  # the application is put together in `web`, and the API is a part of it
    "cli": BELOW | DOORS | {"wiring", "demo"},  # `desk serve` opens the other doors
}
"""The arrows of the picture. Every room may import itself."""

DATABASE = {"sqlalchemy", "alembic", "psycopg"}
WEB = {
    "flask",
    "flask_babel",
    "flask_login",
    "flask_limiter",
    "flask_wtf",
    "werkzeug",
    "wtforms",
    "jinja2",
    "spectree",
    "waitress",
}
TERMINAL = {"click", "rich"}
FORBIDDEN: Mapping[str, set[str]] = {
    **{room: DATABASE | WEB | TERMINAL | {"pydantic_settings"} for room in LOWER},
    "mail": DATABASE | (WEB - {"jinja2"}) | TERMINAL,  # a mail is a template, and no page
    "models": WEB | TERMINAL,
    "services": WEB | TERMINAL,
    "jobs": WEB | TERMINAL,
    "web": DATABASE | TERMINAL,
    "api": DATABASE | TERMINAL,
    "cli": DATABASE,
}
"""What a room does not know of, except for types."""

HEAVY = {"trafilatura", "choppa", "ctranslate2", "sentencepiece", "sacrebleu", "numpy", "py3langid", "torch"} | {
    "argostranslate"
}
"""Libraries that take their time: imported where they are used, so that every command starts at once."""

TRAINING = ("desk/engines/starter/network.py", "desk/engines/starter/train.py")
"""What makes the starter package; nothing that runs at the desk imports it, and torch is not installed there."""


class When(StrEnum):
    AT_ONCE = "at once"
    IN_A_FUNCTION = "in a function"
    FOR_TYPES = "for types"


@dataclass(frozen=True)
class Import:
    """One import: where it stands, in which room (module or folder of `desk`), of what and when."""

    place: str
    room: str
    name: str
    when: When

    @property
    def package(self) -> str:
        return self.name.split(".")[0]

    @property
    def target(self) -> str | None:
        """The room that is imported; None where it is none of the desk's."""
        return self.name.split(".")[1] if self.name.startswith("desk.") else None

    def __str__(self) -> str:
        return f"{self.place} imports {self.name} {self.when}"


def imports_of(package: Path) -> list[Import]:
    """All imports in the modules of a folder that stands for `desk`."""
    return [found for path in sorted(package.rglob("*.py")) for found in imports_in(path, package)]


def imports_in(path: Path, package: Path) -> Iterator[Import]:
    inside = path.relative_to(package)
    module = ["desk", *inside.with_suffix("").parts]
    for node, when in walk(ast.parse(path.read_text("utf-8")), When.AT_ONCE):
        for name in names(node, module):
            yield Import(f"desk/{inside}:{node.lineno}", inside.parts[0].removesuffix(".py"), name, when)


def walk(node: ast.AST, when: When) -> Iterator[tuple[ast.Import | ast.ImportFrom, When]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, when
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from walk(ast.Module(child.body, []), When.FOR_TYPES)
            yield from walk(ast.Module(child.orelse, []), when)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and when is When.AT_ONCE:
            yield from walk(child, When.IN_A_FUNCTION)
        else:
            yield from walk(child, when)


def names(node: ast.Import | ast.ImportFrom, module: list[str]) -> list[str]:
    """The dotted names; `from desk import db` is of the room `db`, as `from desk.db import Database` is."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = ".".join([*module[: len(module) - node.level], *([node.module] if node.module else [])])
    base = base if node.level else node.module or ""
    return [f"{base}.{alias.name}" for alias in node.names]


def back_arrows(found: list[Import]) -> list[str]:
    """Imports of rooms that lie above or beside, for types too."""
    return [
        str(each)
        for each in found
        if each.target not in (None, each.room) and each.target not in MAY_IMPORT.get(each.room, set())
    ]


def foreign(found: list[Import]) -> list[str]:
    """Imports of libraries that a room is not to know of; a session may be named anywhere, to be handed on."""
    return [
        str(each)
        for each in found
        if (
            each.package in FORBIDDEN.get(each.room, set())
            and each.when is not When.FOR_TYPES
            and not (each.room in DOORS and each.name == "sqlalchemy.orm.Session")
        )
        or (each.room in ("domain", "resources") and each.package not in {*sys.stdlib_module_names, "desk"})
    ]


@pytest.fixture(scope="module")
def imports() -> list[Import]:
    return imports_of(PACKAGE)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house to break rules in."""
    for room in ("domain", "text", "services", "web"):
        (tmp_path / room).mkdir()
    return tmp_path


class TestPicture:
    def test_it_has_a_place_for_every_room(self, imports):
        assert {each.room for each in imports} <= set(MAY_IMPORT)

    def test_it_has_no_back_arrow(self, imports):
        assert back_arrows(imports) == []

    def test_it_keeps_libraries_in_their_rooms(self, imports):
        assert foreign(imports) == []

    def test_it_has_no_circle_of_rooms(self, imports):
        graph: dict[str, set[str]] = {}
        for each in imports:
            if each.target not in (None, each.room) and each.when is not When.FOR_TYPES:
                graph.setdefault(each.room, set()).add(str(each.target))

        order = list(TopologicalSorter(graph).static_order())

        assert order.index("domain") < order.index("services")

    def test_it_leaves_heavy_libraries_until_they_are_used(self, imports):
        eager = [
            str(each)
            for each in imports
            if each.package in HEAVY and each.when is When.AT_ONCE and not each.place.startswith(TRAINING)
        ]

        assert eager == []


class TestDrawing:
    @pytest.mark.parametrize(
        ("room", "line"),
        [
            ("domain", "from desk.text.diff import words"),
            ("text", "from desk import services"),
            ("text", "from ..services import access"),
            ("services", "import desk.web.session"),
            ("services", "from desk.wiring import Wiring"),
            ("text", "def late():\n    from desk.services import access"),
            ("services", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from desk.web import session"),
        ],
    )
    def test_it_finds_a_back_arrow(self, house, room, line):
        (house / room / "module.py").write_text(line)

        assert len(back_arrows(imports_of(house))) == 1

    @pytest.mark.parametrize(
        ("room", "line"),
        [
            ("domain", "import pydantic"),
            ("text", "import sqlalchemy.orm"),
            ("services", "import flask"),
            ("web", "from sqlalchemy import select"),
        ],
    )
    def test_it_finds_a_library_out_of_place(self, house, room, line):
        (house / room / "module.py").write_text(line)

        assert len(foreign(imports_of(house))) == 1

    @pytest.mark.parametrize(
        ("room", "line"),
        [
            ("domain", "import json\nfrom desk.domain.segment import Span"),
            ("services", "from desk import models\nfrom desk.text import diff\nimport sqlalchemy"),
            ("web", "from desk.models.people import Person\nfrom sqlalchemy.orm import Session"),
            ("web", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sqlalchemy import Select"),
        ],
    )
    def test_it_lets_pass_what_points_down(self, house, room, line):
        (house / room / "module.py").write_text(line)

        found = imports_of(house)
        assert back_arrows(found) + foreign(found) == []
