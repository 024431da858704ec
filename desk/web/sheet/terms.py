"""The terms of a segment as the page shows them: each occurrence with how it fared, in the source and in the draft."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _

from desk.domain.provenance import Origin
from desk.domain.segment import Span
from desk.domain.term import FormStatus, TermMatch, TermOutcome, TermStatus
from desk.glossary.matcher import Glossary
from desk.models import Unit
from desk.services.article_terms import outcome_of

Marked = tuple[Span, str]
"""A place in a text and how the term fared that stands there."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repair that can be taken back: where it was written, what it reads, and what stood there before."""

    start: int
    now: str
    was: str


@dataclass(frozen=True, slots=True)
class TermChip:
    """An occurrence of a term: as the source has it, as the target does, and how it fared ("" where unasked).

    `target` is the form that stands there, which may be an admitted one, or where none does, `form`, the desk's own.
    `repeats` says that the same was said of an occurrence before. `why` says in a few words what told where a repaired
    one belongs; `repaired` is how to take that back.
    """

    source: str
    target: str
    form: str
    status: str
    note: str
    source_span: Span
    target_span: Span | None = None
    why: str = ""
    repaired: Repaired | None = None
    repeats: bool = False


_WHY = {
    "variant": _("a form that the desk does not print"),
    "attention": _("where the engine looked while it wrote"),
    "agreement": _("what stood around it did not agree"),
    "likeness": _("nearly the same stood there"),
    "sibling": _("as elsewhere in this article"),
    "first_mention": _("its first mention in the text"),
    "introduced": _("the text has introduced it before"),
}


def matches_in(glossary: Glossary, text: str, source: str, target: str) -> Sequence[TermMatch]:
    """The terms in a source text that its translation has to show, each place once."""
    return glossary.expected(text, source, target) if text else ()


def chips(unit: Unit, text: str, matches: Sequence[TermMatch], glossary: Glossary, target: str) -> Sequence[TermChip]:
    """One chip per occurrence: by the draft's record while it stands, by the text once somebody wrote in it."""
    recorded = _recorded(unit)
    if recorded:
        return [_of_draft(unit, match, recorded.get((match.term.id, match.span)), text, target) for match in matches]
    standing = _standing(unit, glossary, target) if matches else {}
    found: list[TermChip] = []
    said: set[tuple[str, str]] = set()
    for match in matches:
        places = standing.get(match.term.id, [])
        stands = places.pop(0) if len(places) > 1 else next(iter(places), None)  # the last serves all that follow
        chip = _of_text(unit, match, stands, text, target)
        found.append(replace(chip, repeats=(match.term.id, chip.source) in said))
        said.add((match.term.id, chip.source))
    return found


def source_marks(terms: Sequence[TermChip]) -> list[Marked]:
    """Where terms stand in the source, and how they fared."""
    return [(chip.source_span, chip.status) for chip in terms if chip.status]


def target_marks(terms: Sequence[TermChip]) -> list[Marked]:
    """Where terms stand in the target, and how they came there."""
    return [(chip.target_span, chip.status) for chip in terms if chip.target_span is not None]


def beside_terms(doubts: Sequence[Span], terms: Sequence[TermChip]) -> Sequence[Span]:
    """The doubtful words that no term covers: one that stands as it should leaves nothing to doubt."""
    held = [span for span, _ in target_marks(terms)]
    return [span for span in doubts if not any(span.overlaps(other) for other in held)]


def _standing(unit: Unit, glossary: Glossary, target: str) -> Mapping[str, list[Span]]:
    """Where forms that the desk prints stand in a unit's text, by term, in order."""
    standing: defaultdict[str, list[Span]] = defaultdict(list)
    for match in glossary.match(unit.text, target, (FormStatus.PREFERRED, FormStatus.ADMITTED)):
        standing[match.term.id].append(match.span)
    return standing


def _recorded(unit: Unit) -> Mapping[tuple[str, Span], TermOutcome]:
    """How terms fared in the draft that stands, by term and place in the source; empty once it was written in."""
    draft = unit.draft
    if draft is None or unit.origin is not Origin.MACHINE or draft.text != unit.text:
        return {}
    outcomes = map(outcome_of, draft.terms)
    return {(outcome.term, outcome.source_span): outcome for outcome in outcomes}


def _of_draft(unit: Unit, match: TermMatch, outcome: TermOutcome | None, text: str, target: str) -> TermChip:
    if outcome is None:  # the glossary has learnt the term since
        return _of_text(unit, match, None, text, target)
    repaired = None
    if outcome.status is TermStatus.REPAIRED and outcome.written is not None and outcome.was:
        repaired = Repaired(outcome.written.start, outcome.written.of(unit.text), outcome.was)
    return TermChip(
        source=match.span.of(text),
        target=outcome.target_span.of(unit.text) if outcome.target_span else outcome.form,
        form=outcome.form,
        status=outcome.status,
        note=match.term.note,
        source_span=match.span,
        target_span=outcome.target_span,
        why=str(_WHY.get(outcome.repair or "", "")),
        repaired=repaired,
    )


def _of_text(unit: Unit, match: TermMatch, stands: Span | None, text: str, target: str) -> TermChip:
    wanted = match.term.preferred(target) or match.form.text
    if stands is None and wanted in unit.text:
        start = unit.text.index(wanted)
        stands = Span(start, start + len(wanted))
    status = "kept" if stands is not None else "missed"
    if not unit.text.strip() or unit.origin is Origin.OMITTED:
        status, stands = "", None
    stood = stands.of(unit.text) if stands else wanted
    return TermChip(match.span.of(text), stood, wanted, status, match.term.note, match.span, stands)
