"""How long the queue and search take with many translations, on SQLite and on PostgreSQL.

    python benchmarks/queue_views.py [--translations 100000] [--units 4] [--rounds 15]
        [--postgresql URL] [--keep FOLDER]

Stories with two translations each are written into a database of their own: in every state, with and without due
times, some restricted, some breaking, some stale. The queue's rows and search's words are made by the desk's own
code. Then each view and each order is opened as the page opens it (rows, counts and saved views), by a translator who
holds some, and each search is made; once to warm up, then ROUNDS times. A line of JSON per database gives p50 and
p95 in milliseconds, the processor's time of this process (with SQLite that is all of it), the number of queries, the
rows that each answer showed, and the machine with its load.

`--postgresql` names a server on which a database is made and dropped again. `--keep` keeps the SQLite database in a
folder, and takes it up where it is there already.
"""

import argparse
import contextlib
import datetime as dt
import json
import os
import platform
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, func, insert, make_url, select, text
from sqlalchemy.orm import Session

from desk.db import Database
from desk.domain.ids import new_id
from desk.domain.provenance import Origin, fingerprint
from desk.domain.segment import BlockKind
from desk.domain.workflow import Role, State
from desk.models import (
    Article,
    BlockRow,
    Outlet,
    QueueEntry,
    Revision,
    SegmentRow,
    Story,
    Translation,
    Unit,
    UnitSegment,
)
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.queue import Queue, QueueFilter, Sort, View
from desk.services.queue_entries import QueueEntries
from desk.services.saved_views import SavedViews
from desk.services.search.documents import SearchDocuments
from desk.services.search.search import Search

NOW = dt.datetime.now(dt.UTC)
STATES = (
    *((State.DRAFTED, 30), (State.EDITING, 4), (State.SUBMITTED, 6), (State.APPROVED, 5), (State.PUBLISHED, 50)),
    *((State.DRAFTING, 2), (State.KILLED, 1), (State.CANCELLED, 2)),
)
"""States with their share in a hundred."""
SYLLABLES = [
    "mưa",
    "lớn",
    "bão",
    "gió",
    "Hà",
    "Nội",
    "Quảng",
    "Ninh",
    "thủ",
    "tướng",
    "chính",
    "phủ",
    "kinh",
    "tế",
    "giá",
    "vàng",
    "đội",
    "tuyển",
    "trận",
    "đấu",
    "người",
    "dân",
]
WORDS = [
    "rain",
    "heavy",
    "storm",
    "wind",
    "Hanoi",
    "province",
    "minister",
    "government",
    "economy",
    "gold",
    "price",
    "team",
    "match",
    "people",
    "talks",
]
RARE = 2_000
"""Further words, of which each sentence has three: most searches are for such."""
SEARCHES = {
    "a common word": "bão",
    "three common words": "mưa lớn bão",
    "a phrase": '"quảng ninh"',
    "a phrase in English": '"heavy storm"',
    "a rare word": "Yagi",
    "a word and a state": "bão state:submitted",
    "a rare state": "state:drafting",
    "an id": "",
    "an address": "url:example.org/49999",
    "a person": "by:mai",
    "a day": "on:today",
}


