"""What the tests of the checks share: a small glossary in memory, and short ways to ask a check."""

from collections.abc import Sequence

from desk.checks import Check, CheckArticle, CheckSegment, Glossary
from desk.domain.finding import Finding, Fix
from desk.domain.segment import BlockKind, Span
from desk.domain.term import Form, FormStatus, Term, TermMatch

P, A, F = FormStatus.PREFERRED, FormStatus.ADMITTED, FormStatus.FORBIDDEN


def term(id: str, **languages: Sequence[tuple[str, FormStatus]]) -> Term:
    """A term by its forms: term("hall", en=[("Crocus City Hall", P), …])."""
    return Term(id, {code: tuple(Form(text, status) for text, status in forms) for code, forms in languages.items()})


class SmallGlossary:
    """Terms found by plain search: leftmost, of those the longest, as the protocol asks."""

    def __init__(self, *terms: Term) -> None:
        self.terms = terms

    def match(self, text: str, language: str) -> list[TermMatch]:
        forms = [(form, term) for term in self.terms for form in term.forms.get(language, ())]
        found: list[TermMatch] = []
        place = 0
        while place < len(text):
            here = [(form, term) for form, term in forms if text.casefold().startswith(form.text.casefold(), place)]
            longest = max((len(form.text) for form, _ in here), default=1)
            found += [
                TermMatch(term, form, Span(place, place + longest)) for form, term in here if len(form.text) == longest
            ]
            place += longest
        return found

    def expected(self, source_text: str, source_language: str, target_language: str) -> list[TermMatch]:
        matches = self.match(source_text, source_language)
        return [match for match in matches if match.term.allowed(target_language) or match.term.do_not_translate]


def article(
    *pairs: tuple[str, str], languages: str = "vi-en", glossary: Glossary | None = None, headline: bool = False
) -> CheckArticle:
    """An article of (source, target) paragraphs, with ids "0", "1", …; the first the headline if asked."""
    source, target = languages.split("-")
    kinds = [BlockKind.HEADLINE if headline and not place else BlockKind.PARAGRAPH for place in range(len(pairs))]
    segments = tuple(CheckSegment(str(n), *pair, kinds[n]) for n, pair in enumerate(pairs))
    return CheckArticle(source, target, segments, glossary)


def found(check: Check, source: str, target: str, languages: str = "vi-en") -> list[Finding]:
    """What a check finds in one segment."""
    return list(check.check(article((source, target), languages=languages)))


def fixed(text: str, fix: Fix | None) -> str:
    """The text after a fix."""
    assert fix is not None
    return text[: fix.span.start] + fix.replacement + text[fix.span.end :]
