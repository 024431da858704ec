"""By what the rows of a review can be chosen: what was changed, what nobody touched, what asks for a word."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class Facet(StrEnum):
    """What a row is, among other things. Its place, counted from 2, is the digit that chooses it; 1 is for all."""

    SINCE = "since"
    CHANGED = "changed"
    UNTOUCHED = "untouched"
    FINDINGS = "findings"
    COMMENTS = "comments"
    CONTESTED = "contested"
    RETURNED = "returned"


LABELS: Mapping[Facet, LazyString] = {
    Facet.SINCE: _("Since the last review"),
    Facet.CHANGED: _("Changed"),
    Facet.UNTOUCHED: _("Machine, unedited"),
    Facet.FINDINGS: _("With findings"),
    Facet.COMMENTS: _("Open comments"),
    Facet.CONTESTED: _("Contested"),
    Facet.RETURNED: _("Sent back"),
}

SECOND_ROUND = frozenset({Facet.SINCE, Facet.RETURNED})
"""What there is only after a review."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet to choose rows by: its label, the digit that chooses it, and how many rows it has."""

    facet: Facet
    label: LazyString
    digit: int
    count: int


def choices(rows: Iterable[Iterable[Facet]], *, second_round: bool) -> list[Choice]:
    """The choices for rows that are this and that; before the first review, those of a second round are left out."""
    counts = Counter(facet for facets in rows for facet in facets)
    return [
        Choice(facet, LABELS[facet], digit, counts[facet])
        for digit, facet in enumerate(Facet, 2)
        if second_round or facet not in SECOND_ROUND
    ]
