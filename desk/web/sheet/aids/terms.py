"""Terms: what the desk writes for the names and words of a segment, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.term import FormStatus, Term
from desk.web.sheet.aids.asked import Asked
from desk.web.sheet.terms import TermChip


@dataclass(frozen=True, slots=True)
class TermNote:
    """A term of the segment with how it fared where it fared worst, and the other forms that the desk knows."""

    chip: TermChip
    term: Term
    admitted: Sequence[str]
    forbidden: Sequence[str]


_WORST = ("missed", "repaired", "kept", "")


def term_notes(asked: Asked) -> Sequence[TermNote]:
    """Each term once, in the order of the source; no query."""
    chips: dict[str, TermChip] = {}
    terms: dict[str, Term] = {}
    for match, chip in zip(asked.matches, asked.terms, strict=True):
        terms.setdefault(match.term.id, match.term)
        known = chips.get(match.term.id)
        if known is None or _WORST.index(chip.status) < _WORST.index(known.status):
            chips[match.term.id] = chip
    return [_note(chips[name], term, asked.language) for name, term in terms.items()]


def _note(chip: TermChip, term: Term, language: str) -> TermNote:
    forms = term.forms.get(language, ())
    return TermNote(
        chip=chip,
        term=term,
        admitted=[form.text for form in forms if form.status is FormStatus.ADMITTED],
        forbidden=[form.text for form in forms if form.status is FormStatus.FORBIDDEN],
    )
