"""The sentence decoded again with its terms as a given beginning: an alternative that people may choose.

After a beginning that the model never saw the rest often degrades, and the model's own score prefers the bad one, so
nothing here compares: whoever translates does.
"""

from typing import Protocol

from desk.domain.draft import DraftResult, EngineOutput, Redecodes, TranslationEngine
from desk.domain.term import Repair, TermMatch, TermOutcome, TermStatus
from desk.drafting.locating import best_guess
from desk.drafting.terms import hold_terms, wanted_form
from desk.glossary.agreement import replacement
from desk.glossary.matcher import Glossary

_SPLICED = (Repair.ATTENTION, Repair.LIKENESS, Repair.SIBLING)
MOST = 4
"""Terms that one sentence is decoded again for."""


class RedecodingEngine(TranslationEngine, Redecodes, Protocol):
    """An engine that can draft after a given beginning."""


def decode_again(
    glossary: Glossary, text: str, source: str, target: str, engine: RedecodingEngine
) -> DraftResult | None:
    """The alternative of a sentence, with how its terms fared in it; None where nothing shows where a term belongs.

    Terms are given from left to right, each with all that stands before it. Raises `EngineUnavailable`.
    """
    [output] = engine.translate([text], source, target)
    given = ""
    for _ in range(MOST):
        beginning = _beginning(glossary, text, output, source, target, after=len(given))
        if beginning is None or output.error:
            break
        given = beginning
        output = engine.redecode(text, source, target, given)
    if output.error or not given:
        return None
    return DraftResult(output, *hold_terms(glossary, text, output, source, target))


def is_wanting(outcome: TermOutcome) -> bool:
    """Whether a term is worth an alternative: it is missing, or was put where something unknown stood."""
    return outcome.status is TermStatus.MISSED or outcome.repair in _SPLICED


def _beginning(
    glossary: Glossary, text: str, output: EngineOutput, source: str, target: str, *, after: int
) -> str | None:
    """The draft up to and with its first term that stands there by no doing of the engine, behind a position."""
    held, outcomes = hold_terms(glossary, text, output, source, target)
    matches = {(match.term.id, match.span): match for match in glossary.expected(text, source, target)}
    found = []
    for outcome in outcomes:
        if outcome.status is TermStatus.REPAIRED and outcome.target_span and outcome.target_span.start >= after:
            found.append((outcome.target_span.start, held[: outcome.target_span.end]))
        elif outcome.status is TermStatus.MISSED:
            guessed = _guessed(matches[outcome.term, outcome.source_span], text, output, target)
            if guessed is not None and guessed[0] >= after:
                found.append(guessed)
    return min(found)[1] if found else None


def _guessed(match: TermMatch, text: str, output: EngineOutput, target: str) -> tuple[int, str] | None:
    """Where a missed term likeliest belongs, and the draft's beginning up to and with it."""
    if output.alignment is None:
        return None
    place = best_guess(output.text, match.span, output.alignment, target)
    if place is None:
        return None
    change = replacement(output.text, place, wanted_form(match, text, target), target)
    return change.span.start, output.text[: change.span.start] + change.new[: change.form.end]
