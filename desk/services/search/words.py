"""Words as search knows them: those of the memory's index, without marks on their letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from desk.domain.segment import Span
from desk.glossary.fold import fold
from desk.memory.words import runs, words_of
from desk.text.diacritics import plain, plain_letter

MOST_WORDS = 50_000
"""Words of a document that are indexed: a book of them."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after another, as the index has them; of the last the beginning is enough with `prefix`.

    `looked_for` is the phrase as it is found in a text's own letters (`marks`).
    """

    words: tuple[str, ...]
    prefix: bool
    looked_for: tuple[str, ...]
    unspaced: bool


def index_words(text: str) -> list[str]:
    """The words of a text in their order."""
    return list(islice(words_of((plain(run), unspaced) for run, unspaced in runs(text)), MOST_WORDS))


def phrase(said: str) -> Phrase | None:
    """The phrase of what somebody wrote; None where it holds no word.

    Of a run without spaces the last sign is no word of its own where more may follow it.
    """
    found = [(plain(run), unspaced) for run, unspaced in runs(said)]
    words = tuple(words_of(found))
    if not words:
        return None
    prefix, unspaced = said.rstrip().endswith("*"), found[-1][1]
    if unspaced:
        alone = len(found[-1][0]) == 1
        words, prefix = words if alone else words[:-1], prefix or alone
    return Phrase(words, prefix, tuple(run for run, _ in found), unspaced)


def marks(text: str, phrases: Sequence[Phrase]) -> list[Span]:
    """Where phrases stand in a text, in order and without overlap."""
    letters, places = _letters(text)
    spans = sorted(
        (places[start], places[end - 1] + 1) for one in phrases for start, end in _found(one, letters) if start < end
    )
    apart: list[Span] = []
    for start, end in spans:
        if not apart or start >= apart[-1].end:
            apart.append(Span(start, end))
    return apart


def holds(text: str, phrases: Sequence[Phrase]) -> int:
    """How many of the phrases stand in a text."""
    letters, _ = _letters(text)
    return sum(any(True for _ in _found(one, letters)) for one in phrases)


def _letters(text: str) -> tuple[str, list[int]]:
    """The text's letters as the index has them, and where in the text each comes from."""
    folded = fold(text)
    letters: list[str] = []
    places: list[int] = []
    for number, letter in enumerate(folded.text):
        kept = plain_letter(letter)
        letters.append(kept)
        places.extend([folded.starts[number]] * len(kept))
    return "".join(letters), places


def _found(one: Phrase, letters: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands among the letters: its runs one after another, with what is no letter between."""
    at = 0
    while (start := letters.find(one.looked_for[0], at)) >= 0:
        at = start + 1
        end = _end(one, letters, start)
        if end and (_unspaced_at(letters, start) or start == 0 or not letters[start - 1].isalnum()):
            yield start, end
            at = end


def _end(one: Phrase, letters: str, start: int) -> int:
    """Where the phrase ends that begins at `start`; 0 where it does not stand there whole."""
    for number, run in enumerate(one.looked_for):
        if number:
            while start < len(letters) and not letters[start].isalnum():
                start += 1
        if not letters.startswith(run, start):
            return 0
        start += len(run)
    if one.unspaced or start >= len(letters) or not letters[start].isalnum() or _unspaced_at(letters, start):
        return start
    if not one.prefix:
        return 0
    while start < len(letters) and letters[start].isalnum():
        start += 1
    return start


def _unspaced_at(letters: str, place: int) -> bool:
    return any(unspaced for _, unspaced in runs(letters[place]))
