"""Finding by attention what became of a source span in a draft.

The rule was found by measuring on newswire sentences: a word that looks at the span with at least half its weight is a
seed, and words beside it belong with a quarter, since a name's last words often look ahead already. They must stand
together, with function words at most between them, without numbers or punctuation, and be no longer than a rendering
can be. Function words alone are never found. Of a name so found a verb before it is taken away, and what belongs to it
is taken in: capitals that look at no other name of the source, the kind of thing it is, an abbreviation in brackets.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from desk.domain.draft import Alignment
from desk.domain.segment import Span
from desk.drafting.words import (
    APART,
    KINDS,
    KINDS_BEFORE,
    NO_NAMES,
    NUMBERS,
    OF,
    PRONOUNS,
    is_function_word,
    word_spans,
    words_in,
)
from desk.glossary.cases import CYRILLIC, seems_verb

ENOUGH = 0.5  # of a token's attention, for its word to be sure of belonging to the source span
SOME = 0.25  # for a word beside such a one to belong too
LITTLE = 0.1  # for a capitalised word behind them
FAIR = 0.4  # mean over the words that belong, for the whole to be believed
GAP = 2  # function words between two that belong


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the draft and the share of its attention that goes to the source span.

    `elsewhere` says that it looks at one other name or number of the source above all.
    """

    span: Span
    text: str
    mass: float
    is_function: bool
    elsewhere: bool

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper() and not self.is_function


def locate(
    draft: str,
    source_span: Span,
    alignment: Alignment,
    language: str,
    *,
    source: str = "",
    most_words: int,
    taken: Collection[Span] = (),
) -> Span | None:
    """Where a source span was translated to, None where no place can be believed.

    `most_words` is the length that a rendering may have; nothing is found inside the spans in `taken`.
    """
    words = list(_words(draft, source_span, alignment, language, source))
    best: list[_Word] = []
    runs = [_without_verb(run) for run in _runs(draft, words, taken)]
    for sure in runs:
        masses = [word.mass for word in sure if not word.is_function]
        believed = max(masses) >= ENOUGH and sum(masses) / len(masses) >= FAIR and len(sure) <= most_words
        if believed and sum(masses) > sum(word.mass for word in best if not word.is_function):
            best = sure
    if not best:
        return None
    first, last = _whole(draft, words, best, taken)
    first = next((words.index(run[0]) for run in runs if words[first] in run), first)
    if " " in source_span.of(source) and not _is_title(words):
        last = _with_kind(draft, words, last, taken, language)
    return _with_abbreviation(draft, words, Span(words[first].span.start, words[last].span.end), last)


def _without_verb(run: list[_Word]) -> list[_Word]:
    """A run without small words before a name that an article, or a preposition of its own, sets apart from it.

    "told the UN Security Council" loses its verb, and "head of the Federal Security Service" nothing.
    """
    first = next((number for number, word in enumerate(run) if word.is_name), 0)
    while first > 0:
        before = run[first - 1]
        if before.is_function and before.text[:1].isupper() and first > 1 and run[first - 2].text in KINDS_BEFORE:
            return run[first - 2 :]
        if before.is_function:
            held = [word for word in run[:first] if word.text.lower() in OF]
            return run if held and held[-1].mass >= ENOUGH else run[first:]
        if before.text in KINDS_BEFORE and before.mass >= ENOUGH:
            return run[first - 1 :]
        if before.mass < ENOUGH or (before.text.endswith("ed") and "-" not in before.text):
            return run[first:]
        first -= 1
    return run


def _whole(draft: str, words: list[_Word], run: list[_Word], taken: Collection[Span]) -> tuple[int, int]:
    """The first and the last word of the name that a run belongs to: capitals beside it that look nowhere else."""
    first, last = words.index(run[0]), words.index(run[-1])
    titled = _is_title(words)

    def goes_on(here: int, there: int) -> bool:
        word, low, high = words[there], min(here, there), max(here, there)
        beside = draft[words[low].span.end : words[high].span.start] in (" ", "\u00a0", "-")
        free = not any(span.overlaps(word.span) for span in taken)
        named = word.is_name or (word.text[:1].isupper() and there > 0)
        if not (words[here].is_name and beside and free and named) or word.text in NO_NAMES:
            return False
        return not word.elsewhere and (word.mass >= LITTLE or not (there == 0 or titled))

    while first > 0 and goes_on(first, first - 1):
        first -= 1
    while last + 1 < len(words) and goes_on(last, last + 1):
        last += 1
    return first, last


