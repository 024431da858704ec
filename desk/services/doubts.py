"""Where a text still has words that its engine was unsure of."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desk.domain.segment import Span
from desk.models import Draft, DraftConfidence, Translation, Unit
from desk.services.idle_drafts import is_raw_of
from desk.text.diff import DiffKind, tokens, word_diff


def doubts_of(session: Session, translation: Translation, units: Sequence[Unit]) -> dict[str, list[Span]]:
    """The doubtful words in each unit's text as it stands, by unit id; one query.

    A word is doubtful where one of its tokens is, and only while it is the very word that the draft has there.
    """
    begun = aliased(Draft)
    query = (
        select(Draft.unit_id, Draft.text, DraftConfidence.tokens, DraftConfidence.doubtful)
        .join(DraftConfidence, DraftConfidence.draft_id == Draft.id)
        .join(Unit, Unit.id == Draft.unit_id)
        .join(begun, begun.id == Unit.draft_id)
        .where(Unit.id.in_([unit.id for unit in units]), is_raw_of(begun))
    )
    rows = {unit_id: (text, scored, below) for unit_id, text, scored, below in session.execute(query)}
    found: dict[str, list[Span]] = {}
    for unit in units:
        if unit.id in rows:
            draft, scored, below = rows[unit.id]
            doubtful = [Span(start, end) for start, end, log_prob in scored if log_prob <= below]
            found[unit.id] = kept(draft, unit.text, list(words_with(doubtful, draft)))
    return found


def words_with(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """The words of a text on which any of some spans lies."""
    start = 0
    for token in tokens(text):
        word = Span(start, start + len(token))
        start = word.end
        if any(character.isalnum() for character in token) and any(word.overlaps(span) for span in spans):
            yield word


def kept(before: str, after: str, spans: Sequence[Span]) -> list[Span]:
    """Where spans of a text stand in what became of it; without those of which anything was changed."""
    if before == after or not spans:
        return list(spans)
    moved: list[Span] = []
    old = new = 0
    for part in word_diff(before, after):
        length = len(part.text)
        if part.kind is DiffKind.SAME:
            here = Span(old, old + length)
            moved += [
                Span(span.start - old + new, span.end - old + new)
                for span in spans
                if here.start <= span.start and span.end <= here.end
            ]
        old += length if part.kind is not DiffKind.INSERTED else 0
        new += length if part.kind is not DiffKind.DELETED else 0
    return moved
