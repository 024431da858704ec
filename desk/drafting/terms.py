"""Holding the glossary's terms in a draft (design, section 8): kept, replaced, spliced in, or missed and shown.

A term whose allowed form stands in the draft is kept. A forbidden form, or the source's own form left untranslated,
gives way to the preferred one. Where neither is there, attention tells what became of the term, and the preferred form
is spliced in. Where attention tells nothing that can be believed, the term is missed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from desk.domain.draft import Alignment, EngineOutput
from desk.domain.segment import Span
from desk.domain.term import Form, FormStatus, Repair, Term, TermMatch, TermOutcome, TermState
from desk.drafting.likeness import find_alike, is_inflected, is_of_a_people
from desk.drafting.locating import in_noun_place, locate, mass_on
from desk.drafting.places import Place, carried_out, free_around, missed
from desk.glossary.agreement import mended_article, replacement
from desk.glossary.fold import fold, fold_text
from desk.glossary.forms import is_common
from desk.glossary.matcher import Glossary, find, is_apposition

LONGEST_WORD = 100
"""Characters that are looked at for the word before a place: a run of letters without end would cost its square."""
_WORD_BEFORE = re.compile(r"(\w+) $")
_WORD_AFTER = re.compile(r" (\w+)")


@dataclass(frozen=True, slots=True)
class _Standing:
    """A form of a term that stands in the draft; `form` is what the glossary calls it."""

    term: Term
    form: Form
    span: Span
    allowed: bool


@dataclass(slots=True)
class _Draft:
    """A draft on its way: the text as the engine gave it, the places found in it, where the forms stand of terms that
    it should have, and of any term."""

    text: str
    language: str
    alignment: Alignment | None
    places: list[Place] = field(default_factory=list)
    held: list[Span] = field(default_factory=list)
    named: list[Span] = field(default_factory=list)

    def taken(self) -> list[Span]:
        return [place.now for place in self.places]


def hold_terms(
    glossary: Glossary, source: str, output: EngineOutput, source_language: str, target_language: str
) -> tuple[str, tuple[TermOutcome, ...]]:
    """The draft with its terms put right, and how each occurrence of a term in the source fared, in order.

    Spans are code points of the source and of the returned text. An alignment that does not fit is no error: terms
    that it would have located are missed.
    """
    expected = glossary.expected(source, source_language, target_language)
    draft = _Draft(output.text, target_language, output.alignment)
    standing = _named_once(list(_standing(glossary, expected, source, draft, source_language)), draft.text)
    wanted = {match.term.id: wanted_form(match, source, target_language) for match in reversed(expected)}
    draft.held = [each.span for each in standing]
    unmet: list[TermMatch] = []
    for id, form in wanted.items():
        occurrences = [match for match in expected if match.term.id == id]
        unmet += _meet(draft, occurrences, [each for each in standing if each.term.id == id], form)
    for match in sorted(unmet, key=lambda match: match.span):
        _splice(draft, source, match, wanted[match.term.id])
    text, met = carried_out(draft.text, draft.places)
    outcomes = (met.get((m.term.id, m.span)) or missed(m, wanted[m.term.id]) for m in expected)
    return text, tuple(outcomes)


def wanted_form(match: TermMatch, source: str, language: str) -> Form:
    """The form that a term is to have in the draft; that of the source where it has none and is not translated."""
    allowed = match.term.allowed(language)
    preferred = [form for form in allowed if form.status is FormStatus.PREFERRED]
    return next(iter([*preferred, *allowed]), None) or Form(match.span.of(source))


def _standing(
    glossary: Glossary, expected: list[TermMatch], source: str, draft: _Draft, source_language: str
) -> Iterator[_Standing]:
    """The forms of the expected terms in the draft, in order; of overlapping ones those of the target language."""
    terms = {match.term.id: match.term for match in expected}
    here = glossary.match(draft.text, draft.language)
    draft.named = [match.span for match in here]
    spans = [match.span for match in here]
    for match in here:
        if match.term.id in terms:
            yield _standing_at(match)
    for match in _inside_strangers(terms, here, draft):
        yield _standing_at(match)
    for span, term, form in _untranslated(glossary, terms, expected, source, draft.text, source_language):
        if not any(span.overlaps(other) for other in spans):
            spans.append(span)
            yield _Standing(term, form, span, term.do_not_translate)


def _standing_at(match: TermMatch) -> _Standing:
    return _Standing(match.term, match.form, match.span, match.form.status is not FormStatus.FORBIDDEN)


def _inside_strangers(terms: dict[str, Term], here: list[TermMatch], draft: _Draft) -> Iterator[TermMatch]:
    """Forbidden forms of the expected terms inside a forbidden form of a term that the source does not name.

    Such a form shields nothing: it is printed nowhere, and here it says something else. An allowed one does.
    """
    forbidden = [match for match in here if match.form.status is FormStatus.FORBIDDEN]
    strangers = [match.span for match in forbidden if match.term.id not in terms]
    if not strangers:
        return
    named = [match.span for match in here if match.term.id in terms]
    for match in Glossary(terms.values(), tuple(TermState)).forbidden(draft.text, draft.language):
        inside = any(span.start <= match.span.start and match.span.end <= span.end for span in strangers)
        if inside and not any(match.span.overlaps(span) for span in named):
            yield match


def _named_once(standing: list[_Standing], text: str) -> list[_Standing]:
    """The forms without those whose replacement would stand beside itself: "ISIS-K, the IS branch in Afghanistan"."""
    doubled: list[_Standing] = []
    for first, second in pairwise(sorted(standing, key=lambda each: each.span)):
        if first.term is second.term and is_apposition(text, first.span, second.span):
            if not second.allowed and first.form.status is not FormStatus.ADMITTED:
                doubled.append(second)
            elif not first.allowed and second.form.status is FormStatus.PREFERRED:
                doubled.append(first)
    return [each for each in standing if each not in doubled]


def _untranslated(
    glossary: Glossary, terms: dict[str, Term], expected: list[TermMatch], source: str, draft: str, language: str
) -> Iterator[tuple[Span, Term, Form]]:
    """Forms of the source's language in the draft."""
    for match in glossary.match(draft, language):
        if match.term.id in terms:
            yield match.span, match.term, match.form
    for match in expected:
        if match.term.do_not_translate:
            form = Form(match.span.of(source), case_sensitive=True)
            yield from ((span, match.term, form) for span in find(form, draft, language))


