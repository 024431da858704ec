"""Context: whether the sentence around an ambiguous form shows that it is meant ("IS" beside "Syria")."""

import re
from collections.abc import Iterable, Iterator

from desk.domain.segment import Span
from desk.domain.term import Context
from desk.glossary.boundaries import arabic_start, ends_word, starts_word
from desk.glossary.fold import fold

FARTHEST = 400  # characters on either side; longer sentences are lists
_SENTENCE_END = re.compile(
    r"(?:(?<!\b\w)\.|[!?…؟।]){1,9}[\"'”’»)\]]{0,9}\s+|[。！？]|\n"
)  # not after an initial: "U.S."


class ContextRule:
    """A context with its words folded, to be asked about many places."""

    def __init__(self, context: Context, language: str) -> None:
        self._near = tuple(map(_word, context.near))
        self._not_near = tuple(map(_word, context.not_near))
        self._arabic = language == "ar"

    def allows(self, text: str, span: Span) -> bool:
        """Whether a form that stands at `span` of a text is meant there."""
        here = sentence_around(text, span)
        beside = [fold(part.of(text)).text for part in (Span(here.start, span.start), Span(span.end, here.end))]
        if any(self._stands(word, beside) for word in self._not_near):
            return False
        return not self._near or any(self._stands(word, beside) for word in self._near)

    def _stands(self, word: tuple[str, bool], texts: Iterable[str]) -> bool:
        core, open_end = word
        return any(
            self._begins(text, place) and (open_end or ends_word(text, place + len(core)))
            for text in texts
            for place in _places(core, text)
        )

    def _begins(self, text: str, place: int) -> bool:
        if self._arabic and arabic_start(text, place, with_article=False, strict=False) is not None:
            return True
        return starts_word(text, place)


def sentence_around(text: str, span: Span) -> Span:
    """The sentence in which a span stands, or as much of it as is near."""
    first, last = max(0, span.start - FARTHEST), min(len(text), span.end + FARTHEST)
    start = first
    for found in _SENTENCE_END.finditer(text, first, span.start):
        if _begins_sentence(text, found.end()):
            start = found.end()
    for found in _SENTENCE_END.finditer(text, span.end, last):
        if _begins_sentence(text, found.end()):
            return Span(start, found.start())
    return Span(start, last)


def is_one_sentence(text: str) -> bool:
    """Whether a text can stand within one sentence."""
    return not any(_begins_sentence(text, found.end()) for found in _SENTENCE_END.finditer(text))


def _begins_sentence(text: str, place: int) -> bool:
    """Whether what stands there may begin a sentence: anything but a small letter ("approx. five")."""
    return place >= len(text) or not text[place].islower()


def _word(written: str) -> tuple[str, bool]:
    """A word of a rule as it is looked for, and whether it may go on."""
    return fold(written.rstrip("*")).text.strip(), written.endswith("*")


def _places(core: str, text: str) -> Iterator[int]:
    place = text.find(core) if core else -1
    while place >= 0:
        yield place
        place = text.find(core, place + 1)
