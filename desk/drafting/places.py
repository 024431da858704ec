"""Places of a draft in which terms stand or are to be put, and carrying the changes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desk.domain.segment import Span
from desk.domain.term import Form, Repair, TermMatch, TermOutcome, TermStatus
from desk.glossary.agreement import Replacement
from desk.glossary.forms import shift


@dataclass(slots=True)
class Place:
    """What a term's occurrence in the source has in the draft: a form, and the change that it needs, if any.

    Places without an occurrence are forbidden forms beyond those the source accounts for; they are replaced as well.
    """

    span: Span
    form: Form
    occurrence: TermMatch | None = None
    change: Replacement | None = None
    repair: Repair | None = None

    @property
    def now(self) -> Span:
        """What the place takes up of the draft as it is."""
        return self.change.span if self.change else self.span


def free_around(span: Span, taken: Iterable[Span], length: int) -> Span:
    """How far a change at `span` may reach in a text of `length` without touching what is taken."""
    others = [other for other in taken if other != span]
    start = max((other.end for other in others if other.end <= span.start), default=0)
    end = min((other.start for other in others if other.start >= span.end), default=length)
    return Span(start, end)


def carried_out(text: str, places: Iterable[Place]) -> tuple[str, dict[tuple[str, Span], TermOutcome]]:
    """The text with all changes made, from left to right, and the outcomes by term and place in the source.

    Of changes that overlap the first is made.
    """
    pieces: list[str] = []
    met: dict[tuple[str, Span], TermOutcome] = {}
    end = length = 0
    for place in sorted(places, key=lambda place: place.now.start):
        span = place.now
        if span.start < end:
            continue
        new = place.change.new if place.change else span.of(text)
        pieces += [text[end : span.start], new]
        length += span.start - end
        if place.occurrence is not None:
            met[place.occurrence.term.id, place.occurrence.span] = _outcome(place, place.occurrence, text, length)
        length += len(new)
        end = span.end
    return "".join([*pieces, text[end:]]), met


def _outcome(place: Place, occurrence: TermMatch, text: str, position: int) -> TermOutcome:
    """How an occurrence fared whose place begins at a position of the finished text."""
    id, source, said = occurrence.term.id, occurrence.span, place.form.text
    if place.change is None:
        return TermOutcome(id, said, TermStatus.KEPT, source, Span(position, position + len(place.span.of(text))))
    written = Span(position, position + len(place.change.new))
    was = place.change.span.of(text)
    target = shift(place.change.form, position)
    return TermOutcome(id, said, TermStatus.REPAIRED, source, target, place.repair, written, was)


def missed(match: TermMatch, wanted: Form) -> TermOutcome:
    return TermOutcome(match.term.id, wanted.text, TermStatus.MISSED, match.span)


def rewritten(
    text: str, outcomes: Sequence[TermOutcome], number: int, change: Replacement, form: str, repair: Repair
) -> tuple[str, tuple[TermOutcome, ...]]:
    """A draft in which one more change is made, for the outcome of a number, with all spans where they are then."""
    old = outcomes[number]
    by = len(change.new) - len(change.span.of(text))
    position = change.span.start
    mended = TermOutcome(
        old.term,
        form,
        TermStatus.REPAIRED,
        old.source_span,
        shift(change.form, position),
        repair,
        Span(position, position + len(change.new)),
        change.span.of(text),
    )
    others = [mended if each is old else _moved(each, change.span, by) for each in outcomes]
    return text[:position] + change.new + text[change.span.end :], tuple(others)


def _moved(outcome: TermOutcome, changed: Span, by: int) -> TermOutcome:
    """An outcome after a change elsewhere; what was written across the change can no longer be taken back."""
    if outcome.written is not None and outcome.written.overlaps(changed):
        outcome = replace(outcome, written=None, was="")

    def place(span: Span | None) -> Span | None:
        return shift(span, by) if span is not None and span.start >= changed.end else span

    return replace(outcome, target_span=place(outcome.target_span), written=place(outcome.written))
