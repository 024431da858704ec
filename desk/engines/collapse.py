"""Output that is no translation: nothing at all, or a model that went round in circles."""

import re

_LETTERS = re.compile(r"(\S)\1{9,}")
_SYLLABLES = re.compile(r"(\S{2,4}?)\1{4,}")
_PHRASES = re.compile(r"(\b\w[^\n]{2,60}?)\1{3,}")
_INSISTS = re.compile(r"(\w)\1{3,}|\b(\w+)(?:\W+\2\b){2,}", re.IGNORECASE)
"""A source that repeats itself, be it only a little: “NOOOO”, “No, no, no”."""
_WORD = re.compile(r"\w")


def collapsed(source: str, target: str) -> str | None:
    """Why a target is no translation of its source, as a sentence; None where nothing speaks against it.

    Flagged are a target without a word, a letter ten times, a syllable five times and a phrase four times in a row,
    unless the source insists as well. Runs without a letter (“……”, “1,000,000,000”) are left alone.
    """
    if not _WORD.search(target):
        return "The model returned nothing." if _WORD.search(source) else None
    loop = loop_in(target)
    if loop is None or _INSISTS.search(source) or loop_in(source):
        return None
    return f"The model went round in circles: “{loop} {loop} {loop} …”."


def loop_in(text: str) -> str | None:
    """What a text repeats without end, None where it does not."""
    for pattern in (_LETTERS, _SYLLABLES, _PHRASES):
        for match in pattern.finditer(text):
            unit: str = match[1].strip()
            if any(character.isalpha() for character in unit):
                return unit
    return None
