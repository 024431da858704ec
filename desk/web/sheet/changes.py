"""What a review shows of each row: how the text differs from its draft, and from how it read at the last review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.domain.finding import FindingState
from desk.domain.provenance import Origin
from desk.services.beginnings import begun_with
from desk.text.diff import DiffPart, word_diff
from desk.web.sheet.facets import Facet
from desk.web.sheet.rows import Row


@dataclass(frozen=True, slots=True)
class Changed:
    """A row with its differences. `untouched` says that it is a machine's text to the letter.

    `draft` is what the text began with, `parts` what became of it. `reviewed` is how it read at the last review, None
    where there was none or the row was not there; `since` is what became of that, empty where it is the same.
    """

    row: Row
    draft: str
    parts: Sequence[DiffPart]
    reviewed: str | None
    since: Sequence[DiffPart]
    untouched: bool

    @property
    def facets(self) -> list[Facet]:
        """What the row is, by which rows can be chosen."""
        row = self.row
        holds = {
            Facet.SINCE: bool(self.since),
            Facet.CHANGED: not self.untouched and row.unit.text != self.draft,
            Facet.UNTOUCHED: self.untouched,
            Facet.FINDINGS: bool(row.open_findings),
            Facet.COMMENTS: bool(row.open_talk),
            Facet.CONTESTED: any(found.state is FindingState.CONTESTED for found in row.open_findings),
            Facet.RETURNED: row.returned is not None,
        }
        return [facet for facet in Facet if holds[facet]]


def changes(session: Session, rows: Sequence[Row], reviewed: Mapping[str, str] | None = None) -> list[Changed]:
    """The rows with their differences, in order; `reviewed` are their texts at the last review, by unit id."""
    begun = begun_with(session, [row.unit for row in rows])
    return [_changed(row, begun.get(row.unit.id, ""), reviewed) for row in rows]


def _changed(row: Row, draft: str, reviewed: Mapping[str, str] | None) -> Changed:
    unit = row.unit
    was = None if reviewed is None else reviewed.get(unit.id)
    return Changed(
        row=row,
        draft=draft,
        parts=word_diff(draft, unit.text) if unit.draft else word_diff(unit.text, unit.text),
        reviewed=was,
        since=word_diff(was or "", unit.text) if reviewed is not None and (was or "") != unit.text else (),
        untouched=unit.origin is Origin.MACHINE,
    )
