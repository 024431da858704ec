"""The translation memory: looking through it, what is like a text, changing it by hand, and taking it out."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from flask import Response, request, stream_with_context

from desk.api.host import actor, session
from desk.api.operation import EDITOR, NEWSROOM, operation
from desk.api.schemas import memory as schemas
from desk.domain.workflow import Role
from desk.memory.index import Passage, Whence
from desk.memory.tmx import TmxSegment
from desk.models import MemoryEntry
from desk.services.memory import Memory
from desk.services.memory_entries import MemoryEntries
from desk.services.memory_export import exported
from desk.services.memory_search import MemoryFilter, MemorySearch

ENTRY = "/memory/{entry_id}"
KEEPERS = EDITOR | {Role.ADMINISTRATOR}
LINES = "application/jsonl"


@operation("GET", "/memory", NEWSROOM, "The memory's entries, by words of either side, languages, origin and day")
def list_memory(query: schemas.MemoryQuery) -> schemas.MemoryPage:
    found = MemorySearch(session(), actor()).page(
        MemoryFilter(
            text=query.text,
            side=query.side,
            source=query.source or "",
            target=query.target or "",
            came=query.file or query.came or "",
            person=query.person or "",
            since=query.since,
            until=query.until,
            before=query.before,
            size=query.size,
        )
    )
    items = [
        schemas.FoundEntry.model_validate(
            {**_fields(one.entry, one.origin), "source_hits": one.source_hits, "target_hits": one.target_hits}
        )
        for one in found.rows
    ]
    following = urlencode({**request.args.to_dict(), "before": found.next})
    return schemas.MemoryPage(items=items, next=f"{request.path}?{following}" if found.next else None)


@operation("POST", "/memory/similar", NEWSROOM, "What the memory knows that is like a text: in context, exact, fuzzy")
def list_similar(body: schemas.MemoryAsked) -> schemas.Candidates:
    passage = Passage(body.text, body.before, body.after)
    found = Memory(session(), actor()).similar(passage, body.source, body.target, body.limit, body.floor)
    return schemas.Candidates(items=[schemas.Candidate.model_validate(one) for one in found])


@operation("GET", "/memory/export", NEWSROOM, "The memory as JSON Lines, one entry a line", media=LINES)
def export_memory(query: schemas.ExportQuery) -> schemas.MemoryLine | Response:
    found = exported(session(), actor(), query.source or "", query.target or "")
    return Response(stream_with_context(_lines(found)), content_type=LINES)


@operation("GET", ENTRY, NEWSROOM, "An entry of the memory")
def show_entry(entry_id: str) -> schemas.MemoryEntry:
    return _shown(*MemoryEntries(session(), actor()).get(entry_id))


@operation("PUT", ENTRY, KEEPERS, "Give an entry another target, upon the version that it was based on")
def change_entry(entry_id: str, body: schemas.ChangedEntry) -> schemas.MemoryEntry:
    entries = MemoryEntries(session(), actor())
    entries.change(entry_id, body.target, body.based_on, body.reason)
    return _shown(*entries.get(entry_id))


@operation("POST", f"{ENTRY}/delete", KEEPERS, "Take an entry out of use for good")
def delete_entry(entry_id: str, body: schemas.EntryDecision) -> schemas.MemoryEntry:
    entries = MemoryEntries(session(), actor())
    entry, origin = entries.get(entry_id)
    entries.delete(entry_id, body.based_on, body.reason)
    return _shown(entry, origin)


@operation("GET", f"{ENTRY}/changes", NEWSROOM, "What was done to an entry by hand, the newest first")
def list_entry_changes(entry_id: str) -> schemas.MemoryChanges:
    found = MemoryEntries(session(), actor()).changes(entry_id)
    return schemas.MemoryChanges(items=[schemas.MemoryChange.model_validate(one) for one in found])


OPERATIONS = (
    list_memory,
    list_similar,
    export_memory,
    show_entry,
    change_entry,
    delete_entry,
    list_entry_changes,
)


def _shown(entry: MemoryEntry, origin: Whence) -> schemas.MemoryEntry:
    return schemas.MemoryEntry(**_fields(entry, origin))


def _fields(entry: MemoryEntry, origin: Whence) -> dict[str, Any]:
    names = ("id", "source_language", "target_language", "source", "target", "version")
    return {name: getattr(entry, name) for name in names} | {"origin": schemas.EntryOrigin.model_validate(origin)}


def _lines(found: Iterator[TmxSegment]) -> Iterator[str]:
    for one in found:
        line = {
            "id": one.attributes["tuid"],
            "source_language": one.source_language,
            "target_language": one.target_language,
            "source": one.source,
            "target": one.target,
            "at": one.attributes["creationdate"],
        }
        yield f"{json.dumps(line, ensure_ascii=False)}\n"
