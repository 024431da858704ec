"""By what the rows of a review can be chosen: what was changed, what nobody touched, what asks for a word."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class Facet(StrEnum):
    """What a row is, among other things."""

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
    """A facet to choose rows by, and how many rows it has. `digit` chooses it; 1 is for all rows."""

    facet: Facet
    digit: int
    count: int

    @property
    def label(self) -> LazyString:
        return LABELS[self.facet]


def choices(rows: Iterable[Iterable[Facet]], *, second_round: bool) -> list[Choice]:
    """The choices for rows that are this and that; before the first review, those of a second round are left out."""
    counts = Counter(facet for facets in rows for facet in facets)
    facets = [facet for facet in Facet if second_round or facet not in SECOND_ROUND]
    return [Choice(facet, digit, counts[facet]) for digit, facet in enumerate(facets, 2)]
