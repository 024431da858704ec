"""What a revision of an article changed, in segments, against the revision before it."""

from dataclasses import asdict, dataclass

from rapidfuzz.distance import Levenshtein

from desk.models import Revision


@dataclass(frozen=True, slots=True)
class Changes:
    """How many segments stayed as they were, say something else now, were added, and have no place any more."""

    stayed: int
    changed: int
    added: int
    retired: int

    def __str__(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in asdict(self).items())


def changes(revision: Revision) -> Changes:
    """Compares as units are mapped (`match_units`): by the shortest edit script over whole segments."""
    before = [one for one in revision.article.revisions if one.number < revision.number]
    old = [row.text for row in max(before, key=lambda one: one.number).segments] if before else []
    counts = {"equal": 0, "replace": 0, "insert": 0, "delete": 0}
    for code in Levenshtein.opcodes(old, [row.text for row in revision.segments]):
        counts[code.tag] += max(code.src_end - code.src_start, code.dest_end - code.dest_start)
    return Changes(counts["equal"], counts["replace"], counts["insert"], counts["delete"])
