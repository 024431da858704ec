"""The terms of a segment as chips: what the desk writes, and how each fared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.domain.provenance import Origin
from desk.domain.term import TermMatch
from desk.glossary.matcher import Glossary
from desk.models import Unit


@dataclass(frozen=True, slots=True)
class TermChip:
    """A term in a source text: as it stands there, what the desk writes for it, and how it fared ("" where unasked)."""

    source: str
    target: str
    status: str
    note: str


def matches_in(glossary: Glossary, text: str, source: str, target: str) -> Sequence[TermMatch]:
    """The terms in a source text that its translation has to show, each place once."""
    return glossary.expected(text, source, target) if text else ()


def chips(unit: Unit, text: str, matches: Sequence[TermMatch], glossary: Glossary, target: str) -> Sequence[TermChip]:
    """One chip per term of the source. The draft's own record counts while its text stands, then the text does."""
    recorded = _recorded(unit) if unit.origin is Origin.MACHINE else {}
    present = {match.term.id for match in glossary.match(unit.text, target)} if matches and unit.text else set()
    found: dict[tuple[str, str], TermChip] = {}
    for match in matches:
        wanted = match.term.preferred(target) or match.form.text
        status = recorded.get((match.term.id, match.span.start)) or _status(unit, match, present, wanted)
        chip = TermChip(match.span.of(text), wanted, status, match.term.note)
        found.setdefault((match.term.id, chip.source), chip)
    return list(found.values())


def _recorded(unit: Unit) -> Mapping[tuple[str, int], str]:
    """How terms fared in the draft that the unit started from, by term and place in the source."""
    records = unit.draft.terms if unit.draft else ()
    return {(record["term"], record["source_span"][0]): record["status"] for record in records}


def _status(unit: Unit, match: TermMatch, present: set[str], wanted: str) -> str:
    if not unit.text.strip() or unit.origin is Origin.OMITTED:
        return ""
    return "kept" if match.term.id in present or wanted in unit.text else "missed"
