"""Output that is no translation: nothing at all, or a model that went round in circles."""

import re

_LETTERS = re.compile(r"(\S)\1{9,}")
_SYLLABLES = re.compile(r"(\S{2,4}?)\1{4,}")
_PHRASES = re.compile(r"(\b\w[^\n]{2,60}?)\1{3,}")
_WORD = re.compile(r"\w")


def collapsed(source: str, target: str) -> str | None:
    """Why a target is no translation of its source, as a sentence; None where nothing speaks against it.

    Flagged are a target without a word, a letter ten times, a syllable five times and a phrase four times in a row,
    unless the source goes in circles as well. Runs without a letter (“……”, “1,000,000,000”) are left alone.
    """
    if not _WORD.search(target):
        return "The model returned nothing." if _WORD.search(source) else None
    loop = loop_in(target)
    return None if loop is None or loop_in(source) else f"The model went round in circles: “{loop} {loop} {loop} …”."


def loop_in(text: str) -> str | None:
    """What a text repeats without end, None where it does not."""
    for pattern in (_LETTERS, _SYLLABLES, _PHRASES):
        for match in pattern.finditer(text):
            unit: str = match[1].strip()
            if any(character.isalpha() for character in unit):
                return unit
    return None
