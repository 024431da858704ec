"""Terms on their way from one format to another, and what a format cannot carry."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from desk.domain.finding import Level
from desk.domain.term import Form, PartOfSpeech, Term, TermState
from desk.glossary.forms import completed


@dataclass(frozen=True, slots=True)
class Collection:
    """Terms, with what their file says of itself. `unread` counts what of the file has no place in a glossary."""

    terms: tuple[Term, ...]
    title: str = ""
    topic: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    unread: Mapping[str, int] = field(default_factory=dict)


OF_FILE: dict[str, Callable[[Collection], bool]] = {
    "title": lambda file: bool(file.title),
    "topic": lambda file: bool(file.topic),
    "languages": lambda file: bool(file.languages),
    "note of the file": lambda file: bool(file.note),
}
OF_TERM: dict[str, Callable[[Term], bool]] = {
    "“proposed”": lambda term: term.state is TermState.PROPOSED,
    "“obsolete”": lambda term: term.state is TermState.OBSOLETE,
    "level": lambda term: term.level is not Level.WARN,
    "do_not_translate": lambda term: term.do_not_translate,
    "desk": lambda term: bool(term.scope.desks),
    "topic of a term": lambda term: bool(term.scope.topics),
    "source_language": lambda term: bool(term.scope.source_languages),
    "note": lambda term: bool(term.note),
    "sources": lambda term: bool(term.sources),
    "first_mention": lambda term: bool(term.first_mention),
    "example": lambda term: bool(term.examples),
    "example without a form": lambda term: any(code not in term.forms for code in term.examples),
}
OF_FORM: dict[str, Callable[[Form], bool]] = {
    "article": lambda form: bool(form.article),
    "case_sensitive": lambda form: form.case_sensitive and not completed(Form(form.text), "").case_sensitive,
    "part_of_speech": lambda form: form.part_of_speech is not None,
    "“proper noun”": lambda form: form.part_of_speech is PartOfSpeech.PROPER_NOUN,
    "gender": lambda form: form.gender is not None,
    "number": lambda form: form.number is not None,
    "near": lambda form: form.context is not None and bool(form.context.near),
    "not_near": lambda form: form.context is not None and bool(form.context.not_near),
}
"""What may be said of a file, a term and a form, and whether it is; beside id, languages, forms and their statuses,
which every format carries."""

EVERYTHING = frozenset({*OF_FILE, *OF_TERM, *OF_FORM})


def losses(file: Collection, carried: frozenset[str]) -> Iterator[str]:
    """What a format leaves out that carries no more than `carried`, with how often it is said: "level (3 terms)"."""
    forms = [form for term in file.terms for of_one in term.forms.values() for form in of_one]
    yield from (name for name, says in OF_FILE.items() if name not in carried and says(file))
    for name, of_term in OF_TERM.items():
        if name not in carried and (count := sum(map(of_term, file.terms))):
            yield _counted(name, count, "term")
    for name, of_form in OF_FORM.items():
        if name not in carried and (count := sum(map(of_form, forms))):
            yield _counted(name, count, "form")


def _counted(name: str, count: int, unit: str) -> str:
    return f"{name} ({count:,} {unit}{'s' if count > 1 else ''})"
