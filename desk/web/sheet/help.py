"""Help at hand: all that is shown beside the article for the segment that somebody works in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desk.web.sheet.aids.asked import Asked
from desk.web.sheet.aids.comments import threads_here
from desk.web.sheet.aids.doubts import doubtful_words
from desk.web.sheet.aids.drafts import other_texts
from desk.web.sheet.aids.history import changes_of
from desk.web.sheet.aids.matches import memory_matches
from desk.web.sheet.aids.spelling import misspelt
from desk.web.sheet.aids.terms import term_notes


@dataclass(frozen=True, slots=True)
class Aid:
    """A kind of help. `find` makes a fixed number of queries and returns what `partials/help_NAME.html` draws as `aid`.

    Where `find` returns nothing there is nothing to draw.
    """

    name: str
    find: Callable[[Asked], Sequence[Any]]

    @property
    def template(self) -> str:
        return f"partials/help_{self.name}.html"


AIDS: Sequence[Aid] = (
    Aid("matches", memory_matches),
    Aid("drafts", other_texts),
    Aid("terms", term_notes),
    Aid("spelling", misspelt),
    Aid("doubts", doubtful_words),
    Aid("comments", threads_here),
    Aid("history", changes_of),
)
"""In the order in which they are drawn."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a kind of help has to say of a segment."""

    aid: Aid
    items: Sequence[Any]


def help_for(asked: Asked) -> list[Found]:
    """What there is to say of a segment, in a number of queries that does not grow with its article."""
    found = ((aid, aid.find(asked)) for aid in AIDS)
    return [Found(aid, items) for aid, items in found if items]