def _with_kind(draft: str, words: list[_Word], last: int, taken: Collection[Span], language: str) -> int:
    """The last word of a name with what kind of thing it is behind it: "Crocus" takes in "concert hall"."""
    kinds = KINDS.get(language, frozenset())
    for number in range(last + 1, min(last + 3, len(words))):
        word = words[number]
        if draft[words[number - 1].span.end : word.span.start] != " " or any(s.overlaps(word.span) for s in taken):
            break
        if word.text in kinds:
            return number
    return last


def _with_abbreviation(draft: str, words: list[_Word], span: Span, last: int) -> Span:
    """A span with the abbreviation in brackets behind it, where that looks at the term too."""
    following = words[last + 1] if last + 1 < len(words) else None
    if following is None or following.mass < ENOUGH or draft[span.end : following.span.start] != " (":
        return span
    closed = draft.startswith(")", following.span.end)
    return Span(span.start, following.span.end + 1) if closed else span


def _is_title(words: list[_Word]) -> bool:
    """Whether a draft is written like an English headline, so that a capital says nothing."""
    meaning = [word for word in words if not word.is_function and word.text[:1].isalpha()]
    return len(meaning) > 3 and sum(word.is_name for word in meaning) > 0.8 * len(meaning)


def in_noun_place(draft: str, span: Span, language: str) -> bool:
    """Whether a span of a draft stands where a noun does.

    In English, Spanish, French and German it follows a function word, a number or nothing, perhaps with an adjective
    between; in Russian and Ukrainian it has no ending of a verb; other languages do not tell.
    """
    said = span.of(draft)
    if language in CYRILLIC:
        return not seems_verb(said.split(" ")[0])
    if language not in ("en", "es", "fr", "de"):
        return True
    if language == "en" and " " not in said and said.endswith(("ed", "ing")):
        return False
    before = [found[0] for found in words_in(draft[: span.start], language)][-2:]
    return not before or any(_leads_to_noun(word, language) for word in before)


def _leads_to_noun(word: str, language: str) -> bool:
    return word[0].isdigit() or word.lower() in NUMBERS or is_function_word(word, language)


def best_guess(draft: str, source_span: Span, alignment: Alignment, language: str) -> Span | None:
    """The word or pronoun that looks most at a source span, be it too little to be believed; None where none does."""
    every = _words(draft, source_span, alignment, language, "")
    words = [word for word in every if not word.is_function or word.text.lower() in PRONOUNS]
    best = max(words, key=lambda word: word.mass, default=None)
    return best.span if best is not None and best.mass >= LITTLE else None


def mass_on(span: Span, source_span: Span, alignment: Alignment) -> float:
    """How much attention the tokens of a span of the draft give to a source span, per token at most 1."""
    masses = [mass for token, mass, _ in _masses(source_span, alignment) if token.overlaps(span)]
    return max(masses, default=0.0)


def _masses(source_span: Span, alignment: Alignment) -> Iterator[tuple[Span, float, Sequence[float]]]:
    """Each target token and its attention to a source span. Rows and spans may be of any number and kind."""
    wanted = [number for number, span in enumerate(alignment.source) if span.overlaps(source_span)]
    for token, row in zip(alignment.target, alignment.weights, strict=False):
        yield token, sum(row[number] for number in wanted if number < len(row) and row[number] > 0), row


def _words(draft: str, source_span: Span, alignment: Alignment, language: str, source: str) -> Iterator[_Word]:
    others = [
        number
        for number, span in enumerate(alignment.source)
        if not span.overlaps(source_span) and (span.of(source)[:1].isupper() or span.of(source)[:1].isdigit())
    ]
    masses = sorted(
        (each for each in _masses(source_span, alignment) if each[0].start < each[0].end),
        key=lambda each: each[0],
    )
    for span in word_spans(draft, [token for token, _, _ in masses], language):
        touching = [(mass, row) for token, mass, row in masses if token.overlaps(span)]
        mass, row = max(touching, key=lambda each: each[0], default=(0.0, ()))
        elsewhere = any(row[number] >= ENOUGH for number in others if number < len(row))
        yield _Word(span, span.of(draft), mass, is_function_word(span.of(draft), language), elsewhere)


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
        elif run and usable and word.is_function and word.text.lower() not in APART and len(behind) < GAP:
            behind.append(word)
        elif run:
            yield run
            run, behind = [], []
    if run:
        yield run


def _belongs(word: _Word, run: list[_Word]) -> bool:
    """Whether a word belongs to a run, or begins one: a small word after a name must be sure to."""
    if word.text[:1].isupper():
        doubtful = word.elsewhere or word.text in NO_NAMES
        return word.mass >= (LITTLE if run and not doubtful else SOME)
    return word.mass >= (ENOUGH if run and run[-1].text[:1].isupper() else SOME)
