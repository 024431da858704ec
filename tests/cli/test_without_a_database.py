"""Commands that need no database: they start without what only others use."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEES = (
    "import atexit, json, sys; from desk.cli import main;"
    "atexit.register(lambda: sys.stderr.write(json.dumps(sorted({name.split('.')[0] for name in sys.modules}))));"
    "main()"
)
"""Runs `desk` and says at its end which packages it has imported."""
ARTICLE = '{"id": "1", "source": "Điện Kremlin im lặng.", "target": "The Kremlin is silent.", "from": "vi", "to": "en"}'


def imported_by(tmp_path: Path, *words: str, stdin: str = "") -> set[str]:
    environment = {**os.environ, "DESK_DATA_DIR": str(tmp_path), "DESK_ENGINE": "quiet", "PYTHONPATH": str(ROOT)}
    environment["ARGOS_PACKAGES_DIR"] = str(tmp_path / "packages")
    done = subprocess.run(
        [sys.executable, "-c", SEES, *words], input=stdin, capture_output=True, encoding="utf-8", env=environment
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        (("translate", "--from", "vi", "--to", "en", "-"), "Điện Kremlin im lặng."),
        (("translate", "--from", "vi", "--to", "en", "--no-glossary", "-"), "Điện Kremlin im lặng."),
        (("check", "-"), ARTICLE),
        (("segment", "--lang", "vi", "-"), "Điện Kremlin im lặng."),
        (("glossary", "lint"), ""),
        (("glossary", "match", "--lang", "vi", "-"), "Điện Kremlin im lặng."),
        (("glossary", "convert", "glossaries/crisis-and-conflict.yaml", "--to", "csv"), ""),
        (("packages", "list"), ""),
    ],
    ids=lambda words: "-".join(words[:2]) if isinstance(words, tuple) else "",
)
def test_it_imports_neither_database_nor_web(tmp_path: Path, words: tuple[str, ...], stdin: str) -> None:
    found = imported_by(tmp_path, *words, stdin=stdin)

    assert "desk" in found
    assert not found & {"sqlalchemy", "alembic", "flask"}


def test_it_would_be_seen(tmp_path: Path) -> None:
    assert "sqlalchemy" in imported_by(tmp_path, "init")
