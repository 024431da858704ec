"""What two versions of a term say differently, field by field, in words that a person reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.domain.finding import Level
from desk.domain.term import Form, FormStatus, Term
from desk.glossary.forms import with_article
from desk.glossary.tidying import fingerprint, tidied

Said = tuple[str, ...]
"""What a term says in one field."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that two terms do not share, and what each says; empty where it says nothing.

    Of what holds several things, `gone` are those that only the first has, and `come` those that only the second has.
    """

    field: str
    first: str
    second: str
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    shared: bool = False
    """Whether both hold something alike."""


def same(first: Term | None, second: Term | None) -> bool:
    """Whether both say the same, wherever they are written; two that are not there do."""
    if first is None or second is None:
        return first is second
    return fingerprint(first) == fingerprint(second)


def differences(first: Term | None, second: Term | None) -> list[FieldDifference]:
    """The fields in which two terms differ, in the order of a file. One that is not there says nothing at all."""
    here, there = _fields(first), _fields(second)
    return [
        _difference(field, here.get(field, ()), there.get(field, ()))
        for field in dict.fromkeys([*here, *there])
        if here.get(field, ()) != there.get(field, ())
    ]


def _difference(field: str, first: Said, second: Said) -> FieldDifference:
    between = "; " if field.startswith(("sources", "examples")) else ", "
    gone = tuple(each for each in first if each not in second)
    come = tuple(each for each in second if each not in first)
    return FieldDifference(field, between.join(first), between.join(second), gone, come, len(gone) < len(first))


def _fields(term: Term | None) -> Mapping[str, Said]:
    """What a term says, without the fields of which it says nothing."""
    return {field: said for field, said in _said(tidied(term)) if any(said)} if term else {}


def _said(term: Term) -> Iterator[tuple[str, Said]]:
    yield "state", (term.state.value,)
    yield "level", ("block" if term.level is Level.BLOCK else "warn",)
    yield "do not translate", ("yes" if term.do_not_translate else "no",)
    yield "note", (term.note,)
    yield "sources", term.sources
    yield "desks", tuple(sorted(term.scope.desks))
    yield "topics", tuple(sorted(term.scope.topics))
    yield "source languages", tuple(sorted(term.scope.source_languages))
    for language, forms in sorted(term.forms.items()):
        for status in FormStatus:
            yield f"{status} ({language})", tuple(sorted(_form(form) for form in forms if form.status is status))
    for language, text in sorted(term.first_mention.items()):
        yield f"first mention ({language})", (text,)
    for language, texts in sorted(term.examples.items()):
        yield f"examples ({language})", tuple(texts)


def _form(form: Form) -> str:
    """A form with all that is said of it: "the Kremlin [proper noun, near: palace]"."""
    grammar = [value.value for value in (form.part_of_speech, form.gender, form.number) if value]
    case = ["case counts"] if form.case_sensitive else []
    near = [f"near: {' '.join(form.context.near)}"] if form.context and form.context.near else []
    not_near = [f"not near: {' '.join(form.context.not_near)}"] if form.context and form.context.not_near else []
    more = [*case, *grammar, *near, *not_near]
    return with_article(form) + (f" [{', '.join(more)}]" if more else "")
