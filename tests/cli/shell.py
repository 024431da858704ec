"""Running `desk` in a test."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desk.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Shell:
    """Runs `desk` over a data directory of its own, in this process: the command's own `main`, streams and status."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        monkeypatch.setenv("DESK_DATA_DIR", str(folder))
        monkeypatch.setenv("DESK_ENGINE", "quiet")

    def run(self, *words: str, stdin: str | bytes = "") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err, status = io.StringIO(), io.StringIO(), 0
        with self.monkeypatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(sys, "argv", ["desk", *words])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            try:
                main()
            except SystemExit as end:
                status = int(end.code or 0)
        return Done(status, out.getvalue(), err.getvalue())

    def __call__(self, *words: str, stdin: str | bytes = "") -> str:
        done = self.run(*words, stdin=stdin)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def records(self, *words: str, stdin: str | bytes = "") -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*words, stdin=stdin).splitlines()]
