"""Whose turn it is: breaking news goes first, and nobody waits for ever.

A turn is a chunk of about two seconds. Jobs of one priority take turns, so that no pair of languages waits for the
backlog of another. Breaking news goes before all else; but after `IN_A_ROW` of its turns the ordinary job that waited
longest has one. Idle work has a turn only where nothing else waits.
"""

from collections.abc import Collection
from typing import Final

from desk.services.jobs import BREAKING, ORDINARY

IN_A_ROW: Final = 4


class Turns:
    """The turns that one worker has given. It forgets them with its process: nothing hangs on them but fairness."""

    def __init__(self) -> None:
        self._urgent = 0

    def taken(self, priority: int) -> None:
        """Notes a turn of a job of this priority."""
        self._urgent = self._urgent + 1 if priority >= BREAKING else 0

    @property
    def backlog_first(self) -> bool:
        """Whether breaking news has had so many turns that the backlog has one."""
        return self._urgent >= IN_A_ROW

    def gives_way(self, priority: int, rivals: Collection[int]) -> bool:
        """Whether a job of this priority that had its turn lets one of its rivals go on, by their priorities."""
        if self.backlog_first and priority >= BREAKING and ORDINARY in rivals:
            return True
        return any(rival >= priority for rival in rivals)
