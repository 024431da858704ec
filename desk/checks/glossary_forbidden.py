"""`glossary_forbidden`: the target has a form that the desk never prints."""

from collections.abc import Iterator

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.domain.finding import Finding, Fix, Level
from desk.domain.phrase import phrase
from desk.domain.segment import Span
from desk.domain.term import FormStatus, TermMatch
from desk.glossary.agreement import replacement

ID = "glossary_forbidden"


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """Every place where a forbidden form of a term stands in the target, whether or not the source has the term.

    Not flagged, on purpose: a forbidden form inside a longer allowed one ("Kiev" in "chicken Kiev"), and one that
    another term allows, if the source has that other term.
    """
    if article.glossary is None:
        return
    matches = article.glossary.match(segment.target, article.target_language)
    forbidden = [match for match in matches if match.form.status is FormStatus.FORBIDDEN]
    if not forbidden:
        return
    sources = list(article.glossary.match(segment.source, article.source_language))
    meant = {match.term.id for match in sources}
    allowed = {
        match.span for match in matches if match.form.status is not FormStatus.FORBIDDEN and match.term.id in meant
    }
    for match in forbidden:
        if match.span not in allowed:
            place = next((source.span for source in sources if source.term.id == match.term.id), None)
            yield _finding(segment, match, article.target_language, place)


def _finding(segment: CheckSegment, match: TermMatch, language: str, place: Span | None) -> Finding:
    form, preferred = match.span.of(segment.target), match.term.preferred(language)
    message = (
        phrase("“{form}” is not printed here; write “{preferred}”.", form=form, preferred=preferred)
        if preferred
        else phrase("“{form}” is not printed here.", form=form)
    )
    values = {"term": match.term.id, "form": form, "preferred": preferred or "", "note": match.term.note}
    fix = _fix(segment.target, match, language)
    return Finding(segment.id, ID, Level.BLOCK, message, place, match.span, fix, values)


def _fix(target: str, match: TermMatch, language: str) -> Fix | None:
    """The preferred form instead, with its article, capitals and number; None where the glossary has none."""
    forms = match.term.forms.get(language, ())
    wanted = next((form for form in forms if form.status is FormStatus.PREFERRED), None)
    if wanted is None:
        return None
    change = replacement(target, match.span, wanted, language, match.form)
    return Fix(change.span, change.new, phrase("Write “{form}”", form=change.new))


CHECK = Check(
    id=ID,
    level=Level.BLOCK,
    title=phrase("Forbidden form"),
    explanation=phrase(
        "The target has a form that the glossary forbids. The message names the form that the desk writes."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Vụ tấn công xảy ra tại Crocus City Hall.",
        wrong="The attack took place at the Crocus City theatre.",
        right="The attack took place at Crocus City Hall.",
    ),
    segment=find,
)
