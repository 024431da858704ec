"""Trying a package out in a process of its own: one that crashes when it is loaded takes nobody with it.

    python -m desk.engines.examination FOLDER

prints what was found as JSON.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.domain.errors import Invalid
from desk.engines.aligning import AlignmentQuality, measure
from desk.text.normal import one_line

if TYPE_CHECKING:
    from desk.engines.installed import Package

PATIENCE = 300
"""Seconds after which a model that does not answer is given up; the largest ones answer after ten."""
LONGEST_REASON = 300
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with a package, as a sentence, None where it drafts; and how good its alignment is."""

    problem: str | None
    alignment: AlignmentQuality | None = None


Examine = Callable[["Package"], Examination]


def examine(package: "Package") -> Examination:
    """Loads a package and lets it draft, in a process of its own."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DESK_")}
    command = [sys.executable, "-m", "desk.engines.examination", str(package.folder)]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, with a folder of ours
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",  # a library that ends the process may print whatever stands in the file
            timeout=PATIENCE,
            env={**ours, "PYTHONPATH": path},  # without the desk's keys: a stranger's model is read there
        )
        return _read(done.stdout)
    except subprocess.TimeoutExpired:
        return Examination(f"{package.name} does not answer within {PATIENCE} seconds.")
    except (ValueError, TypeError, KeyError):
        return Examination(f"{package.name} cannot be loaded: {_end_of(done)}.")
    except OSError as error:
        return Examination(f"{package.name} cannot be tried out: {error.strerror}.")


def examine_here(package: "Package") -> Examination:
    """The same in this process: for that process itself."""
    from desk.domain.errors import EngineUnavailable
    from desk.engines.loaded import LoadedPackage

    try:
        loaded = LoadedPackage(package, threads=1)
    except EngineUnavailable as error:
        return Examination(str(error))
    problem = loaded.failure()
    return Examination(problem, None if problem else measure(loaded.align, package.source, package.target))


def _read(answer: str) -> Examination:
    values = json.loads(answer)
    alignment = values["alignment"]
    return Examination(values["problem"], AlignmentQuality(**alignment) if alignment else None)


def _end_of(done: "subprocess.CompletedProcess[str]") -> str:
    """Why a process that said nothing ended."""
    if done.returncode < 0:
        return f"its model crashes (signal {-done.returncode})"
    last = done.stderr.strip().splitlines()[-1:] or [f"its model ends the process with status {done.returncode}"]
    return one_line(last[0])[:LONGEST_REASON].rstrip(".")


def main() -> None:
    from desk.engines.installed import package_at

    try:
        found = examine_here(package_at(Path(sys.argv[1])))
    except Invalid as error:
        found = Examination(str(error))
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
