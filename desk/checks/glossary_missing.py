"""`glossary_missing`: a term of the source has none of its allowed forms in the target."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.domain.finding import Finding, Level
from desk.domain.phrase import phrase
from desk.domain.term import FormStatus, TermMatch

ID = "glossary_missing"


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """Each term of the source once, with its first place, if no allowed form of it stands in the target. The level is
    the term's.

    Not flagged, on purpose: a term named twice in the source and once in the target (a pronoun stands for it); a term
    with a forbidden form in the target, which `glossary_forbidden` reports; terms without a form in the target's
    language; a place where two terms share a form, if either is there.
    """
    if article.glossary is None:
        return
    expected = article.glossary.expected(segment.source, article.source_language, article.target_language)
    present = {match.term.id for match in article.glossary.match(segment.target, article.target_language)}
    asked: set[str] = set()
    for _, group in groupby(expected, key=lambda match: match.span):
        matches = list(group)
        missing = [match for match in matches if not _answered(match, present, segment, article.target_language)]
        if len(missing) == len(matches) and missing[0].term.id not in asked:
            yield _finding(segment, missing[0], _allowed(missing[0], article.target_language))
        asked.update(match.term.id for match in matches)


def _answered(match: TermMatch, present: set[str], segment: CheckSegment, language: str) -> bool:
    if match.term.id in present:
        return True
    return not match.term.allowed(language) and match.form.text.casefold() in segment.target.casefold()


def _allowed(match: TermMatch, language: str) -> Sequence[str]:
    """The forms that would do, the preferred first; a term that is not translated stays as the source has it."""
    forms = sorted(match.term.allowed(language), key=lambda form: form.status is not FormStatus.PREFERRED)
    return [form.text for form in forms] or [match.form.text]


def _finding(segment: CheckSegment, match: TermMatch, allowed: Sequence[str]) -> Finding:
    source, *_ = match.span.of(segment.source).splitlines() or [""]
    message = phrase(
        "“{source}” is a term, and the target has no form of it; the desk writes “{form}”.",
        source=source,
        form=allowed[0],
    )
    values = {"term": match.term.id, "source": source, "forms": ", ".join(allowed), "note": match.term.note}
    return Finding(segment.id, ID, match.term.level, message, match.span, values=values)


CHECK = Check(
    id=ID,
    level=Level.WARN,
    title=phrase("Term missing"),
    explanation=phrase(
        "The source has a term of the glossary, the target none of its allowed forms. The glossary says for each term "
        "whether that is a warning or blocks."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Vụ tấn công xảy ra tại Crocus City Hall.",
        wrong="The attack took place at the concert venue.",
        right="The attack took place at Crocus City Hall.",
    ),
    segment=find,
)
