"""The memory's long work: bringing what it knows into its index, and letting files in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from desk.db import Database
from desk.domain.errors import Forbidden, Invalid
from desk.domain.phrase import phrase
from desk.jobs.run import GaveWay, Run
from desk.memory.tmx import TmxSegment
from desk.memory.tmx_reading import TmxReader
from desk.models import MemoryImport
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.memory_import import MemoryImporting, Summary, summary_of
from desk.services.memory_index import index_of
from desk.services.memory_indexing import index_waiting

CHUNK = 1_000
"""Segments between two commits."""


def memory_index(run: Run) -> Mapping[str, Any]:
    """Brings in what is in no index yet, chunk by chunk. A second run goes on with what is left."""
    done, more = 0, True
    while more:
        run.check()
        with run.wiring.database.session(write=True) as session:
            found = index_waiting(session, CHUNK)
            done, more = done + found, found == CHUNK
            if not more:
                index_of(session).settle()
            gives_way = run.progress(session, done, CHUNK if more else 0)
            session.commit()
        if gives_way:
            raise GaveWay
    return {"entries": done}


def let_in(database: Database, actor: Actor, import_id: str, reader: TmxReader, told: Callable[[int], None]) -> Summary:
    """Reads a file into the memory, a transaction for each chunk; `told` hears after each how many segments entered.

    What an earlier run has read is passed over, and known segments do not enter again: it may run as often as it likes.
    Raises `Invalid` where the file cannot be read any further; what entered before that stays.
    """
    with database.session() as session:
        summary = summary_of(session.get_one(MemoryImport, import_id))
    segments, passed = reader.segments(), summary.read
    for _ in islice(segments, passed):
        pass
    broken: Invalid | None = None
    while broken is None:
        chunk, broken = _chunk(segments)
        if not chunk:
            break
        with database.session(write=True) as session:
            row = session.get_one(MemoryImport, import_id)
            entered = MemoryImporting(session, actor).enter(row, chunk)
            known = summary.known + len(chunk) - entered
            summary = _summary(reader, summary.read + len(chunk), summary.entered + entered, known)
            row.summary = asdict(summary)
            session.commit()
        told(summary.entered)
    if broken is not None:
        raise broken
    with database.session(write=True) as session:
        summary = _summary(reader, summary.read, summary.entered, summary.known, finished=True)
        session.get_one(MemoryImport, import_id).summary = asdict(summary)
        index_of(session).settle()
        session.commit()
    return summary


def _chunk(segments: Iterator[TmxSegment]) -> tuple[list[TmxSegment], Invalid | None]:
    """The next segments, and why there are no more of them where the file is broken behind them."""
    chunk: list[TmxSegment] = []
    try:
        chunk.extend(islice(segments, CHUNK))
    except Invalid as error:
        return chunk, error
    return chunk, None


def _summary(reader: TmxReader, read: int, entered: int, known: int, *, finished: bool = False) -> Summary:
    left_out = {reason.value: count for reason, count in reader.left_out.items()}
    return Summary(read, entered, known, left_out, dict(reader.unknown), dict(reader.tags), finished)


def memory_import(run: Run) -> Mapping[str, Any]:
    """Lets a file in that somebody sent; it is taken away once it was read, or cannot be."""
    payload = run.job.payload
    path = Path(payload["path"])
    with run.wiring.database.session() as session:
        row = session.get_one(MemoryImport, payload["import"])
        name, actor = row.file, _importer(Accounts(session), row)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            reader = TmxReader(stream, name, payload.get("source", ""), payload.get("target", ""))
            summary = let_in(run.wiring.database, actor, payload["import"], reader, _noted(run, stream.tell, size))
    except FileNotFoundError as err:
        raise Invalid(phrase("{name} is here no longer; send it again.", name=name)) from err
    except Invalid:
        path.unlink(missing_ok=True)
        raise
    path.unlink(missing_ok=True)
    return asdict(summary)


def _importer(accounts: Accounts, row: MemoryImport) -> Actor:
    """Whoever lets the file in, with the roles that they have today."""
    person = accounts.person(row.person_id)
    if person is None:
        raise Forbidden(phrase("Whoever sent this file has left."))
    return accounts.actor(person)


def _noted(run: Run, place: Callable[[], int], size: int) -> Callable[[int], None]:
    """Notes in kB how far a file is read, and ends the run where the worker is to stop or it is another job's turn."""

    def note(_entered: int) -> None:
        done, total = place() // 1024, size // 1024
        with run.wiring.database.session(write=True) as session:
            gives_way = run.progress(session, done, total - done)
            session.commit()
        run.check()
        if gives_way:
            raise GaveWay

    return note
