"""Finding by attention what became of a source span in a draft.

The rule was found by measuring on newswire sentences: a word that looks at the span with at least half its weight is a
seed, and words beside it belong with a quarter, since a name's last words often look ahead already. They must stand
together, with function words at most between them, without numbers or punctuation, and be no longer than a rendering
can be. Function words alone are never found.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from desk.domain.draft import Alignment
from desk.domain.language import WITHOUT_SPACES
from desk.domain.segment import Span

ENOUGH = 0.5  # of a token's attention, for its word to be sure of belonging to the source span
SOME = 0.25  # for a word beside such a one to belong too
LITTLE = 0.1  # for a capitalised word behind them
FAIR = 0.4  # mean over the words that belong, for the whole to be believed
GAP = 2  # function words between two that belong
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w\u0300-\u036f]+(?:[-'’][\w\u0300-\u036f]+)*")
_FRENCH_WORD = re.compile(rf"(?:\b[cdjlmnst]|\bqu)['’](?=\w)|{_WORD.pattern}", re.IGNORECASE)
_FUNCTION_WORDS = {
    "en": "a an the this that these those of in at on from by to with for and or as is are was were be been has have "
    "had he she it they we i his her its their who which said says not",
    "es": "el la los las un una unos unas de del a al en con por para y o que se su es fue ha dijo no lo le",
    "fr": "le la les un une des de du à au aux en avec par pour et ou que qui se sa son est a été dit ne pas il elle",
    "de": "der die das den dem des ein eine einen einem einer eines in im am an zu zum zur von vom bei beim mit für "
    "auf aus nach und oder als dass ist war sind hat hatte nicht er sie es ihre seine sich sagte",
    "ru": "в во на с со к ко по от до за из о об у и или а но что как не он она они это его её их был была",
    "uk": "в у на з із зі до по від за о об і й та або а але що як не він вона вони це його її їх був була",
    "vi": "và của ở tại trong với cho là đã đang sẽ bị được các những một này đó nói rằng không",
}
_IS_FUNCTION_WORD = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the draft and the share of its attention that goes to the source span."""

    span: Span
    text: str
    mass: float
    is_function: bool


def locate(
    draft: str, source_span: Span, alignment: Alignment, language: str, *, most_words: int, taken: Collection[Span] = ()
) -> Span | None:
    """Where a source span was translated to, None where no place can be believed.

    `most_words` is the length that a rendering may have; nothing is found inside the spans in `taken`.
    """
    best: list[_Word] = []
    for run in _runs(draft, list(_words(draft, source_span, alignment, language)), taken):
        masses = [word.mass for word in run if not word.is_function]
        believed = max(masses) >= ENOUGH and sum(masses) / len(masses) >= FAIR and len(run) <= most_words
        if believed and sum(masses) > sum(word.mass for word in best if not word.is_function):
            best = run
    return Span(best[0].span.start, best[-1].span.end) if best else None


def in_noun_place(draft: str, span: Span, language: str) -> bool:
    """Whether a span of a draft stands where a noun does: after a function word, a number or nothing."""
    before = _WORD.findall(draft[: span.start])
    words = _IS_FUNCTION_WORD.get(language, frozenset())
    verb = language == "en" and draft[: span.end].endswith(("ed", "ing"))
    return not verb and (not before or before[-1].lower() in words or before[-1].isdigit())


def is_function_word(word: str, language: str) -> bool:
    """Whether a word only holds a sentence together. In French an elided one ends in its apostrophe."""
    return (language == "fr" and word.endswith(("'", "’"))) or word.lower() in _IS_FUNCTION_WORD.get(
        language, frozenset()
    )


def without_function_words(text: str, language: str) -> str:
    """A stretch of a text from its first to its last word that means something; empty where none does."""
    words = [found for found in _words_in(text, language) if not is_function_word(found[0], language)]
    return text[words[0].start() : words[-1].end()] if words else ""


def mass_on(span: Span, source_span: Span, alignment: Alignment) -> float:
    """How much attention the tokens of a span of the draft give to a source span, per token at most 1."""
    masses = [mass for token, mass in _masses(source_span, alignment) if token.overlaps(span)]
    return max(masses, default=0.0)


def _masses(source_span: Span, alignment: Alignment) -> Iterator[tuple[Span, float]]:
    """Each target token and its attention to a source span. Rows and spans may be of any number and kind."""
    wanted = [number for number, span in enumerate(alignment.source) if span.overlaps(source_span)]
    for token, row in zip(alignment.target, alignment.weights, strict=False):
        yield token, sum(row[number] for number in wanted if number < len(row) and row[number] > 0)


def _words(draft: str, source_span: Span, alignment: Alignment, language: str) -> Iterator[_Word]:
    masses = sorted(
        ((token, mass) for token, mass in _masses(source_span, alignment) if token.start < token.end),
        key=lambda each: each[0],
    )
    for span in _word_spans(draft, [token for token, _ in masses], language):
        touching = [mass for token, mass in masses if token.overlaps(span)]
        yield _Word(span, span.of(draft), max(touching, default=0.0), is_function_word(span.of(draft), language))


def _words_in(text: str, language: str) -> Iterator[re.Match[str]]:
    return (_FRENCH_WORD if language == "fr" else _WORD).finditer(text)


def _word_spans(draft: str, tokens: Sequence[Span], language: str) -> Iterator[Span]:
    """The words of a draft; where a language sets none apart, the tokens' own spans."""
    if language not in WITHOUT_SPACES:
        yield from (Span(found.start(), found.end()) for found in _words_in(draft, language))
        return
    end = 0
    for token in tokens:
        start = max(token.start, end)
        text = draft[start : token.end]
        if text.strip() and all(character.isalnum() for character in text.strip()):
            start += len(text) - len(text.lstrip())
            end = min(token.end, len(draft))
            yield Span(start, end)


def _runs(draft: str, words: list[_Word], taken: Collection[Span]) -> Iterator[list[_Word]]:
    """Runs of words that may belong, function words between them included; each begins and ends with one that does."""
    run: list[_Word] = []
    behind: list[_Word] = []
    for number, word in enumerate(words):
        usable = not any(span.overlaps(word.span) for span in taken) and not any(c.isdigit() for c in word.text)
        together = number > 0 and not draft[words[number - 1].span.end : word.span.start].strip()
        if run and not together:
            yield run
            run, behind = [], []
        if usable and not word.is_function and _belongs(word, run):
            run, behind = [*run, *behind, word], []
        elif run and usable and word.is_function and len(behind) < GAP:
            behind.append(word)
        elif run:
            yield run
            run, behind = [], []
    if run:
        yield run


def _belongs(word: _Word, run: list[_Word]) -> bool:
    """Whether a word belongs to a run, or begins one: a small word after a name must be sure to."""
    if word.text[:1].isupper():
        return word.mass >= (LITTLE if run else SOME)
    return word.mass >= (ENOUGH if run and run[-1].text[:1].isupper() else SOME)
