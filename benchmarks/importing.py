"""The import of the web application, beside that of the libraries which it stands on, and of those with the tables.

    python benchmarks/importing.py [--rounds 7]

Each import runs in a process of its own, in turns, and its processor time is taken there: the smallest of all rounds,
since a shared machine only ever adds to it. The ratio says what the desk's own modules cost on top of Flask,
SQLAlchemy, pydantic and the rest, and moves less with the machine than seconds do. Bytecode is written first, as an
installed desk has it.
"""

import argparse
import compileall
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

DESK = Path(__file__).parents[1] / "desk"
LIBRARIES = "flask, sqlalchemy.orm, flask_babel, flask_limiter, flask_wtf, pydantic_settings, wtforms, yaml, httpx"
IMPORTS = {
    "libraries": LIBRARIES,
    "libraries and tables": f"{LIBRARIES}, desk.models",
    "web application": "desk.web",
}
SCRIPT = "import time; began = time.process_time(); import {}; print(time.process_time() - began)"


def seconds(modules: str) -> float:
    """Processor time of an import in a new process."""
    script = SCRIPT.format(modules)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(DESK, quiet=1)
    taken: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for _ in range(rounds):
        for name, modules in IMPORTS.items():
            taken[name].append(seconds(modules))
    least = {name: round(min(times), 2) for name, times in taken.items()}
    ratio = round(least["web application"] / least["libraries"], 2)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    result = {"seconds": least, "web application to libraries": ratio, "rounds": rounds}
    print(json.dumps(result | {"machine": machine, "load": round(os.getloadavg()[0], 2)}))


if __name__ == "__main__":
    main()
