"""What a term must be to stand in a desk's glossary, and names for new ones."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, count

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.term import Context, FormStatus, Term, TermState
from desk.glossary.fold import fold
from desk.glossary.lined_yaml import parse
from desk.glossary.matcher import Glossary
from desk.glossary.reading import FileReader
from desk.glossary.tidying import tidied
from desk.glossary.writing import to_yaml

MOST_FORMS = 500
LONGEST_NAME = 100


def usable(term: Term) -> Term:
    """The term as a file would hold it. Raises `Invalid` with the first thing that a file would be refused for."""
    for code in (*term.forms, *term.first_mention, *term.examples):
        language(code)
    term = tidied(term)
    for problem in problems(term):
        raise Invalid(problem)
    return term


def problems(term: Term) -> Iterator[str]:
    """What is wrong with a term, a sentence each: written as a file and read again, it must come through."""
    if len(term.id) > LONGEST_NAME:
        yield phrase("A term's id has at most {most} characters.", most=LONGEST_NAME)
    if sum(map(len, term.forms.values())) > MOST_FORMS:
        yield phrase("A term has at most {most} forms.", most=MOST_FORMS)
    read = FileReader("", "").read(parse(to_yaml([term]), "the term"))
    yield from (_sentence(problem.message) for problem in read.problems if problem.level is Level.BLOCK)
    for code in term.forms:
        yield from _contradictions(term, code)
    for code, text in term.first_mention.items():
        yield from _never_printed(term, code, text)


def _contradictions(term: Term, code: str) -> Iterator[str]:
    seen: dict[tuple[str, Context | None], FormStatus] = {}
    for form in term.forms[code]:
        key = form.text if form.case_sensitive else fold(form.text).text, form.context
        if key in seen:
            yield phrase(
                "“{form}” is both allowed and forbidden in {language}.", form=form.text, language=language(code)
            )
        seen[key] = form.status


def _never_printed(term: Term, code: str, first_mention: str) -> Iterator[str]:
    """A first mention may spell out what is forbidden alone, but only beside a form that the desk prints."""
    found = Glossary([replace(term, first_mention={})], tuple(TermState)).match(first_mention, code)
    if found and all(match.form.status is FormStatus.FORBIDDEN for match in found):
        never = found[0].span.of(first_mention)
        yield phrase(
            "The first mention in {language} holds “{never}”, which is never printed.",
            language=language(code),
            never=never,
        )


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + "."


def name_for(text: str, is_taken: Callable[[str], bool] = lambda name: False) -> str:
    """A free id made of a text's Latin letters and digits: "the Crocus City Hall" gives "the-crocus-city-hall"."""
    bare = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "d")).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[a-z0-9]+", bare.lower()))[: LONGEST_NAME - 8].strip("-") or "term"
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for name in names if not is_taken(name))
