"""Terms as CSV, one row per form, for people who keep terms in a spreadsheet.

What belongs to a term stands in the first of its rows, what belongs to a language in the first row of that; several
texts in one cell stand on lines of their own. A spreadsheet would run a cell that begins with "=", "+", "-" or "@" as a
formula, so such a cell is written with an apostrophe before it, and read without.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.term import Form, Term
from desk.glossary.exchange.collection import Collection
from desk.glossary.exchange.rows import COLUMNS, NEEDED, Row, terms_of
from desk.glossary.forms import with_article
from desk.glossary.tidying import tidied

MOST_COLUMNS = 100
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")


def write(file: Collection) -> str:
    """The terms of a collection as a CSV text with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for term in map(tidied, file.terms):
        writer.writerows({key: _guarded(cell) for key, cell in row.items()} for row in _rows(term))
    return out.getvalue()


def read(text: str, name: str) -> Collection:
    """The terms of a CSV text. Raises `Invalid` with the file's name and the line of what cannot be used."""
    return Collection(tuple(map(tidied, terms_of(_read_rows(text, name), name))))


def _rows(term: Term) -> Iterator[dict[str, str]]:
    about = _about(term)
    for code in dict.fromkeys((*term.forms, *term.first_mention, *term.examples)):
        of_language = {
            "first_mention": term.first_mention.get(code, ""),
            "example": "\n".join(term.examples.get(code, ())),
        }
        for form in term.forms.get(code, ()) or (None,):
            yield {"id": term.id, "language": code, **(_form(form) if form else {}), **of_language, **about}
            about, of_language = {}, {}


def _about(term: Term) -> dict[str, str]:
    return {
        "status": term.state.value,
        "level": term.level.value if term.level is not Level.WARN else "",
        "do_not_translate": _flag(term.do_not_translate),
        "desk": "\n".join(term.scope.desks),
        "topic": "\n".join(term.scope.topics),
        "source_language": "\n".join(term.scope.source_languages),
        "note": term.note,
        "sources": "\n".join(term.sources),
    }


def _form(form: Form) -> dict[str, str]:
    grammar = {"part_of_speech": form.part_of_speech, "gender": form.gender, "number": form.number}
    return {
        "form": with_article(form),
        "form_status": form.status.value,
        "case_sensitive": _flag(form.case_sensitive),
        **{key: value.value for key, value in grammar.items() if value},
        "near": "\n".join(form.context.near) if form.context else "",
        "not_near": "\n".join(form.context.not_near) if form.context else "",
    }


def _flag(value: bool) -> str:
    return "true" if value else ""


def _guarded(cell: str) -> str:
    """The cell as no spreadsheet runs it. A cell that has the apostrophe of its own gets another, so none is lost."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _read_rows(text: str, name: str) -> Iterator[Row]:
    """The rows below the header with the line that each begins in."""
    lines = io.StringIO(text, newline="")
    header = lines.readline()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(header), strict=True)
    columns: Sequence[str] = ()
    line = 1
    try:
        for cells in reader:
            if not columns:
                columns = _columns([cell.strip() for cell in cells], name)
            elif any(cells):
                if len(cells) > len(columns):
                    raise Invalid(f"{name}, line {line}: this row has {len(cells)} cells, the header {len(columns)}.")
                yield Row(line, dict(zip(columns, map(_unguarded, cells), strict=False)))
            line = reader.line_num + 1
    except csv.Error as err:
        raise Invalid(f"{name}, line {line}: this is not CSV: {err}.") from err
    if not columns:
        raise Invalid(f"{name}, line 1: the file is empty; its first line names the columns: {', '.join(COLUMNS)}.")


def _delimiter(header: str) -> str:
    """Comma, semicolon or tab, whichever the header has most of: spreadsheets write what their country is used to."""
    return max(",;\t", key=header.count)


def _columns(names: Sequence[str], name: str) -> Sequence[str]:
    if len(names) > MOST_COLUMNS:
        raise Invalid(f"{name}, line 1: the header has {len(names)} columns; known are {', '.join(COLUMNS)}.")
    for problem, wrong in (
        ("unknown", [each for each in names if each not in COLUMNS]),
        ("repeated", [each for each in dict.fromkeys(names) if names.count(each) > 1]),
        ("missing", [each for each in NEEDED if each not in names]),
    ):
        if wrong:
            listed = ", ".join(f"“{each}”" for each in wrong)
            raise Invalid(f"{name}, line 1: {problem} column {listed}; known are {', '.join(COLUMNS)}.")
    return names