def _meet(draft: _Draft, occurrences: list[TermMatch], here: list[_Standing], wanted: Form) -> list[TermMatch]:
    """Gives each occurrence of one term a form in the draft; returns those for which there is none."""
    pairs = _paired(occurrences, here, draft.alignment)
    for each in here:
        occurrence = pairs.get(each.span)
        around = free_around(each.span, draft.held, len(draft.text))
        if each.allowed:
            mended = mended_article(draft.text, each.span, each.form, draft.language, around)
            repair = Repair.AGREEMENT if mended else None
            draft.places.append(Place(each.span, each.form, occurrence, mended, repair))
        elif occurrence is not None or not _is_part_of(each.form, wanted):
            change = replacement(draft.text, each.span, wanted, draft.language, each.form, around)
            draft.places.append(Place(each.span, wanted, occurrence, change, Repair.VARIANT))
    met = {id(occurrence) for occurrence in pairs.values()}
    return [occurrence for occurrence in occurrences if id(occurrence) not in met]


def _is_part_of(form: Form, wanted: Form) -> bool:
    """Whether a form is but a part of the wanted one, and a word of its own: "der Rat" beside "der Sicherheitsrat".

    Where the term stands already, one more of it speaks of something else.
    """
    return fold_text(form.text) in fold_text(wanted.text)


def _paired(occurrences: list[TermMatch], here: list[_Standing], alignment: Alignment | None) -> dict[Span, TermMatch]:
    """Which form in the draft stands for which occurrence: in order, or by attention where their numbers differ."""
    if len(occurrences) == len(here) or alignment is None:
        return {each.span: occurrence for each, occurrence in zip(here, occurrences, strict=False)}
    ranked = sorted(
        ((each, occurrence) for each in here for occurrence in occurrences),
        key=lambda pair: -round(mass_on(pair[0].span, pair[1].span, alignment), 3),
    )
    pairs: dict[Span, TermMatch] = {}
    for each, occurrence in ranked:
        if each.span not in pairs and occurrence not in pairs.values():
            pairs[each.span] = occurrence
    return pairs


def _splice(draft: _Draft, source: str, match: TermMatch, wanted: Form) -> None:
    """Puts the wanted form where attention says that the term stands, or where something stands that is nearly it."""
    taken = draft.taken()
    span, repair = _located(draft, source, match, wanted, taken), Repair.ATTENTION
    if span is None:
        forms = [form.text for form in (match.form, *match.term.forms.get(draft.language, ()))]
        span, repair = (
            find_alike(draft.text, forms, source, match.span, draft.alignment, [*taken, *draft.named]),
            Repair.LIKENESS,
        )
    if span is None:
        return
    said = span.of(draft.text)
    never = [form.text for form in match.term.forbidden(draft.language)]
    if is_inflected(said, wanted.text, draft.language) and not any(
        is_inflected(said, form, draft.language) for form in never
    ):
        draft.places.append(Place(span, wanted, match))
        return
    if is_of_a_people(said, wanted.text):
        return
    whole = _with_rest(draft.text, span, wanted.text)
    around = free_around(whole, taken, len(draft.text))
    change = replacement(draft.text, whole, wanted, draft.language, None, around)
    if not any(change.span.overlaps(other) for other in taken):
        draft.places.append(Place(span, wanted, match, change, repair))


def _located(draft: _Draft, source: str, match: TermMatch, wanted: Form, taken: list[Span]) -> Span | None:
    """Where attention says that the term was translated to; None where it cannot be believed."""
    if draft.alignment is None:
        return None
    most = 2 * max(_length(match.form.text), _length(wanted.text)) + 1
    span = locate(draft.text, match.span, draft.alignment, draft.language, source=source, most_words=most, taken=taken)
    if span is None or (is_common(wanted.text) and not in_noun_place(draft.text, span, draft.language)):
        return None
    return span


def _length(form: str) -> int:
    return max(len(form.split()), 2)


def _with_rest(text: str, span: Span, wanted: str) -> Span:
    """The span with the words beside it that the wanted form would repeat: "Crocus City" takes in "Hall" behind it."""
    start, end = span.start, span.end
    said, words = set(fold(span.of(text)).text.split()), set(fold(wanted).text.split())
    if said.isdisjoint(words):
        return span
    while (before := _WORD_BEFORE.search(text, max(start - LONGEST_WORD, 0), start)) and fold(
        before[1]
    ).text in words - said:
        start = before.start()
    while (after := _WORD_AFTER.match(text, end)) and fold(after[1]).text in words - said:
        end = after.end()
    return Span(start, end)
