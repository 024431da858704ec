"""What came back from an editor, for the translator to see first: why, what the editor changed, what still waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.domain.workflow import State
from desk.models import Review
from desk.services.reviews import readings
from desk.text.diff import DiffPart, word_diff
from desk.web.sheet.rows import Row, Sheet

SHOWN = (State.EDITING, State.DRAFTED)
"""The states in which what came back is shown."""


@dataclass(frozen=True, slots=True)
class Item:
    """A segment that was sent back, or that the editor changed without sending it back (`asked` is false then).

    `parts` are what the editor changed, empty where nothing. `answered`: it was confirmed again since.
    """

    number: int
    asked: bool
    answered: bool
    category: str
    reason: str
    parts: Sequence[DiffPart]


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that came back with a review, segments that were sent back first, in order."""

    review: Review
    items: Sequence[Item]

    @property
    def asked(self) -> int:
        """How many segments were sent back."""
        return sum(one.asked for one in self.items)

    @property
    def waiting(self) -> int:
        """How many of them were not answered yet."""
        return sum(one.asked and not one.answered for one in self.items)


def feedback(session: Session, sheet: Sheet, rows: Sequence[Row]) -> Feedback | None:
    """What came back with the newest return, from all rows of a translation; None where nothing has, or it moved on."""
    review, translation = sheet.return_, sheet.translation
    if review is None or translation.state not in SHOWN:
        return None
    read = readings(session, translation, review)
    items = []
    for row in rows:
        one = read.get(row.unit.id)
        if row.returned is not None or one is not None:
            items.append(
                Item(
                    number=row.number,
                    asked=row.returned is not None,
                    answered=row.answered,
                    category=row.returned.category if row.returned else "",
                    reason=row.returned.text if row.returned else "",
                    parts=word_diff(one.submitted, one.returned) if one else (),
                )
            )
    return Feedback(review, sorted(items, key=lambda item: not item.asked))
