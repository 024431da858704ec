"""Linting forms against each other: duplicates, cycles, and forms within forms."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desk.domain.finding import Level
from desk.domain.term import EVERYWHERE, FormStatus, Term, TermState
from desk.glossary.fold import fold
from desk.glossary.matcher import Glossary
from desk.glossary.problems import Problem
from desk.glossary.written import WrittenForm, WrittenTerm

Located = list[tuple[str, WrittenTerm]]
"""Terms, each with what problems call its file."""


def duplicate_ids(terms: Located) -> Iterator[Problem]:
    first: dict[str, WrittenTerm] = {}
    for shown, entry in terms:
        before = first.setdefault(entry.term.id, entry).term
        if before is not entry.term:
            message = f"“{before.id}” is already a term in {before.file}, line {before.line}"
            yield Problem(shown, entry.term.line, Level.BLOCK, message)


def duplicate_forms(terms: Iterable[tuple[str, WrittenTerm]]) -> Iterator[Problem]:
    """Forms that the matcher cannot tell apart: in one term, or in two."""
    first: dict[tuple[str, str], tuple[WrittenForm, Term]] = {}
    for shown, entry in terms:
        for written in entry.forms:
            before, other = first.setdefault(_place(written), (written, entry.term))
            if before is not written and not _apart(before, other, written, entry.term):
                yield Problem(shown, written.line, *_duplicate(before, written))


def _place(written: WrittenForm) -> tuple[str, str]:
    form = written.form
    return written.language, form.text if form.case_sensitive else fold(form.text).text


def _apart(before: WrittenForm, other: Term, written: WrittenForm, term: Term) -> bool:
    """Whether something else tells two forms of two terms apart: a context, a scope, or that one is out of use."""
    if term is other:
        return before.form.context != written.form.context
    scopes = EVERYWHERE not in (term.scope, other.scope) and term.scope != other.scope
    out_of_use = TermState.OBSOLETE in (term.state, other.state)
    return before.form.context != written.form.context or scopes or out_of_use


def _duplicate(before: WrittenForm, written: WrittenForm) -> tuple[Level, str]:
    name = f"“{written.form.text}” ({written.language})"
    statuses = {before.form.status, written.form.status}
    clash = FormStatus.FORBIDDEN in statuses and len(statuses) > 1
    if before.term != written.term:
        forbids, allows = (written, before) if written.form.status is FormStatus.FORBIDDEN else (before, written)
        how = f"; “{forbids.term}” forbids it and “{allows.term}” has it {allows.form.status}" if clash else ""
        return Level.WARN, f"{name} is also a form of “{before.term}”, line {before.line}{how}"
    if clash:
        allowed = (statuses - {FormStatus.FORBIDDEN}).pop()
        return Level.BLOCK, f"{name} is both {allowed} and forbidden"
    return Level.WARN, f"{name} is written twice; the first counts, in line {before.line}"


def cycles(terms: Located) -> Iterator[Problem]:
    """Terms of which each forbids what the one before prefers, so that repairs would chase each other."""
    used = [(shown, entry) for shown, entry in terms if entry.term.state is not TermState.OBSOLETE]
    for language in dict.fromkeys(written.language for _, entry in used for written in entry.forms):
        wrongs = {_place(form): (shown, form) for shown, entry in used for form in _of(entry, language, forbidden=True)}
        preferred = {form.term: form for _, entry in used for form in _of(entry, language, forbidden=False)}
        seen: set[str] = set()
        for term in preferred:
            chain = _chain(term, preferred, wrongs, seen)
            if chain:
                shown, form = wrongs[_place(preferred[chain[-1]])]
                names = [f"“{preferred[each].form.text}” ({each})" for each in chain]
                message = f"a cycle in {language}: {', which gives way to '.join([*names, names[0]])}"
                yield Problem(shown, form.line, Level.BLOCK, message)


def _of(entry: WrittenTerm, language: str, *, forbidden: bool) -> list[WrittenForm]:
    status = FormStatus.FORBIDDEN if forbidden else FormStatus.PREFERRED
    return [form for form in entry.forms if form.language == language and form.form.status is status]


def _chain(
    term: str,
    preferred: dict[str, WrittenForm],
    wrongs: dict[tuple[str, str], tuple[str, WrittenForm]],
    seen: set[str],
) -> list[str]:
    """The terms of a cycle that a term leads into and that was not seen before; nothing where there is none."""
    chain: list[str] = []
    while term in preferred and term not in seen:
        seen.add(term)
        chain.append(term)
        wrong = wrongs.get(_place(preferred[term]))
        if wrong is None:
            return []
        term = wrong[1].term
    return chain[chain.index(term) :] if term in chain and len(chain) - chain.index(term) > 1 else []


def forbidden_inside_own(terms: Located) -> Iterator[Problem]:
    """A forbidden form inside an allowed one of its own term: it is found only where it stands alone."""
    for shown, entry in terms:
        for written in entry.forms:
            if written.form.status is FormStatus.FORBIDDEN:
                for longer in entry.term.allowed(written.language):
                    if _holds(longer.text, written.form.text) and len(longer.text) > len(written.form.text):
                        message = f"the forbidden “{written.form.text}” is a part of this term's own “{longer.text}”"
                        yield Problem(shown, written.line, Level.INFO, message)


def _holds(longer: str, shorter: str) -> bool:
    return f" {fold(shorter).text} " in f" {fold(longer).text} "


def inside_another(terms: Located) -> Iterator[Problem]:
    """Forms that hold another term's form, once per pair of terms: the longer one wins wherever it stands."""
    glossary = Glossary((replace(entry.term, scope=EVERYWHERE) for _, entry in terms), states=tuple(TermState))
    for shown, entry in terms:
        seen: set[str] = set()
        for written in entry.forms:
            for other, form in _held(glossary, written).items():
                if other not in seen:
                    seen.add(other)
                    message = f"“{written.form.text}” holds “{form}” of the term “{other}”, over which it wins"
                    yield Problem(shown, written.line, Level.INFO, message)


def _held(glossary: Glossary, written: WrittenForm) -> dict[str, str]:
    """The forms of other terms that stand in a form behind its first word, or before its last, by term."""
    words = written.form.text.split(" ")
    parts = [words[start:] for start in range(1, len(words))] + [words[:-1]]
    matches = [match for part in parts for match in glossary.match(" ".join(part), written.language)]
    return {match.term.id: match.form.text for match in matches if match.term.id != written.term}
