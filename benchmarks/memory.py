"""A translation memory of a million segments: milliseconds a lookup takes, what it finds, and what it costs.

    python benchmarks/memory.py [--segments 1000000] [--postgresql postgresql+psycopg://postgres@127.0.0.1/postgres]

The segments are real (see `memory_texts.py`). 50 of them, of at least six words, are changed in one word out of eight
and looked up as the editor does: exact, by the words' index, then by edits, with the rights of a translator. One is
found where its source is among the five that are told. The ratio is to comparing the text with every segment of its
pair by rapidfuzz alone, on a pair's slice. Nothing else waits for these lookups; the figures are printed with the
machine and its load. `--sqlite FILE` keeps the file, and does not build it again.
"""

import argparse
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from memory_texts import Text, texts
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from sqlalchemy import create_engine, event, insert, make_url, text

from desk.db import Database
from desk.domain.ids import new_id
from desk.domain.workflow import Role
from desk.memory.index import Passage
from desk.memory.keys import source_key
from desk.memory.likeness import likeness
from desk.models import MemoryEntry
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.memory import Memory
from desk.services.memory_index import index_of
from desk.services.memory_indexing import index
from desk.services.memory_search import MemoryFilter, MemorySearch

CHUNK = 2_000
LOOKUPS = 50
TOLD = 5
FLOOR = 0.6
SHORTEST = 6
"""Words of a text that is looked up."""


def row_of(desk_id: str, one: Text) -> dict[str, object]:
    return {
        "id": new_id(),
        "desk_id": desk_id,
        "source_language": one.source_language,
        "target_language": one.target_language,
        "source_key": source_key(one.source),
        "context_key": "",
        "source": one.source,
        "target": one.target,
        "created_at": utc_now(),
    }


def build(database: Database, segments: Iterator[Text]) -> int:
    """Fills an empty desk, as an import does; how many segments."""
    database.upgrade()
    with database.session(write=True) as session:
        accounts = Accounts(session)
        desk = accounts.default_desk()
        accounts.add(desk, "mai", "Mai", "", [Role.TRANSLATOR])
        session.commit()
    done = 0
    while chunk := list(islice(segments, CHUNK)):
        rows = [row_of(desk.id, one) for one in chunk]
        with database.session(write=True) as session:
            session.execute(insert(MemoryEntry), rows)
            index(session, rows)
            session.commit()
        done += len(rows)
        if sys.stdout.isatty():
            print(f"\r{done:,}", end="", flush=True)
    with database.session(write=True) as session:
        index_of(session).settle()
        session.commit()
    return done


