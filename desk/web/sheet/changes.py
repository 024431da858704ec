"""What a review shows of each row: how its text differs from its draft, and from how it read at the last review."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.domain.finding import FindingState
from desk.domain.provenance import Origin
from desk.domain.target_fields import TargetField
from desk.services.beginnings import begun_with
from desk.services.comparing import LastReview
from desk.text.diff import DiffPart, word_diff
from desk.web.sheet.facets import Facet
from desk.web.sheet.rows import Row


@dataclass(frozen=True, slots=True)
class Changed:
    """A row beside what it was.

    `draft` is what its text began with, "" where no machine drafted it. `reviewed` is how it read at the last review:
    None where there was none, and for a row that came since, of which `new` is true.
    """

    row: Row
    draft: str
    reviewed: str | None = None
    new: bool = False

    @property
    def parts(self) -> Sequence[DiffPart]:
        """The text against its draft, word by word."""
        return word_diff(self.draft, self._text) if self.row.unit.draft else word_diff(self._text, self._text)

    @property
    def since(self) -> Sequence[DiffPart]:
        """The text against the last review, word by word; of a new row all of it."""
        return word_diff(self.reviewed or "", self._text)

    @property
    def untouched(self) -> bool:
        """Whether it is a machine's text to the letter."""
        return self.row.unit.origin is Origin.MACHINE

    @property
    def since_changed(self) -> bool:
        """Whether it is another text than at the last review."""
        return self.new or (self.reviewed is not None and self.reviewed != self._text)

    @property
    def facets(self) -> list[Facet]:
        """What one can choose it by."""
        row = self.row
        holds = {
            Facet.SINCE: self.since_changed,
            Facet.CHANGED: row.unit.draft is not None and self.draft != self._text,
            Facet.UNTOUCHED: self.untouched,
            Facet.FINDINGS: bool(row.open_findings),
            Facet.COMMENTS: bool(row.open_talk),
            Facet.CONTESTED: any(found.state is FindingState.CONTESTED for found in row.open_findings),
            Facet.RETURNED: row.returned is not None,
        }
        return [facet for facet, is_so in holds.items() if is_so]

    @property
    def _text(self) -> str:
        return self.row.unit.text


def changes(session: Session, rows: Sequence[Row], last: LastReview | None) -> list[Changed]:
    """The rows beside what they were, in order; one query."""
    begun = begun_with(session, [row.unit for row in rows])
    reviewed: Mapping[str, str] = last.texts if last else {}
    return [
        Changed(
            row=row,
            draft=begun.get(row.unit.id, ""),
            reviewed=reviewed.get(row.unit.id),
            new=last is not None and row.unit.id not in reviewed,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that reads otherwise than at the last review."""

    name: TargetField
    parts: Sequence[DiffPart]


def changed_fields(last: LastReview | None, now: Mapping[str, str]) -> Iterator[ChangedField]:
    """The fields that exist only in the target and were changed since the last review."""
    for name in TargetField if last else ():
        before, after = last.fields.get(name, "") if last else "", now.get(name.value, "")
        if before != after:
            yield ChangedField(name, word_diff(before, after))
