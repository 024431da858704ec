"""The first mention of a term in an article: which place bears it, and how it is put in."""

import re

from desk.domain.segment import Span
from desk.domain.term import Form, FormStatus, Term
from desk.drafting.words import NO_NAMES
from desk.glossary.agreement import Replacement, replacement
from desk.glossary.english import stands_alone
from desk.glossary.forms import split_article
from desk.glossary.matcher import Glossary

_EXPLAINS = re.compile(
    r"['’\"”»]?\s*(?:[(（]|[,،，]\s*(?:an?|the|un|una|el|la|los|une|le|les|l['’]|des|ein|eine|der|die|das)\b)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(（](.+)[)）]$")
_TAIL = re.compile(r"\s*[(（]|[,،，]")
_BY_CASE = ("ru", "uk", "de")
_WHERE = {
    "en": "in|at|on|of|near|outside|inside|from",
    "es": "en|de|del|cerca de",
    "fr": "à|au|aux|en|de|du|dans|près de",
    "de": "in|im|bei|aus|von|nahe",
    "ru": "в|во|на|под|из",
    "uk": "в|у|на|під|з|із",
    "vi": "ở|tại|của",
}
"""Words by which a place hangs on the name before it."""
_COMMAS = {"ar": "،", "zh": "，", "ja": "、"}


def mentions(glossary: Glossary, text: str, term: Term, language: str) -> bool:
    """Whether any form of the term stands in a text."""
    return any(match.term.id == term.id for match in glossary.match(text, language))


def is_explained(text: str, span: Span) -> bool:
    """Whether the text itself explains the name there: "ISIS-K, the group's branch", "Islamic State (ISIS-K)"."""
    return _EXPLAINS.match(text, span.end) is not None or text[: span.start].endswith(("(", "（"))


def introduced(
    text: str, span: Span, found: Form, term: Term, first: str, language: str, around: Span
) -> Replacement | None:
    """The change that puts the first mention where a form of the term stands; None where the place does not bear it.

    It does not bear it inside a quotation, before a noun that the name describes, before a possessive, and, where it
    would have to be declined word by word, in another case than the nominative. An explanation behind a comma does
    not come between a name and the place that the text gives it: "Crocus City Hall in Krasnogorsk".
    """
    article, bare = split_article(first, language)
    explains = _TAIL.search(bare)
    head, tail = (bare[: explains.start()], bare[explains.start() :]) if explains else (bare, "")
    if in_quotation(text, span.start) or not _bears(text, span, tail, found, language):
        return None
    change = replacement(text, span, _head(term, head, article, language), language, found, around)
    following = change.new[change.form.end :] + text[change.span.end :]
    closing = _COMMAS.get(language, ",") if _needs_comma(following, tail) else ""
    end = change.form.end + len(tail)
    new = change.new[: change.form.end] + tail + closing + change.new[change.form.end :]
    return Replacement(change.span, new, Span(change.form.start, end))


def in_quotation(text: str, position: int) -> bool:
    """Whether a position lies in somebody's words."""
    before = text[:position]
    opening, closing = ("„", "“") if "„" in before else ("“«「", "”»」")
    opened = max(before.rfind(mark) for mark in opening)
    closed = max(before.rfind(mark) for mark in closing)
    return opened > closed or before.count('"') % 2 == 1


def _bears(text: str, span: Span, tail: str, found: Form, language: str) -> bool:
    following = text[span.end :]
    if re.match(r"['’]s?\b|-\w", following):
        return False
    if tail[:1] in tuple(",،，") and is_placed(text, span.end, language):
        return False
    if language == "en" and (tail.startswith(",") or not tail) and not stands_alone(text, span.end):
        return False
    return language not in _BY_CASE or tail.lstrip().startswith("(") or span.of(text) == found.text


def is_placed(text: str, end: int, language: str) -> bool:
    """Whether the text says right behind a name where it is or whose: "in Krasnogorsk", and not "in May"."""
    where = re.compile(rf" (?:{_WHERE[language]}) (?:the )?(\w+)").match(text, end) if language in _WHERE else None
    return where is not None and where[1][:1].isupper() and where[1] not in NO_NAMES


def shortened(term: Term, language: str) -> Form | None:
    """The preferred form of a term, where its first mention gives it in brackets: "Doctors Without Borders (MSF)"."""
    introduced_as = _IN_BRACKETS.search(term.first_mention.get(language, ""))
    allowed = term.allowed(language) if introduced_as else ()
    preferred = (form for form in allowed if form.status is FormStatus.PREFERRED)
    return next((form for form in preferred if introduced_as and form.text == introduced_as[1]), None)


def _head(term: Term, head: str, article: str, language: str) -> Form:
    """What the first mention begins with, with the grammar of the term's form where it is one."""
    forms = term.forms.get(language, ())
    said = next((form for form in forms if form.text == head), None)
    return said or Form(head, article=article)


def _needs_comma(following: str, tail: str) -> bool:
    """Whether an explanation behind a comma has to be closed by one."""
    return tail[:1] in tuple(",،，") and re.match(r"\s*(?:$|[.,;:!?…)\]”»、。，،])", following) is None
