"""A translation in figures: how far it is, and in plain words what still stands in the way of its next move."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import ngettext

from desk.domain.finding import FindingState, Level
from desk.services.comment_threads import Thread
from desk.services.findings import FindingView
from desk.web.sheet.rows import Row, Status


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands in the way: a sentence, and the row where one meets it first, 0 for comments on all."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An open finding with the number of its row."""

    number: int
    finding: FindingView


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a translation. `untouched` counts rows that are still a machine's draft."""

    total: int
    confirmed: int
    drafted: int
    untouched: int
    returned: int
    findings: Sequence[Listed]
    obstacles: Sequence[Obstacle]

    def count(self, level: str) -> int:
        """How many findings of a level are open."""
        return sum(listed.finding.level == level for listed in self.findings)


def summary(rows: Sequence[Row]) -> Summary:
    """The figures of all of a translation's rows, and what keeps it from being submitted."""
    listed = [Listed(row.number, found) for row in rows for found in row.open_findings]
    return Summary(
        total=len(rows),
        confirmed=sum(row.confirmed for row in rows),
        drafted=sum(row.status is not Status.WAITING for row in rows),
        untouched=sum(row.status is Status.DRAFT for row in rows),
        returned=sum(row.returned is not None and not row.answered for row in rows),
        findings=listed,
        obstacles=[*_unconfirmed(rows), *_blocking(listed)],
    )


def before_approval(rows: Sequence[Row], threads: Sequence[Thread]) -> list[Obstacle]:
    """What keeps a submitted translation from being approved, four eyes aside."""
    listed = [Listed(row.number, found) for row in rows for found in row.open_findings]
    contested = [one for one in listed if one.finding.state is FindingState.CONTESTED]
    blocking = [one for one in listed if one.finding.level is Level.BLOCK and one not in contested]
    warnings = [one for one in listed if one.finding.level is Level.WARN]
    return [
        *_unconfirmed(rows),
        *_obstacles(
            ngettext("%(num)s blocking finding is open", "%(num)s blocking findings are open", len(blocking)), blocking
        ),
        *_obstacles(
            ngettext(
                "%(num)s contested finding waits for your word",
                "%(num)s contested findings wait for your word",
                len(contested),
            ),
            contested,
        ),
        *_obstacles(ngettext("%(num)s warning is open", "%(num)s warnings are open", len(warnings)), warnings),
        *by_comments(threads),
    ]


def by_comments(threads: Sequence[Thread]) -> list[Obstacle]:
    """The comments that hold an approval up, as one obstacle."""
    places = sorted(one.number or 0 for one in threads if one.blocks)
    text = ngettext("%(num)s comment blocks approval", "%(num)s comments block approval", len(places))
    return [Obstacle(text, places[0])] if places else []


def _unconfirmed(rows: Sequence[Row]) -> list[Obstacle]:
    missing = [row.number for row in rows if not row.confirmed]
    if not missing:
        return []
    text = ngettext("%(num)s segment is not confirmed", "%(num)s segments are not confirmed", len(missing))
    return [Obstacle(text, missing[0])]


def _blocking(listed: Sequence[Listed]) -> list[Obstacle]:
    """A contested finding lets a translator submit: the editor decides."""
    open_ones = [one for one in listed if one.finding.level is Level.BLOCK and one.finding.state is FindingState.OPEN]
    return _obstacles(ngettext("%(num)s finding blocks", "%(num)s findings block", len(open_ones)), open_ones)


def _obstacles(text: str, listed: Sequence[Listed]) -> list[Obstacle]:
    return [Obstacle(text, listed[0].number)] if listed else []
