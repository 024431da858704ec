"""One correction, everywhere: what somebody changed in a segment, and the others that still say it the old way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from desk.models import Unit
from desk.services.beginnings import begun_with
from desk.services.units import units_alone
from desk.text.diff import DiffKind, word_diff
from desk.text.name_edits import MOST_WORDS, name_edits
from desk.text.normal import one_line
from desk.text.replacing import Wanted

MOST = 3
"""Offers at a time: more would be a list to work through."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Words that became others in one segment. `segments` are the numbers of the others that have them, from 1."""

    before: str
    after: str
    segments: Sequence[int]


def offers(session: Session, unit: Unit) -> list[Offer]:
    """What a unit's text made of its draft that could be done in its article's other segments too; two queries.

    A name is offered whole where it stands so elsewhere, else as what changed alone. Scripts without capitals tell no
    names: there every short change is looked for.
    """
    if unit.draft is None or not unit.text.strip():
        return []
    begun, final = one_line(begun_with(session, [unit])[unit.id]), one_line(unit.text)
    edits = [*_names(begun, final), *_without_capitals(begun, final)]
    others = [one for one in units_alone(session, unit.translation) if one.id != unit.id and one.text] if edits else []
    found = (_offer(forms, others) for forms in edits)
    return [offer for offer in found if offer is not None][:MOST]


def _offer(forms: Sequence[tuple[str, str]], others: Sequence[Unit]) -> Offer | None:
    """The first form of a change that stands in other segments."""
    for before, after in forms:
        wanted = Wanted(before, case=True)
        segments = [one.position + 1 for one in others if wanted.replaced(one.text, after) != one.text]
        if segments:
            return Offer(before, after, segments)
    return None


def _names(begun: str, final: str) -> Iterator[list[tuple[str, str]]]:
    for edits in name_edits(begun, final):
        yield [(edit.before, edit.after) for edit in edits]


def _without_capitals(begun: str, final: str) -> Iterator[list[tuple[str, str]]]:
    parts = word_diff(begun, final)
    for old, new in pairwise(parts):
        if old.kind is DiffKind.DELETED and new.kind is DiffKind.INSERTED:
            before, after = old.text.strip(), new.text.strip()
            if all(_is_short_and_caseless(text) for text in (before, after)):
                yield [(before, after)]


def _is_short_and_caseless(text: str) -> bool:
    caseless = not any(sign.isupper() or sign.islower() for sign in text)
    return caseless and sum(map(str.isalpha, text)) > 1 and len(text.split()) <= MOST_WORDS
