"""History: every change of the segment's text, by whom and when, word by word."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desk.services.unit_history import edits_of
from desk.text.diff import DiffPart, word_diff
from desk.web.sheet.aids.asked import Asked


@dataclass(frozen=True, slots=True)
class Change:
    """An edit. `author` is empty for somebody who has left."""

    author: str
    at: dt.datetime
    origin: str
    reason: str
    parts: Sequence[DiffPart]


def changes_of(asked: Asked) -> Sequence[Change]:
    """The newest first; one query, and where there is one, the names of the desk."""
    return [
        Change(
            author=asked.names.get(edit.author_id, ""),
            at=edit.at,
            origin=edit.origin,
            reason=edit.reason,
            parts=word_diff(edit.before, edit.after),
        )
        for edit in edits_of(asked.session, asked.unit)
    ]
