"""Two terms that mean the same made one: what both say, and where they contradict each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desk.domain.finding import Level
from desk.domain.term import Form, FormStatus, Scope, Term
from desk.glossary.fold import fold
from desk.glossary.values import LONGEST_NOTE


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A form that one term allows and the other forbids; the first term's word stands until somebody says otherwise."""

    language: str
    text: str
    first: FormStatus
    second: FormStatus


def combined(first: Term, second: Term) -> Term:
    """The first term with all that the second adds: its forms, the preferred ones as admitted where there is one."""
    languages = dict.fromkeys([*first.forms, *second.forms])
    note = first.note if second.note in first.note else f"{first.note} {second.note}".strip()[:LONGEST_NOTE]
    return replace(
        first,
        forms={code: _forms(first.forms.get(code, ()), second.forms.get(code, ())) for code in languages},
        level=Level.BLOCK if Level.BLOCK in (first.level, second.level) else first.level,
        do_not_translate=first.do_not_translate or second.do_not_translate,
        note=note,
        sources=tuple(dict.fromkeys([*first.sources, *second.sources])),
        first_mention={**second.first_mention, **first.first_mention},
        examples=_examples(first.examples, second.examples),
        scope=_scope(first.scope, second.scope),
    )


def contradictions(first: Term, second: Term) -> list[Contradiction]:
    """The forms that one term allows and the other forbids."""
    return [
        Contradiction(code, theirs.text, ours.status, theirs.status)
        for code, forms in second.forms.items()
        for theirs in forms
        for ours in first.forms.get(code, ())
        if _key(ours) == _key(theirs) and (FormStatus.FORBIDDEN in (ours.status, theirs.status))
        if ours.status is not theirs.status
    ]


def _forms(ours: Sequence[Form], theirs: Sequence[Form]) -> tuple[Form, ...]:
    return (*ours, *_added(ours, theirs))


def _added(ours: Sequence[Form], theirs: Sequence[Form]) -> Iterator[Form]:
    known = {_key(form) for form in ours}
    has_preferred = any(form.status is FormStatus.PREFERRED for form in ours)
    for form in theirs:
        if _key(form) not in known:
            demoted = has_preferred and form.status is FormStatus.PREFERRED
            yield replace(form, status=FormStatus.ADMITTED) if demoted else form


def _key(form: Form) -> str:
    return fold(form.text).text


def _examples(ours: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(dict.fromkeys([*ours.get(code, ()), *theirs.get(code, ())]))
        for code in dict.fromkeys([*ours, *theirs])
    }


def _scope(first: Scope, second: Scope) -> Scope:
    """Where either holds; a limit of one alone limits nothing."""

    def either(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*ours, *theirs])) if ours and theirs else ()

    return Scope(
        either(first.desks, second.desks),
        either(first.topics, second.topics),
        either(first.source_languages, second.source_languages),
    )
