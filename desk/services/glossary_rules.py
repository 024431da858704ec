"""What a term must be to stand in a desk's glossary, and names for new ones."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain, count

from desk.domain.errors import Invalid
from desk.domain.language import language
from desk.domain.term import FormStatus, Term
from desk.glossary.fold import fold
from desk.glossary.written import LONGEST_FORM, LONGEST_NOTE

MOST_FORMS = 500
LONGEST_NAME = 100
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_term(term: Term) -> None:
    """Raises `Invalid` with the first thing that a file with this term would be refused for."""
    for problem in problems(term):
        raise Invalid(problem)


def problems(term: Term) -> Iterator[str]:
    """What is wrong with a term, a sentence each."""
    if not _NAME.fullmatch(term.id) or len(term.id) > LONGEST_NAME:
        yield f"A term needs an id of at most {LONGEST_NAME} small letters, digits and hyphens, not “{term.id[:200]}”."
    if not any(term.forms.values()):
        yield "A term needs a form in one language at least."
    if sum(map(len, term.forms.values())) > MOST_FORMS:
        yield f"A term has at most {MOST_FORMS} forms."
    for text in (term.note, *term.sources, *term.first_mention.values()):
        if len(text) > LONGEST_NOTE:
            yield f"A note, a source or a first mention has at most {LONGEST_NOTE:,} characters."
    for code in term.forms:
        yield from _of_language(term, language(code).code)


def _of_language(term: Term, code: str) -> Iterator[str]:
    forms = term.forms[code]
    if sum(form.status is FormStatus.PREFERRED for form in forms) > 1:
        yield f"“{term.id}” has several preferred forms in {code}; only one can be."
    seen: dict[str, FormStatus] = {}
    for form in forms:
        if not form.text.strip() or len(form.text) > LONGEST_FORM:
            yield f"A form in {code} has 1 to {LONGEST_FORM} characters."
        key = form.text if form.case_sensitive else fold(form.text).text
        if key in seen:
            both = {seen[key], form.status} > {FormStatus.FORBIDDEN}
            yield f"“{form.text}” is " + ("both allowed and forbidden" if both else "written twice") + f" in {code}."
        seen[key] = form.status


def name_for(text: str, is_taken: Callable[[str], bool] = lambda name: False) -> str:
    """A free id made of a text's Latin letters and digits: "the Crocus City Hall" gives "the-crocus-city-hall"."""
    bare = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "d")).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[a-z0-9]+", bare.lower()))[: LONGEST_NAME - 8].strip("-") or "term"
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for name in names if not is_taken(name))
