"""Linting what is said of terms: examples, first mentions, contexts and ambiguous short forms."""

from collections.abc import Iterator
from dataclasses import replace

from desk.domain.finding import Level
from desk.domain.term import Context, FormStatus, Term, TermState
from desk.glossary.common_words import COMMON_WORDS
from desk.glossary.context import is_one_sentence
from desk.glossary.fold import fold
from desk.glossary.matcher import Glossary
from desk.glossary.problems import Problem
from desk.glossary.written import WrittenForm, WrittenTerm

AMBIGUOUS = range(2, 5)  # letters; longer words are rarely two things at once


def texts(shown: str, entry: WrittenTerm) -> Iterator[Problem]:
    """Examples and first mentions in which the term does not stand."""
    term = entry.term
    said = {("example", code): examples for code, examples in term.examples.items()}
    said |= {("first_mention", code): (text,) for code, text in term.first_mention.items() if text}
    for (key, code), sentences in said.items():
        lines = entry.lines.get((key, code), (term.line,))
        for sentence, line in zip(sentences, lines, strict=False):
            if wrong := _wrong_with(sentence, term, code):
                yield Problem(shown, line, Level.WARN, f"the {key} of “{term.id}” in {code} {wrong}")


def _wrong_with(sentence: str, term: Term, language: str) -> str:
    alone = Glossary([_of_forms_alone(term)])
    languages = term.languages if term.do_not_translate else (language,)
    found = [match.form for code in languages for match in alone.match(sentence, code)]
    if any(form.status is not FormStatus.FORBIDDEN for form in found):
        return ""
    return f"shows the forbidden “{found[0].text}”" if found else "does not contain the term"


def _of_forms_alone(term: Term) -> Term:
    """The term as its forms alone find it: approved, in any context, and not by its first mention."""
    forms = {code: tuple(replace(form, context=None) for form in of_one) for code, of_one in term.forms.items()}
    return replace(term, forms=forms, state=TermState.APPROVED, first_mention={})


def contexts(shown: str, written: WrittenForm) -> Iterator[Problem]:
    """Contexts that no sentence meets, or that forbid what they ask for."""
    context = written.form.context or Context()
    name = f"“{written.form.text}” ({written.language})"
    for word in (*context.near, *context.not_near):
        if not word.rstrip("* "):
            yield Problem(shown, written.line, Level.WARN, f"“{word}” in the context of {name} stands for any word")
        elif not is_one_sentence(word):
            message = f"“{word}” in the context of {name} goes over the end of a sentence, so it never stands in one"
            yield Problem(shown, written.line, Level.WARN, message)
    both = [word for word in context.near if any(_covers(other, word) for other in context.not_near)]
    if both and len(both) == len(context.near):
        message = f"{name} is never found: every word of its “near” is ruled out by its “not_near”"
        yield Problem(shown, written.line, Level.WARN, message)
    elif both:
        message = f"“{both[0]}” stands in “near” and “not_near” of {name}; the second counts"
        yield Problem(shown, written.line, Level.WARN, message)


def _covers(wide: str, word: str) -> bool:
    """Whether wherever `word` stands, `wide` does."""
    one, other = fold(wide).text, fold(word).text
    return one == other or (one.endswith("*") and other.rstrip("*").startswith(one[:-1]))


def ambiguous(shown: str, written: WrittenForm) -> Iterator[Problem]:
    """Short forms that are a common word too, and do not say in which context they are meant."""
    form = written.form
    is_word = fold(form.text).text in COMMON_WORDS.get(written.language, ())
    if is_word and len(form.text) in AMBIGUOUS and form.context is None:
        message = f"“{form.text}” is a common word in {written.language} too; say with “near” where it is meant"
        yield Problem(shown, written.line, Level.WARN, message)
