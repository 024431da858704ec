"""A term as a form: what its fields hold, and the term that a sent form means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.phrase import phrase
from desk.domain.term import Form, FormStatus, Scope, Term
from desk.glossary.fold import fold
from desk.glossary.forms import completed, with_article
from desk.models import TermRow
from desk.services.glossary_search import shown_first
from desk.text.normal import normalise, one_line
from desk.web.languages import ui_language

MOST_LANGUAGES = 40


@dataclass(frozen=True, slots=True)
class FormRow:
    """A language's fields: a preferred form, and the others one on each line."""

    language: str = ""
    preferred: str = ""
    admitted: str = ""
    forbidden: str = ""
    first_mention: str = ""
    examples: str = ""


@dataclass(frozen=True, slots=True)
class TermFields:
    """What the fields of the form hold. `topics` are parted by commas, `sources` by lines."""

    rows: Sequence[FormRow]
    name: str = ""
    note: str = ""
    sources: str = ""
    topics: str = ""
    level: str = Level.WARN.value
    do_not_translate: bool = False


def fields_of(term: Term) -> TermFields:
    """A term's fields, to be changed."""
    return TermFields(
        rows=[_row(term, language) for language in dict.fromkeys([*term.forms, *term.examples, *term.first_mention])],
        name=term.id,
        note=term.note,
        sources="\n".join(term.sources),
        topics=", ".join(term.scope.topics),
        level=term.level.value,
        do_not_translate=term.do_not_translate,
    )


def fields_sent(sent: MultiDict[str, str]) -> TermFields:
    """The fields as they were sent, to be shown again or read."""
    columns = [sent.getlist(name)[:MOST_LANGUAGES] for name in FormRow.__slots__]
    rows = [FormRow(*values) for values in zip(*columns, strict=False)]
    return TermFields(
        rows=[row for row in rows if row != FormRow(language=row.language)],
        name=one_line(sent.get("name", "")),
        note=normalise(sent.get("note", "")),
        sources=normalise(sent.get("sources", "")),
        topics=one_line(sent.get("topics", "")),
        level=sent.get("level", Level.WARN.value),
        do_not_translate=bool(sent.get("do_not_translate")),
    )


def with_blanks(fields: TermFields, blank: int) -> TermFields:
    """The fields with empty rows at their end, for languages that are not there yet."""
    return replace(fields, rows=[*fields.rows, *[FormRow()] * blank])


def term_meant(fields: TermFields, name: str, before: Term | None = None) -> Term:
    """The term of the fields. What a form does not show (a gender, a context) stays as it was `before`.

    Raises `Invalid` for forms without a language.
    """
    before = before or Term(name, {})
    forms: dict[str, tuple[Form, ...]] = {}
    for row in fields.rows:
        if not row.language:
            raise Invalid(
                phrase(
                    "Say which language “{preferred}” is in.", preferred=row.preferred or row.admitted or row.forbidden
                )
            )
        forms[row.language] = (*forms.get(row.language, ()), *_forms(row, before.forms.get(row.language, ())))
    return replace(
        before,
        id=name,
        forms={language: said for language, said in forms.items() if said},
        level=Level.BLOCK if fields.level == Level.BLOCK else Level.WARN,
        do_not_translate=fields.do_not_translate,
        note=one_line(fields.note),
        sources=_lines(fields.sources),
        scope=_scope(before.scope, fields.topics),
        first_mention={row.language: one_line(row.first_mention) for row in fields.rows if row.first_mention.strip()},
        examples={row.language: found for row in fields.rows if (found := _lines(row.examples))},
    )


def forbidding_old(term: Term, before: Term) -> Term:
    """The term with the preferred forms that it had `before`, and says nothing of any more, as forbidden ones."""
    forms = {code: (*said, *_replaced(said, before.forms.get(code, ()))) for code, said in term.forms.items()}
    return replace(term, forms=forms)


def _replaced(forms: Sequence[Form], before: Sequence[Form]) -> Iterator[Form]:
    said = {fold(form.text).text for form in forms}
    for form in before:
        if form.status is FormStatus.PREFERRED and fold(form.text).text not in said:
            yield replace(form, status=FormStatus.FORBIDDEN)


def label(row: TermRow) -> str:
    """What a term is called in lists: its preferred form in the pages' language, or in its first."""
    here = ui_language()
    shown = min(row.forms, key=lambda form: shown_first(form, here), default=None)
    return shown.text if shown else row.name


def _row(term: Term, language: str) -> FormRow:
    def lines(status: FormStatus) -> str:
        return "\n".join(with_article(form) for form in term.forms.get(language, ()) if form.status is status)

    return FormRow(
        language,
        lines(FormStatus.PREFERRED),
        lines(FormStatus.ADMITTED),
        lines(FormStatus.FORBIDDEN),
        term.first_mention.get(language, ""),
        "\n".join(term.examples.get(language, ())),
    )


def _forms(row: FormRow, before: Sequence[Form]) -> Iterator[Form]:
    known: Mapping[str, Form] = {with_article(form): form for form in before}
    fields = (
        (FormStatus.PREFERRED, row.preferred),
        (FormStatus.ADMITTED, row.admitted),
        (FormStatus.FORBIDDEN, row.forbidden),
    )
    for status, text in fields:
        for line in _lines(text):
            yield replace(known[line], status=status) if line in known else completed(Form(line, status), row.language)


def _scope(before: Scope, topics: str) -> Scope:
    return replace(before, topics=tuple(dict.fromkeys(part for part in map(one_line, topics.split(",")) if part)))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(one_line, text.splitlines()) if line))
