"""What a review shows of each row: how the text differs from its draft, and from what was sent back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.domain.provenance import Origin
from desk.services.beginnings import begun_with
from desk.services.reviewed_texts import texts_at
from desk.text.diff import DiffPart, word_diff
from desk.web.sheet.rows import Row, Sheet


@dataclass(frozen=True, slots=True)
class Changed:
    """A row with its differences. `untouched` says that it is a machine's text to the letter.

    `draft` is what the text began with. `since` holds what was changed since the segment was sent back; it is empty
    where it was not, or was not changed.
    """

    row: Row
    draft: str
    parts: Sequence[DiffPart]
    since: Sequence[DiffPart]
    untouched: bool


def changes(session: Session, sheet: Sheet, rows: Sequence[Row]) -> list[Changed]:
    """The rows with their differences, in order."""
    before: Mapping[str, str] = {}
    if sheet.return_ is not None:
        before = texts_at(session, [row.unit for row in rows], sheet.return_)
    begun = begun_with(session, [row.unit for row in rows])
    return [_changed(row, begun.get(row.unit.id, ""), before.get(row.unit.id)) for row in rows]


def _changed(row: Row, draft: str, returned_text: str | None) -> Changed:
    unit = row.unit
    was = returned_text if returned_text is not None else draft
    return Changed(
        row=row,
        draft=draft,
        parts=word_diff(draft, unit.text) if unit.draft else word_diff(unit.text, unit.text),
        since=word_diff(was, unit.text) if row.returned is not None and was != unit.text else (),
        untouched=unit.origin is Origin.MACHINE,
    )
