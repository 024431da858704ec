"""Records that the commands print."""

from desk.domain.term import TermMatch


def match_record(match: TermMatch, text: str) -> dict[str, str | int]:
    """A find in a text, for `desk glossary match`: the term's id, code points, and the form as it stands there."""
    return {
        "term": match.term.id,
        "start": match.span.start,
        "end": match.span.end,
        "form": match.span.of(text),
    }
