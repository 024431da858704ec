"""Linting: what a reviewer of a glossary's file should not have to look for."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.glossary import lint_forms, lint_texts
from desk.glossary.files import glossary_files, read
from desk.glossary.problems import Problem
from desk.glossary.written import WrittenFile

__all__ = ["Problem", "is_clean", "lint"]

ACROSS = (
    lint_forms.duplicate_ids,
    lint_forms.duplicate_forms,
    lint_forms.cycles,
    lint_forms.forbidden_inside_own,
    lint_forms.inside_another,
)
"""What is compared across all files."""


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
    for check in ACROSS:
        problems += check(terms)
    for shown, file in files.items():
        problems += _of_file(shown, file)
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def is_clean(problems: Iterable[Problem]) -> bool:
    """Whether there is nothing to mend: information alone does not count."""
    return all(problem.level is Level.INFO for problem in problems)


def _unreadable(path: Path, err: Invalid) -> Problem:
    place, _, cause = str(err).partition(": ")
    line = place.rpartition(", line ")[2]
    return Problem(str(path), int(line) if line.isdigit() else 1, Level.BLOCK, cause.rstrip("."))


def _of_file(shown: str, file: WrittenFile) -> Iterator[Problem]:
    yield from _missing_languages(shown, file)
    for entry in file.terms:
        yield from lint_texts.texts(shown, entry)
        for written in entry.forms:
            yield from lint_texts.contexts(shown, written)
            yield from lint_texts.ambiguous(shown, written)


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
