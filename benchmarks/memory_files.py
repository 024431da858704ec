"""TMX files of a length that is wanted: seconds to let one in and write it out, and megabytes that it takes.

    python benchmarks/memory_files.py [--units 100000]

The units are those of TICO-19 and NTREX with a number behind each, so that all of them enter. The file is read alone,
let into an SQLite desk as `desk memory import` does it, and written out again; after each, what the process holds more
than before it.
"""

import argparse
import os
import platform
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from memory_texts import texts

from desk.db import Database
from desk.domain.workflow import Role
from desk.jobs.memory import let_in
from desk.memory.tmx import TmxSegment
from desk.memory.tmx_reading import TmxReader
from desk.memory.tmx_writing import write
from desk.services.accounts import Accounts
from desk.services.memory_export import exported
from desk.services.memory_import import MemoryImporting


def segments(data: Path, count: int) -> Iterator[TmxSegment]:
    for number, one in enumerate(islice(texts(data, count, random.Random(1)), count)):
        yield TmxSegment(*one[:2], f"{one.source} {number}", one.target)


def peak() -> float:
    """Megabytes that the process held at most since it was asked last, where the kernel lets it be asked anew."""
    found = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return int(found.split()[1]) / 1024


def timed(name: str, work: Callable[[], int]) -> None:
    peak()
    held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    began = time.monotonic()
    count = work()
    took = time.monotonic() - began
    print(f"{name:8} {count:,} segments in {took:.1f} s, {count / took:,.0f} a second; +{peak() - held:.1f} MB at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--data", type=Path, default=os.environ.get("DESK_TEST_DATA"), help="the folder of test data")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.tmx"
        with path.open("wb") as stream:
            write(stream, segments(Path(options.data), options.units))
        print(f"a file of {path.stat().st_size / 1e6:.0f} MB")
        database = Database(f"sqlite:///{folder}/desk.sqlite3")
        database.upgrade()
        with database.session(write=True) as session:
            accounts = Accounts(session)
            actor = accounts.actor(accounts.add(accounts.default_desk(), "lan", "Lan", "", [Role.EDITOR]))
            begun = MemoryImporting(session, actor).begin("long.tmx").id
            session.commit()

        def read() -> int:
            with path.open("rb") as stream:
                return sum(1 for _ in TmxReader(stream, "long.tmx").segments())

        def enter() -> int:
            with path.open("rb") as stream:
                return let_in(database, actor, begun, TmxReader(stream, "long.tmx"), lambda _: None).entered

        def put_out() -> int:
            with database.session() as session, (Path(folder) / "out.tmx").open("wb") as stream:
                return write(stream, exported(session, actor))

        timed("read", read)
        timed("let in", enter)
        timed("written", put_out)
        database.close()


if __name__ == "__main__":
    main()
