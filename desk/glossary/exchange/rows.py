"""Putting terms together from rows of cells, one row per form, each with the line that it comes from."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.language import LANGUAGES
from desk.domain.term import Context, Form, FormStatus, Gender, Number, PartOfSpeech, Scope, Term, TermState
from desk.glossary.reading import ID
from desk.glossary.values import LONGEST_FORM, LONGEST_NOTE, tidy

NEEDED = ("id", "language", "form")
OF_A_FORM = ("form_status", "case_sensitive", "part_of_speech", "gender", "number", "near", "not_near")
OF_A_LANGUAGE = ("first_mention", "example")
OF_A_TERM = ("status", "level", "do_not_translate", "desk", "topic", "source_language", "note", "sources")
COLUMNS = (*NEEDED, *OF_A_FORM, *OF_A_LANGUAGE, *OF_A_TERM)

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column, at a line (from 1) of their file."""

    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return tidy(self.cells.get(column, ""))

    def texts(self, column: str) -> tuple[str, ...]:
        """The lines of a cell, each tidy; empty ones are left out."""
        return tuple(text for line in self.cells.get(column, "").splitlines() if (text := tidy(line)))


def terms_of(rows: Iterable[Row], name: str) -> Iterator[Term]:
    """The terms of the rows, in order. Raises `Invalid` with the file's name and the line of what cannot be used."""
    by_id: dict[str, list[Row]] = {}
    for row in rows:
        _check(row, name)
        by_id.setdefault(row.text("id"), []).append(row)
    for id, of_term in by_id.items():
        yield _term(id, of_term, name)


def _check(row: Row, name: str) -> None:
    id, code = row.text("id"), row.text("language")
    if not ID.fullmatch(id):
        raise Invalid(f"{name}, line {row.line}: an id has small letters, digits and hyphens, not “{id}”.")
    if code not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise Invalid(f"{name}, line {row.line}: “{code}” is not a language the desk knows; it knows {known}.")
    for column, cell in row.cells.items():
        longest = LONGEST_FORM if column in ("form", "first_mention") else LONGEST_NOTE
        if any(len(line) > longest for line in cell.splitlines()):
            raise Invalid(f"{name}, line {row.line}: “{column}” is longer than {longest} characters.")


def _term(id: str, rows: list[Row], name: str) -> Term:
    first = _together(
        rows, ("status", "level", "do_not_translate", "desk", "topic", "source_language", "note", "sources"), name
    )
    forms: dict[str, list[Form]] = {}
    for row in rows:
        if row.text("form"):
            forms.setdefault(row.text("language"), []).append(_form(row, name))
            _check_preferred(forms[row.text("language")], row, name)
    if not forms:
        raise Invalid(f"{name}, line {rows[0].line}: “{id}” has no form.")
    by_language = {
        code: _together([row for row in rows if row.text("language") == code], OF_A_LANGUAGE, name)
        for code in dict.fromkeys(row.text("language") for row in rows)
    }
    languages = first.texts("source_language")
    if unknown := [code for code in languages if code not in LANGUAGES]:
        raise Invalid(f"{name}, line {first.line}: “{unknown[0]}” is not a language the desk knows.")
    return Term(
        id,
        {code: tuple(of_one) for code, of_one in forms.items()},
        level=_choice(first, "level", (Level.WARN, Level.BLOCK), name) or Level.WARN,
        do_not_translate=_flag(first, "do_not_translate", name),
        note=first.text("note"),
        sources=first.texts("sources"),
        file=name,
        line=rows[0].line,
        first_mention={code: text for code, row in by_language.items() if (text := row.text("first_mention"))},
        state=_choice(first, "status", TermState, name) or TermState.APPROVED,
        examples={code: texts for code, row in by_language.items() if (texts := row.texts("example"))},
        scope=Scope(first.texts("desk"), first.texts("topic"), languages),
    )


def _together(rows: list[Row], columns: Collection[str], name: str) -> Row:
    """One row of what several say in some columns: each may be empty, but they may not say different things."""
    cells: dict[str, str] = {}
    for row in rows:
        for column in columns:
            said = row.cells.get(column, "").strip()
            if said and cells.setdefault(column, said) != said:
                raise Invalid(f"{name}, line {row.line}: “{column}” of “{row.text('id')}” differs from a row above.")
    return Row(rows[0].line, cells)


def _form(row: Row, name: str) -> Form:
    context = Context(row.texts("near"), row.texts("not_near"))
    return Form(
        row.text("form"),
        _choice(row, "form_status", FormStatus, name) or FormStatus.PREFERRED,
        case_sensitive=_flag(row, "case_sensitive", name),
        part_of_speech=_choice(row, "part_of_speech", PartOfSpeech, name),
        gender=_choice(row, "gender", Gender, name),
        number=_choice(row, "number", Number, name),
        context=context if context != Context() else None,
    )


def _check_preferred(forms: list[Form], row: Row, name: str) -> None:
    if sum(form.status is FormStatus.PREFERRED for form in forms) > 1:
        message = f"“{row.text('id')}” has a second preferred form in {row.text('language')}"
        raise Invalid(f"{name}, line {row.line}: {message}; the others are admitted or forbidden.")


def _choice(row: Row, column: str, known: Iterable[E], name: str) -> E | None:
    said = row.text(column).lower()
    choices = list(known)
    for choice in choices:
        if choice.value == said:
            return choice
    if said:
        names = ", ".join(f"“{choice.value}”" for choice in choices)
        raise Invalid(f"{name}, line {row.line}: “{column}” is one of {names}, not “{said}”.")
    return None


def _flag(row: Row, column: str, name: str) -> bool:
    said = row.text(column).lower()
    if said not in ("", "true", "false"):
        raise Invalid(f"{name}, line {row.line}: “{column}” is “true”, “false” or empty, not “{said}”.")
    return said == "true"
