"""Writing terms as a glossary's YAML file: the same terms always give the same text, and read again, the same terms.

What follows from a form itself (an acronym's case, the gender that an article tells) is not written, and what the forms
of a term or of a language share is written once.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from desk.domain.finding import Level
from desk.domain.term import Form, FormStatus, Scope, Term, TermState
from desk.glossary.forms import completed, with_article
from desk.glossary.layout import Value, entry, items
from desk.glossary.tidying import tidied
from desk.glossary.values import tidy
from desk.glossary.written import GRAMMAR_KEYS

Grammar = dict[str, StrEnum | None]


def to_yaml(
    terms: Iterable[Term], title: str = "Terms", topic: str = "", languages: Sequence[str] = (), note: str = ""
) -> str:
    """A whole file of terms."""
    about: dict[str, Value] = {"title": tidy(title), "topic": tidy(topic), "languages": languages, "note": tidy(note)}
    head = [line for key, value in about.items() if value for line in entry(key, value, 0)]
    blocks = [block(term) for term in terms]
    body = "terms:\n\n" + "\n".join(blocks) if blocks else "terms: []\n"
    return "\n".join([*head, "", body])


def block(term: Term) -> str:
    """The lines of one term in a file, from "  - id:" on, with a newline at the end."""
    term = tidied(term)
    every = [form for forms in term.forms.values() for form in forms]
    lines = _lines(term, all(form.case_sensitive for form in every), _shared(form.part_of_speech for form in every))
    return "".join(f"{'    ' if number else '  - '}{line[4:]}\n" for number, line in enumerate(lines))


def _lines(term: Term, case: bool, part_of_speech: StrEnum | None) -> Iterator[str]:
    forms = {code: _language(code, of_one, case, part_of_speech) for code, of_one in term.forms.items()}
    told = all(_told(form, code).case_sensitive for code, of_one in term.forms.items() for form in of_one)
    simple: dict[str, Value] = {
        "id": term.id,
        "status": "" if term.state is TermState.APPROVED else term.state.value,
        "level": "" if term.level is Level.WARN else term.level.value,
        "do_not_translate": term.do_not_translate,
        "case_sensitive": case and not told,
        "part_of_speech": part_of_speech or "",
        "scope": _scope(term.scope),
        "note": term.note,
    }
    for key, value in simple.items():
        if value:
            yield from entry(key, value, 4)
    if term.sources:
        yield from items("sources", term.sources, 4)
    examples = {code: _one_or_all(texts) for code, texts in term.examples.items()}
    for key, spread in (("first_mention", dict(term.first_mention)), ("example", examples), ("forms", forms)):
        if spread:
            yield from entry(key, spread, 4, spread=True)


def _language(code: str, forms: Sequence[Form], case: bool, part_of_speech: StrEnum | None) -> Value:
    """What stands behind a language: a text, or its forms by status with the grammar that they share."""
    default = _default(code, forms, part_of_speech)
    written: dict[str, list[Value]] = {}
    for form in forms:
        written.setdefault(form.status.value, []).append(
            _form(code, form, case, {"part_of_speech": part_of_speech} | default)
        )
    content: dict[str, Value] = {}
    if preferred := written.pop(FormStatus.PREFERRED, None):
        content["preferred"] = preferred[0] if len(preferred) == 1 else preferred
    content |= {key: value.value for key, value in default.items() if value}
    content |= written
    alone = content.get("preferred")
    return alone if len(content) == 1 and isinstance(alone, str) else content


def _default(code: str, forms: Sequence[Form], part_of_speech: StrEnum | None) -> Grammar:
    """What is said once for a language: what its first form does not tell by itself, where no form is silent on it."""
    default: Grammar = {}
    for key in GRAMMAR_KEYS:
        if (key != "part_of_speech" or not part_of_speech) and all(getattr(form, key) for form in forms):
            said = getattr(forms[0], key)
            if said is not getattr(_told(forms[0], code), key):
                default[key] = said
    return default


def _form(code: str, form: Form, case: bool, default: Grammar) -> Value:
    """A form as a text, or as a mapping where it says more of itself than its text and the default do."""
    told = _told(form, code)
    more: dict[str, Value] = {}
    if form.case_sensitive and not (case or told.case_sensitive):
        more["case_sensitive"] = True
    for key in GRAMMAR_KEYS:
        said = getattr(form, key)
        if said and said is not (getattr(told, key) or default.get(key)):
            more[key] = said.value
    if form.context:
        more |= {"near": _one_or_all(form.context.near)} if form.context.near else {}
        more |= {"not_near": _one_or_all(form.context.not_near)} if form.context.not_near else {}
    return {"text": with_article(form), **more} if more else with_article(form)


def _told(form: Form, language: str) -> Form:
    """What the text of a form tells by itself."""
    return completed(Form(form.text, article=form.article), language)


def _shared(values: Iterable[StrEnum | None]) -> StrEnum | None:
    """The one value that all have, or None."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _scope(scope: Scope) -> Value:
    limits = {"desk": scope.desks, "topic": scope.topics, "source_language": scope.source_languages}
    return {key: _one_or_all(values) for key, values in limits.items() if values}


def _one_or_all(texts: Sequence[str]) -> Value:
    return texts[0] if len(texts) == 1 else tuple(texts)
