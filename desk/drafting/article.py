"""Holding terms over an article: siblings agree, and a term is introduced once (docs/glossary.md, "In a draft").

It looks at all units of a translation in order and says which drafts change. What a person wrote or confirmed is read
and never changed. It begins anew from the drafts as their own sentences left them, so that a second time changes
nothing, and a paragraph that is drafted again makes no second first mention.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.domain.segment import BlockKind, Span
from desk.domain.term import Form, FormStatus, Repair, Term, TermOutcome, TermStatus
from desk.drafting.first_mention import in_quotation, introduced, is_explained, mentions, shortened
from desk.drafting.places import free_around, rewritten
from desk.drafting.words import is_function_word, without_function_words
from desk.glossary.agreement import replacement
from desk.glossary.forms import split_article
from desk.glossary.matcher import Glossary, find

BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
"""Where a reader meets a term for the first time. Headline, standfirst, subheadings and captions are display: short."""


@dataclass(frozen=True, slots=True)
class ArticleUnit:
    """A unit of a translation. Only a `free` one may be changed: a draft as the machine left it, with its outcomes."""

    id: str
    kind: BlockKind
    text: str
    free: bool
    outcomes: tuple[TermOutcome, ...] = ()


def hold_over_article(glossary: Glossary, units: Sequence[ArticleUnit], language: str) -> list[ArticleUnit]:
    """The units in order, the free ones with what the whole article tells of their terms."""
    known = _renderings(glossary, units, language)
    agreed = [_like_siblings(glossary, unit, known, language) if unit.free else unit for unit in units]
    for id in dict.fromkeys(outcome.term for unit in agreed if unit.free for outcome in unit.outcomes):
        term = glossary.term(id)
        if term.first_mention.get(language):
            agreed = _introduced_once(glossary, agreed, term, language)
    return agreed


def _renderings(glossary: Glossary, units: Sequence[ArticleUnit], language: str) -> dict[str, set[str]]:
    """By term, the words that attention showed to stand for it somewhere, as far as they are sure to be a name's."""
    known: dict[str, set[str]] = {}
    for unit in units:
        for outcome in unit.outcomes if unit.free else ():
            said = without_function_words(outcome.was, language)
            if outcome.repair is Repair.ATTENTION and _is_name(said, language) and not glossary.match(said, language):
                known.setdefault(outcome.term, set()).add(said)
    both = {said for term, names in known.items() for said in names if _stands_for_another(said, term, known)}
    return {term: names - both for term, names in known.items()}


def _stands_for_another(said: str, term: str, known: dict[str, set[str]]) -> bool:
    return any(said in names for other, names in known.items() if other != term)


def _is_name(said: str, language: str) -> bool:
    """Whether words can only be a name's: a capital behind the first letter's, or several words that mean something."""
    words = [word for word in said.split() if not is_function_word(word, language)]
    return len(said) > 2 and (any(word[:1].isupper() for word in words) or len(words) > 1)


def _like_siblings(glossary: Glossary, unit: ArticleUnit, known: dict[str, set[str]], language: str) -> ArticleUnit:
    """The unit with its missed terms put where their siblings' words stand."""
    text, outcomes = unit.text, unit.outcomes
    for number, outcome in enumerate(outcomes):
        if outcome.status is not TermStatus.MISSED:
            continue
        taken = [each.target_span for each in outcomes if each.target_span]
        taken += [match.span for match in glossary.match(text, language)]
        span = _first_free(text, known.get(outcome.term, ()), taken, language)
        wanted = _form(glossary.term(outcome.term), outcome.form, language)
        if span is not None:
            change = replacement(text, span, wanted, language, None, free_around(span, taken, len(text)))
            text, outcomes = rewritten(text, outcomes, number, change, wanted.text, Repair.SIBLING)
    return replace(unit, text=text, outcomes=outcomes)


def _first_free(text: str, names: Sequence[str] | set[str], taken: Sequence[Span], language: str) -> Span | None:
    spans = [span for name in sorted(names, key=len, reverse=True) for span in find(Form(name), text, language)]
    return next((span for span in spans if not any(span.overlaps(other) for other in taken)), None)


def _form(term: Term, text: str, language: str) -> Form:
    """A form of a term by its text, with what the glossary says of it."""
    return next((form for form in term.forms.get(language, ()) if form.text == text), Form(text))


def _introduced_once(glossary: Glossary, units: list[ArticleUnit], term: Term, language: str) -> list[ArticleUnit]:
    """The units with the term's first mention in the first place of the body that bears it, if that is a machine's.

    Nothing is put in where the article introduces the term already, be it in words of its own, and where a person was
    the first to write of it: they explained it, or chose not to. Behind a first mention that gives the preferred form
    in brackets, longer forms give way to that.
    """
    body = [(number, unit) for number, unit in enumerate(units) if unit.kind in BODY]
    _, bare = split_article(term.first_mention[language], language)  # which begins a sentence with a capital
    there = next((number for number, unit in body if bare in unit.text), None)
    if there is not None:
        return _short_after(units, there, term, language)
    for number, unit in body:
        if not unit.free and mentions(glossary, unit.text, term, language):
            return units
        for span, outcome in _places(unit, term):
            if is_explained(unit.text, span):
                return units
            if made := _introduced_in(unit, span, outcome, term, language):
                return _short_after([*units[:number], made, *units[number + 1 :]], number, term, language)
    return units


def _short_after(units: list[ArticleUnit], first: int, term: Term, language: str) -> list[ArticleUnit]:
    """The units with the term's preferred form for longer ones, in the body behind the unit that introduces it."""
    wanted = shortened(term, language)
    if wanted is None:
        return units
    return [
        _short_in(unit, term, wanted, language) if number > first and unit.kind in BODY else unit
        for number, unit in enumerate(units)
    ]


def _short_in(unit: ArticleUnit, term: Term, wanted: Form, language: str) -> ArticleUnit:
    for number, outcome in enumerate(unit.outcomes if unit.free else ()):
        span, found = outcome.target_span, _form(term, outcome.form, language)
        is_longer = (
            outcome.term == term.id and outcome.status is TermStatus.KEPT and found.status is FormStatus.ADMITTED
        )
        if span is None or not is_longer or is_explained(unit.text, span) or in_quotation(unit.text, span.start):
            continue
        taken = [each.target_span for each in unit.outcomes if each.target_span]
        change = replacement(unit.text, span, wanted, language, found, free_around(span, taken, len(unit.text)))
        text, outcomes = rewritten(unit.text, unit.outcomes, number, change, wanted.text, Repair.INTRODUCED)
        unit = replace(unit, text=text, outcomes=outcomes)
    return unit


def _places(unit: ArticleUnit, term: Term) -> list[tuple[Span, int]]:
    """Where a term stands in a free unit, in order, with the numbers of its outcomes."""
    outcomes = enumerate(unit.outcomes if unit.free else ())
    return sorted((each.target_span, number) for number, each in outcomes if each.term == term.id and each.target_span)


def _introduced_in(unit: ArticleUnit, span: Span, number: int, term: Term, language: str) -> ArticleUnit | None:
    taken = [outcome.target_span for outcome in unit.outcomes if outcome.target_span]
    found = _form(term, unit.outcomes[number].form, language)
    first = term.first_mention[language]
    change = introduced(unit.text, span, found, term, first, language, free_around(span, taken, len(unit.text)))
    if change is None:
        return None
    text, outcomes = rewritten(unit.text, unit.outcomes, number, change, first, Repair.FIRST_MENTION)
    return replace(unit, text=text, outcomes=outcomes)
