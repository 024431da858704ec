"""A term as it is when read from a file, wherever it comes from; and a hash of what it says."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace

from desk.domain.term import Context, Form, FormStatus, Scope, Term
from desk.glossary.fold import fold
from desk.glossary.forms import completed
from desk.glossary.values import tidy

_ORDER = list(FormStatus)


def tidied(term: Term) -> Term:
    """The term with its texts tidy, preferred forms first, and what a form's own text says of it said."""
    return replace(
        term,
        note=tidy(term.note),
        sources=_tidy(term.sources),
        first_mention={code: text for code, said in term.first_mention.items() if (text := tidy(said))},
        examples={code: texts for code, said in term.examples.items() if (texts := _tidy(said))},
        scope=Scope(_tidy(term.scope.desks), _tidy(term.scope.topics), _tidy(term.scope.source_languages)),
        forms={code: tidied_forms(forms, code) for code, forms in term.forms.items() if forms},
    )


def tidied_forms(forms: Iterable[Form], language: str) -> tuple[Form, ...]:
    """Forms of one language: preferred, admitted, forbidden, as a file has them.

    Of a form that is written twice, allowed or forbidden both times, the first one counts.
    """
    by_status = sorted(forms, key=lambda form: _ORDER.index(form.status))
    once: dict[tuple[str, Context | None, bool], Form] = {}
    for form in (completed(_tidied(form), language) for form in by_status):
        text = form.text if form.case_sensitive else fold(form.text).text
        once.setdefault((text, form.context, form.status is FormStatus.FORBIDDEN), form)
    return tuple(once.values())


def fingerprint(term: Term) -> str:
    """SHA-256 of what a term says, in hexadecimal: of all but its file and line, and in whatever order its forms stand.

    Terms that a file would write alike have one fingerprint. The version in front changes when the reckoning does.
    """
    content = asdict(tidied(replace(term, file="", line=0)))
    for key in ("file", "line"):
        del content[key]
    content["forms"] = {code: sorted(forms, key=_json) for code, forms in content["forms"].items()}
    return f"v1:{hashlib.sha256(_json(content).encode()).hexdigest()}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _tidy(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for each in texts if (text := tidy(each)))


def _tidied(form: Form) -> Form:
    near = form.context or Context()
    context = Context(_tidy(near.near), _tidy(near.not_near))
    return replace(form, text=tidy(form.text), context=context if context != Context() else None)
