"""Linting: what a reviewer of a glossary's file should not have to look for."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.term import FormStatus
from desk.glossary.files import glossary_files, read
from desk.glossary.fold import fold
from desk.glossary.matcher import Glossary
from desk.glossary.problems import Problem
from desk.glossary.written import WrittenFile, WrittenForm, WrittenTerm

__all__ = ["Problem", "is_clean", "lint"]


def lint(paths: Iterable[Path | str]) -> list[Problem]:
    """The problems of all the files, by file and line. Ids and forms are compared across the files."""
    problems: list[Problem] = []
    files: dict[str, WrittenFile] = {}
    for path in glossary_files(paths):
        try:
            files[str(path)] = read(path)
            problems += files[str(path)].problems
        except Invalid as err:
            problems.append(_unreadable(path, err))
    terms = [(shown, term) for shown, file in files.items() for term in file.terms]
    problems += _duplicate_ids(terms)
    problems += _duplicate_forms(terms)
    problems += _forbidden_inside_own(terms)
    problems += _inside_another(terms)
    for shown, file in files.items():
        problems += _missing_languages(shown, file)
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def is_clean(problems: Iterable[Problem]) -> bool:
    """Whether there is nothing to mend: information alone does not count."""
    return all(problem.level is Level.INFO for problem in problems)


Located = list[tuple[str, WrittenTerm]]


def _unreadable(path: Path, err: Invalid) -> Problem:
    place, _, cause = str(err).partition(": ")
    line = place.rpartition(", line ")[2]
    return Problem(str(path), int(line) if line.isdigit() else 1, Level.BLOCK, cause.rstrip("."))


def _duplicate_ids(terms: Located) -> Iterator[Problem]:
    first: dict[str, WrittenTerm] = {}
    for shown, entry in terms:
        before = first.setdefault(entry.term.id, entry).term
        if before is not entry.term:
            message = f"“{before.id}” is already a term in {before.file}, line {before.line}"
            yield Problem(shown, entry.term.line, Level.BLOCK, message)


def _duplicate_forms(terms: Located) -> Iterator[Problem]:
    """Forms that the matcher cannot tell apart: in one term, or in two."""
    first: dict[tuple[str, str], WrittenForm] = {}
    for shown, entry in terms:
        for written in entry.forms:
            key = (written.language, _key(written))
            before = first.setdefault(key, written)
            if before is not written:
                yield Problem(shown, written.line, *_duplicate(before, written))


def _key(written: WrittenForm) -> str:
    return written.form.text if written.form.case_sensitive else fold(written.form.text).text


def _duplicate(before: WrittenForm, written: WrittenForm) -> tuple[Level, str]:
    name = f"“{written.form.text}” ({written.language})"
    if before.term != written.term:
        return Level.WARN, f"{name} is also a form of “{before.term}”, line {before.line}"
    statuses = {before.form.status, written.form.status}
    if FormStatus.FORBIDDEN in statuses and len(statuses) > 1:
        allowed = (statuses - {FormStatus.FORBIDDEN}).pop()
        return Level.BLOCK, f"{name} is both {allowed} and forbidden"
    return Level.WARN, f"{name} is written twice, first in line {before.line}"


def _forbidden_inside_own(terms: Located) -> Iterator[Problem]:
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


def _inside_another(terms: Located) -> Iterator[Problem]:
    """Forms that hold another term's form, once per pair of terms: the longer one wins wherever it stands."""
    glossary = Glossary(entry.term for _, entry in terms)
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


def _missing_languages(shown: str, file: WrittenFile) -> Iterator[Problem]:
    for entry in file.terms:
        for language in file.languages:
            if language not in entry.term.forms:
                yield Problem(shown, entry.term.line, Level.WARN, f"“{entry.term.id}” has no forms in {language}")
        for language in entry.term.forms:
            if entry.term.preferred(language) is None:
                message = f"“{entry.term.id}” has no preferred form in {language}"
                yield Problem(shown, entry.term.line, Level.WARN, message)
            if file.languages and language not in file.languages:
                message = f"“{entry.term.id}” has forms in {language}, which the file's languages leave out"
                yield Problem(shown, entry.term.line, Level.WARN, message)
