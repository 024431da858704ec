"""`quote_marks`: quotation marks without a partner, or not in the style of the target's language."""

from collections.abc import Iterator
from functools import cache

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.checks.lists import read_list
from desk.checks.quotations import Quotation, quotations
from desk.domain.finding import Finding, Fix, Level
from desk.domain.phrase import phrase
from desk.domain.segment import Span

ID = "quote_marks"
_SPACE = " \u00a0\u202f\u2009"


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """Double quotation marks and backticks in the target that are unpaired, or of another language's style.

    Not flagged, on purpose: single marks (they cannot be told from apostrophes); the language's other usual pairs (« »
    in Spanish, » « in German); marks without a partner where the source has such marks too, because a quotation often
    runs over several segments; inches; languages whose marks the desk does not know.
    """
    pairs, alone = quotations(segment.target)
    wrong = [pair for pair in pairs if not _right(segment.target, pair, article.target_language)]
    if wrong:
        yield _style(segment, wrong, article.target_language)
    if alone and not quotations(segment.source)[1]:
        mark = alone[0].of(segment.target)
        message = phrase("The quotation mark {mark} has no partner.", mark=mark)
        yield Finding(segment.id, ID, Level.INFO, message, None, alone[0], values={"mark": mark})


@cache
def _pairs(language: str, place: str) -> tuple[tuple[str, str], ...]:
    """The (opening, closing) marks of a language with its space inside, the desk's own first; empty if unknown."""
    style = read_list("quotes").get(language, {})
    space = style.get("space", "")
    found = [tuple(pair.split()) for pair in style.get(place, ())]
    return tuple((one + space, space + two) if one == "«" else (one, two) for one, two in found)


def _right(text: str, pair: Quotation, language: str) -> bool:
    allowed = _pairs(language, "outer") + (_pairs(language, "inner") if pair.depth else ())
    marks = _bare(pair.opening.of(text)), _bare(pair.closing.of(text))
    return not allowed or marks in {(_bare(one), _bare(two)) for one, two in allowed}


def _bare(mark: str) -> str:
    return mark.strip(_SPACE)


def _style(segment: CheckSegment, wrong: list[Quotation], language: str) -> Finding:
    span = Span(wrong[0].opening.start, max(pair.closing.end for pair in wrong))
    changes = sorted(change for pair in wrong for change in _changes(pair, language))
    replacement, at = "", span.start
    for place, mark in changes:
        replacement += segment.target[at : place.start] + mark
        at = place.end
    one, two = _pairs(language, "outer")[0]
    shown = f"{_bare(one)} {_bare(two)}"
    first = wrong[0].opening.of(segment.target).strip(_SPACE)
    message = phrase("The quotation marks ({first}) are not those of this language: {shown}.", first=first, shown=shown)
    fix = Fix(span, replacement + segment.target[at : span.end], phrase("Write {shown}", shown=shown))
    return Finding(segment.id, ID, Level.INFO, message, None, span, fix, {"mark": first, "style": shown})


def _changes(pair: Quotation, language: str) -> Iterator[tuple[Span, str]]:
    inner = _pairs(language, "inner") if pair.depth else ()
    one, two = (inner or _pairs(language, "outer"))[0]
    yield pair.opening, one
    yield pair.closing, two


CHECK = Check(
    id=ID,
    level=Level.INFO,
    title=phrase("Quotation marks"),
    explanation=phrase(
        "Quotation marks are unpaired, or not those of the target's language: backticks, straight marks, the marks of "
        "another language. One key writes the right ones."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="“Chúng tôi không bình luận”, ông Peskov nói.",
        wrong="``We do not comment,'' Mr Peskov said.",
        right="“We do not comment,” Mr Peskov said.",
    ),
    segment=find,
)
