"""By what a memory knows a segment: its source, and the sources beside it, folded in white space and Unicode form."""

import unicodedata

from desk.domain.provenance import fingerprint


def folded(text: str) -> str:
    """The text in NFC with every run of white space as one space, none at the ends; letters and marks stay."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def source_key(text: str) -> str:
    """The key of a source text: equal for texts that differ in white space or Unicode form alone."""
    return fingerprint(folded(text))


def context_key(before: str, after: str) -> str:
    """The key of the two sources that stand beside a text, each empty at the edge of the article."""
    return fingerprint(folded(before), folded(after))