def changed(one: str, words: Sequence[str], rng: random.Random) -> str:
    """A text with one word in eight changed, put in or left out."""
    said = one.split()
    for _ in range(max(1, len(said) // 8)):
        place, what = rng.randrange(len(said)), rng.random()
        if what < 0.5:
            said[place] = rng.choice(words)
        elif what < 0.75:
            said.insert(place, rng.choice(words))
        else:
            del said[place]
    return " ".join(said)


def looked_up(known: Sequence[Text], rng: random.Random) -> list[tuple[Text, str]]:
    """Segments with what is asked instead of them, alike enough to be told."""
    found: list[tuple[Text, str]] = []
    while len(found) < LOOKUPS:
        one = rng.choice(known)
        if len(one.source.split()) < SHORTEST:
            continue
        others = rng.choice([each for each in known if each.source_language == one.source_language]).source.split()
        asked = changed(one.source, others, rng)
        if FLOOR + 0.1 <= likeness(asked, one.source) < 1:
            found.append((one, asked))
    return found


class Sample:
    """Some of the segments that go by, each as likely as another."""

    def __init__(self, size: int, rng: random.Random) -> None:
        self.size, self.rng, self.seen = size, rng, 0
        self.kept: list[Text] = []

    def passing(self, segments: Iterable[Text]) -> Iterator[Text]:
        for one in segments:
            self.seen += 1
            if len(self.kept) < self.size:
                self.kept.append(one)
            elif (place := self.rng.randrange(self.seen)) < self.size:
                self.kept[place] = one
            yield one


def reader(database: Database) -> Actor:
    """The translator who looks up."""
    with database.session() as session:
        person, desk = session.execute(text("SELECT person_id, desk_id FROM membership")).one()
    return Actor(person, desk, frozenset({Role.TRANSLATOR}))


def measure(database: Database, asked: Sequence[tuple[Text, str]]) -> float:
    """Looks all of them up; the median in milliseconds."""
    actor, times, found = reader(database), [], 0
    queries: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *arguments: queries.append(arguments[2]))
    for one, said in asked:
        began = time.perf_counter()
        with database.session() as session:
            told = Memory(session, actor).similar(Passage(said), *one[:2], limit=TOLD, floor=FLOOR)
        times.append((time.perf_counter() - began) * 1000)
        if any(each.source == one.source for each in told):
            found += 1
        else:
            print(f"  not found: {said!r} for {one.source!r}")
    asked_of_it = sum(one.lstrip("(").startswith("SELECT") for one in queries)
    late = sorted(times)[round(0.95 * len(times)) - 1]
    print(
        f"  lookup       p50 {statistics.median(times):.1f} ms, p95 {late:.1f} ms, "
        f"most {max(times):.1f} ms; {found} of {len(asked)} found; {asked_of_it / len(asked):.0f} queries each"
    )
    return statistics.median(times)


def brute(database: Database, asked: Sequence[tuple[Text, str]]) -> None:
    """rapidfuzz alone against every source of the largest pair, and the memory on the same texts."""
    pair = ("en", "fr")
    here = [each for each in asked if each[0][:2] == pair][:5]
    query = text("SELECT source FROM memory_entry WHERE source_language = :a AND target_language = :b")
    with database.session() as session:
        sources = list(session.scalars(query, dict(zip("ab", pair, strict=True))))
    began = time.perf_counter()
    for _, said in here:
        process.extractOne(said, sources, scorer=Levenshtein.normalized_similarity, score_cutoff=FLOOR)
    alone = (time.perf_counter() - began) * 1000 / len(here)
    ours = measure(database, here)
    print(f"  brute force  {alone:.0f} ms over {len(sources):,} segments of the pair: {alone / ours:.1f} times as long")


def look_through(database: Database) -> None:
    """A page of the concordance for words from rare to common, and of the list; the best of three."""
    actor = reader(database)
    for words in ("", "the", "minister", '"of the"', "the minister said", "govern*", "政府", '"no such phrase"'):
        times = []
        for _ in range(3):
            began = time.perf_counter()
            with database.session() as session:
                found = MemorySearch(session, actor).page(MemoryFilter(words))
            times.append((time.perf_counter() - began) * 1000)
        print(
            f"  page         {words or 'all'}: {min(times):.1f} ms, at first {times[0]:.1f} ms; {len(found.rows)} rows"
        )


def resident() -> float:
    """Megabytes that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


@contextmanager
def fresh_postgresql(server: str) -> Iterator[str]:
    """The URL of a database that is dropped in the end."""
    name = f"desk_memory_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def run(url: str, options: argparse.Namespace) -> None:
    database, rng = Database(url), random.Random(2)
    sample = Sample(2_000, rng)
    segments = sample.passing(texts(options.data, options.segments, random.Random(1)))
    before, began = resident(), time.monotonic()
    print(f"{database.engine.dialect.name}")
    if database.has_tables():
        for _ in segments:
            pass
    else:
        done = build(database, segments)
        took = time.monotonic() - began
        print(f"  build        {done:,} segments in {took:.0f} s, {done / took:,.0f} a second; ", end="")
        print(f"process {before:.0f} MB before, {resident():.0f} MB after")
    asked = looked_up(sample.kept, rng)
    held = resident()
    measure(database, asked)
    measure(database, asked)
    print(f"  memory       {held:.0f} MB before the lookups, {resident():.0f} MB after")
    brute(database, asked)
    look_through(database)
    print(f"  load         {os.getloadavg()[0]:.1f}")
    database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=os.environ.get("DESK_TEST_DATA"), help="the folder of test data")
    parser.add_argument("--sqlite", type=Path, help="a file to keep, and to use again where it is there")
    parser.add_argument("--postgresql", metavar="URL", help="a server in which a database is made and dropped")
    options = parser.parse_args()
    options.data = Path(options.data)
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        run(f"sqlite:///{options.sqlite or Path(folder) / 'memory.sqlite3'}", options)
    if options.postgresql:
        with fresh_postgresql(options.postgresql) as url:
            run(url, options)


if __name__ == "__main__":
    main()