def fill(database: Database, translations: int, units: int) -> None:
    """Writes stories of two translations each, and makes what is derived from them."""
    chance = random.Random(1)
    with database.session(write=True) as session:
        desk = Accounts(session).default_desk()
        people = [
            Accounts(session).add(desk, name, name.title(), "", [Role.TRANSLATOR]).id for name in ("mai", "binh", "nam")
        ]
        outlets = [Outlet(desk_id=desk.id, name=f"Outlet {number}") for number in range(20)]
        session.add_all(outlets)
        session.commit()
        names = [one.id for one in outlets]
        for start in range(0, translations // 2, 500):
            _write(session, chance, desk.id, people, names, range(start, min(start + 500, translations // 2)), units)
            session.commit()
    with database.session(write=True) as session:
        for step in (QueueEntries(session).rebuild(), SearchDocuments(session).rebuild()):
            for _ in step:
                session.commit()
                session.expunge_all()


def _write(
    session: Session,
    chance: random.Random,
    desk: str,
    people: list[str],
    outlets: list[str],
    numbers: range,
    units: int,
) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (Story, Article, Revision, BlockRow, SegmentRow, Translation, Unit, UnitSegment)
    }
    for number in numbers:
        _story(rows, chance, desk, people, outlets, number, units)
    for table, made in rows.items():
        session.execute(insert(table), made)


def _story(
    rows: dict[Any, list[dict[str, Any]]],
    chance: random.Random,
    desk: str,
    people: list[str],
    outlets: list[str],
    number: int,
    units: int,
) -> None:
    story, article, revision = new_id(), new_id(), new_id()
    made = NOW - dt.timedelta(minutes=50_000 - number)
    sentences = [_sentence(chance, SYLLABLES) for _ in range(units)]
    if number % 5_000 == 17:
        sentences[0] += " Yagi"
    rows[Story].append(
        {
            "id": story,
            "desk_id": desk,
            "outlet_id": chance.choice(outlets),
            "title": sentences[0][:120],
            "created_at": made,
            "restricted": chance.random() < 0.02,
            "breaking": chance.random() < 0.02,
            "topic": chance.choice(("Politics", "Sport", "Weather", "")),
        }
    )
    rows[Article].append(
        {
            "id": article,
            "story_id": story,
            "language": "vi",
            "url": f"https://example.org/{number}",
            "created_at": made,
        }
    )
    versions = [revision, new_id()] if chance.random() < 0.01 else [revision]
    for count, one in enumerate(versions, 1):
        rows[Revision].append(
            {
                "id": one,
                "article_id": article,
                "number": count,
                "created_at": made,
                "reason": "intake",
                "extracted": [],
                "notices": [],
            }
        )
    segments = [_segment(rows, revision, place, sentence) for place, sentence in enumerate(sentences)]
    for language in ("en", chance.choice(("fr", "es", "de", "ja"))):
        _translation(rows, chance, story, article, revision, language, people, made, segments, sentences)


def _sentence(chance: random.Random, words: list[str]) -> str:
    """Fifteen of a few common words, and three of many rare ones."""
    rare = [f"{chance.choice(words)}{chance.randrange(RARE)}" for _ in range(3)]
    return " ".join([*chance.choices(words, k=15), *rare])


def _segment(rows: dict[Any, list[dict[str, Any]]], revision: str, place: int, sentence: str) -> str:
    block, segment = new_id(), new_id()
    rows[BlockRow].append(
        {
            "id": block,
            "revision_id": revision,
            "position": place,
            "extracted_index": place,
            "kind": BlockKind.PARAGRAPH,
            "text": sentence,
            "language": "vi",
            "direction": "ltr",
            "marks": [],
            "attributes": {},
        }
    )
    rows[SegmentRow].append(
        {
            "id": segment,
            "revision_id": revision,
            "block_id": block,
            "position": place,
            "start": 0,
            "end": len(sentence),
            "text": sentence,
        }
    )
    return segment


def _translation(
    rows: dict[Any, list[dict[str, Any]]],
    chance: random.Random,
    story: str,
    article: str,
    revision: str,
    language: str,
    people: list[str],
    made: dt.datetime,
    segments: list[str],
    sentences: list[str],
) -> None:
    (state,) = chance.choices([one for one, _ in STATES], [share for _, share in STATES])
    translation, holder = new_id(), chance.choice(people) if state is State.EDITING else None
    due = NOW + dt.timedelta(minutes=chance.randint(-3_000, 30_000)) if chance.random() < 0.5 else None
    rows[Translation].append(
        {
            "id": translation,
            "story_id": story,
            "article_id": article,
            "revision_id": revision,
            "language": language,
            "state": state,
            "created_at": made,
            "changed_at": made,
            "due_at": due,
            "holder_id": holder,
            "lease_until": NOW + dt.timedelta(hours=1) if holder else None,
            "fields": {},
        }
    )
    done = state in (State.SUBMITTED, State.APPROVED, State.PUBLISHED)
    for place, segment in enumerate(segments):
        unit = new_id()
        rows[Unit].append(
            {
                "id": unit,
                "translation_id": translation,
                "position": place,
                "paragraph": place,
                "kind": BlockKind.PARAGRAPH,
                "text": _sentence(chance, WORDS),
                "marks": [],
                "origin": Origin.POST_EDITED if done else Origin.MACHINE,
                "drafted_round": 1,
                "confirmed_at": made if done else None,
                "confirmed_source": fingerprint(sentences[place]) if done else None,
            }
        )
        rows[UnitSegment].append({"unit_id": unit, "segment_id": segment, "position": 0})


def measure(database: Database, rounds: int) -> dict[str, Any]:
    """By what was opened: p50, p95, queries and rows."""
    found: dict[str, Any] = {}
    with database.session() as session:
        accounts = Accounts(session)
        actor = accounts.actor(accounts.by_username("mai"))
        some = session.scalar(select(func.max(Translation.id))) or ""
    for view in View:
        found[f"view {view}"] = _timed(database, actor, rounds, QueueFilter(view=view))
    for sort in Sort:
        found[f"all by {sort}"] = _timed(database, actor, rounds, QueueFilter(sort=sort))
    found["free in Japanese, short"] = _timed(
        database, actor, rounds, QueueFilter(view=View.FREE, language="ja", sort=Sort.SHORTEST)
    )
    found["all, page 200"] = _timed(database, actor, rounds, QueueFilter(page=200))
    found["all, a word of the title"] = _timed(database, actor, rounds, QueueFilter(text="Yagi"))
    for name, asked in SEARCHES.items():
        found[f"search: {name}"] = _timed(database, actor, rounds, asked or some)
    return found


def _timed(database: Database, actor: Actor, rounds: int, asked: QueueFilter | str) -> dict[str, float]:
    times, work, queries, rows = [], [], [], 0
    for _ in range(rounds + 1):
        with database.session() as session, _counted(database) as statements:
            begun, worked = time.perf_counter(), time.process_time()
            rows = _open(session, actor, asked)
            times.append((time.perf_counter() - begun) * 1000)
            work.append((time.process_time() - worked) * 1000)
        queries.append(len(statements))
    cuts = statistics.quantiles(times[1:], n=20)
    return {
        "p50": round(statistics.median(times[1:]), 1),
        "p95": round(cuts[-1], 1),
        "cpu": round(statistics.median(work[1:]), 1),
        "queries": max(queries),
        "rows": rows,
    }


def _open(session: Session, actor: Actor, asked: QueueFilter | str) -> int:
    if isinstance(asked, str):
        return len(Search(session, actor).page(asked).hits)
    queue = Queue(session, actor)
    shown = queue.page(asked)
    queue.counts()
    SavedViews(session, actor).list()
    return len(shown.rows)


@contextlib.contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield statements
    event.remove(database.engine, "before_cursor_execute", note)


@contextlib.contextmanager
def postgresql(server: str) -> Iterator[str]:
    """The URL of a new database on a server, dropped in the end."""
    name = f"desk_benchmark_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


def run(url: str, options: argparse.Namespace) -> None:
    """Fills a database where it is empty, measures, and prints a line."""
    database = Database(url)
    database.upgrade()
    begun = time.perf_counter()
    with database.session() as session:
        filled = (session.scalar(select(func.count()).select_from(QueueEntry)) or 0) > 0
    if not filled:
        fill(database, options.translations, options.units)
    with database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    report = {
        "database": database.engine.dialect.name,
        "translations": options.translations,
        "units": options.units,
        "seconds_to_fill": round(time.perf_counter() - begun),
        "results": measure(database, options.rounds),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load": [round(one, 1) for one in os.getloadavg()],
    }
    print(json.dumps(report))
    database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--translations", type=int, default=100_000)
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--keep", metavar="FOLDER", type=Path)
    options = parser.parse_args()
    if options.rounds < 2:
        parser.error("--rounds: a spread needs two rounds at least")
    where: Callable[[], Any] = (
        tempfile.TemporaryDirectory if options.keep is None else lambda: contextlib.nullcontext(options.keep)
    )
    with where() as folder:
        run(f"sqlite:///{Path(folder) / 'queue.sqlite3'}", options)
    if options.postgresql:
        with postgresql(options.postgresql) as url:
            run(url, options)


if __name__ == "__main__":
    main()
