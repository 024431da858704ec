"""Output that is no translation: nothing at all, next to nothing, or a model that went round in circles."""

import re

from desk.domain.phrase import phrase

_LETTERS = re.compile(r"([^\W\d_])\1{11,}")
_SYLLABLES = re.compile(r"((?!(.)\2)[^\W\d_]{2,4}?)\1{3,}")
_WORDS = re.compile(r"\b([^\W\d_]{3,})(?: \1){2,}")
_PHRASES = re.compile(r"\b(\w+(?: \w+){1,9}?)(?: \1){2,}\b|\b(\w+(?:\W{1,2}\w+){1,9}?)(?:\W{1,2}\2){3,}\b")
_DIGITS = re.compile(r"(\d{1,3}?)\1{4,}")
_INSISTS = re.compile(r"([^\W\d_])\1{3,}|\b(\w+)(?:\W+\2\b){2,}", re.IGNORECASE)
"""A source that repeats itself, be it only a little: “NOOOO”, “No, no, no”."""
_WORD = re.compile(r"\w")
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters: databases do not keep some of them, and terminals obey others."""
_NO_DIGIT = re.compile(r"\D")

LONG = 60  # a source of so many letters says too much to fit into a few
NEXT_TO_NOTHING = 0.25  # of its source's length; translations by humans are longer
_IDEOGRAPHS = 0x2E80
_WIDTH = 2.2  # what takes one character in Chinese takes about so many letters elsewhere


def collapsed(source: str, target: str) -> str | None:
    """Why a target is no translation of its source, as a sentence; None where nothing speaks against it.

    Flagged are a target with control characters, without a word, or of a fraction of its source's length; a letter
    twelve times, a syllable four times, a word or phrase three times in a row (four, where commas stand between),
    unless the source insists as well; and a number that runs on and on, unless it stands in the source. Runs of marks
    (“……”) are left alone.
    """
    if _NO_TEXT.search(target):
        return phrase("The model gave characters that no text has.")
    if not _WORD.search(target):
        return phrase("The model returned nothing.") if _WORD.search(source) else None
    if (length := _length(source)) >= LONG and _length(target) < NEXT_TO_NOTHING * length:
        return phrase("The model dropped nearly all of the sentence.")
    loop = _loop(source, target)
    return phrase("The model went round in circles: “{loop} {loop} {loop} …”.", loop=loop) if loop else None


def _loop(source: str, target: str) -> str | None:
    loop = loop_in(target)
    if loop is not None and not _INSISTS.search(source) and loop_in(source) is None:
        return loop
    digits = _DIGITS.search(target)
    return digits[1] if digits and digits[0] not in _NO_DIGIT.sub("", source) else None


def loop_in(text: str) -> str | None:
    """What letters a text repeats without end, None where it does not."""
    for pattern in (_LETTERS, _SYLLABLES, _WORDS, _PHRASES):
        if found := pattern.search(text):
            return found[1] or found[2]
    return None


def _length(text: str) -> float:
    """How much a text says, in letters of an alphabet."""
    return sum(_WIDTH if ord(character) >= _IDEOGRAPHS else 1 for character in text if character.isalnum())
