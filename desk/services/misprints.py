"""Misprints of the source, put right at the desk: kept beside the article as cleanings are, each to be undone alone."""

from collections.abc import Sequence
from itertools import takewhile

from sqlalchemy.orm import Session

from desk.domain.cleaning import Removal, RemovalReason
from desk.domain.errors import Conflict, Invalid
from desk.domain.phrase import phrase
from desk.domain.segment import Span
from desk.models import RemovalRow, Revision, SegmentRow
from desk.services.actor import Actor
from desk.services.editing import Editing
from desk.services.revisions import Revisions, block_of, removal_of
from desk.text.diff import tokens
from desk.text.normal import one_line

LONGEST = 5000
"""Characters of a corrected sentence."""


class Misprints:
    """Corrections of the source by whoever writes its translation. Every language of the story follows them."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def correct(self, unit_id: str, text: str) -> Revision:
        """Makes a revision in which the unit's source reads `text`; what came stays beside it.

        Raises `Invalid` for a text that says nothing or nothing else, `Conflict` where the unit has no single sentence
        as its source, follows an older revision, or cleaning changed something in that place, `Forbidden` for somebody
        who may not write in the unit.
        """
        unit = Editing(self.session, self.actor).may_write(unit_id)
        if len(unit.sources) != 1:
            raise Conflict(phrase("Only a segment with one sentence of the source can have that sentence corrected."))
        segment = unit.sources[0].segment
        revision = self.session.get_one(Revision, segment.revision_id)
        if revision.number != max(one.number for one in revision.article.revisions):
            raise Conflict(phrase("The article has a newer revision; correct the misprint there."))
        corrected = one_line(text)
        if not corrected or len(corrected) > LONGEST:
            raise Invalid(phrase("A sentence has 1 to {longest} characters.", longest=LONGEST))
        removal = _removal(revision, segment, corrected)
        reviser = Revisions(self.session, self.actor.person_id)
        extracted = [block_of(record) for record in revision.extracted]
        removals = [*(removal_of(row) for row in revision.removals), removal]
        made = reviser.add(revision.article, extracted, removals, RemovalReason.MISPRINT, revision.notices)
        reviser.follow(made)
        return made


def _removal(revision: Revision, segment: SegmentRow, corrected: str) -> Removal:
    """What changes, as whole words of the extracted block and what is to stand there."""
    place, put = _changed(segment.text, corrected)
    block = segment.block
    index = block.extracted_index
    mine = [row for row in revision.removals if row.block == index]
    span = _extracted(Span(segment.start + place.start, segment.start + place.end), mine)
    was = str(revision.extracted[index]["text"])[span.start : span.end]
    return Removal(index, span.start, span.end, was, put, RemovalReason.MISPRINT)


def _changed(before: str, after: str) -> tuple[Span, str]:
    """The words of `before` that are others in `after`, and what they are there. Raises `Invalid` where none are."""
    if before == after:
        raise Invalid(phrase("The sentence reads the same."))
    old, new = tokens(before), tokens(after)
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    if first + last == len(old):  # nothing gives way: a word beside takes part
        first, last = (first - 1, last) if first else (first, last - 1)
    start, end = len("".join(old[:first])), len("".join(old[: len(old) - last]))
    return Span(start, end), "".join(new[first : len(new) - last])


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens are the same from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _extracted(span: Span, removals: Sequence[RemovalRow]) -> Span:
    """A stretch of a cleaned block where it is in the extracted one. Raises `Conflict` where cleaning changed it."""
    shift = 0
    for row in removals:
        begins = row.start - shift
        if span.end <= begins:
            break
        if span.start < begins + len(row.replacement):
            raise Conflict(phrase("Something in that place was changed before: undo that first, on the story's page."))
        shift += (row.end - row.start) - len(row.replacement)
    return Span(span.start + shift, span.end + shift)
