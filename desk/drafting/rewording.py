"""What a change of terms makes of texts that are there already: by the same rules as drafts are put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from desk.domain.draft import EngineOutput
from desk.domain.term import Form, FormStatus, Term, TermState, TermStatus
from desk.drafting.terms import hold_terms
from desk.glossary.fold import fold
from desk.glossary.matcher import Glossary


@dataclass(frozen=True, slots=True)
class Touched:
    """A text that the change touches. `text` is what becomes of it.

    `missed` says that it lacks the term then, and somebody has to see to it; `released` that no term is asked for in it
    any more.
    """

    text: str
    missed: bool = False
    released: bool = False


class Rewording:
    """A change among all `terms` in force: `old` are those that it writes anew or ends, `new` what takes their place.

    `old` is empty where a term comes into force, and holds two where they are merged; `new` is None where they end.
    A form that the desk wrote or let pass, and of which the new term says nothing, gives way like a forbidden one.
    """

    def __init__(self, terms: Iterable[Term], old: Sequence[Term], new: Term | None) -> None:
        self._old = [_in_force(term) for term in old]
        self._new = _with_dropped(_in_force(new), old) if new else None
        self._ids = {term.id for term in (*old, *([new] if new else []))}
        self._others = [term for term in terms if term.id not in self._ids]
        self._either = Glossary(_in_force(term) for term in (*old, *([new] if new else [])))

    @cached_property
    def _before(self) -> Glossary:
        """Made when a text first names a term: where none does, all the others need not be gone through."""
        return Glossary([*self._others, *self._old])

    @cached_property
    def _after(self) -> Glossary:
        return Glossary([*self._others, self._new] if self._new else self._others)

    @property
    def is_void(self) -> bool:
        """Whether nothing is in force before it or after it."""
        return not self._ids

    def of(self, source: str, target: str, source_language: str, target_language: str) -> Touched | None:
        """What becomes of a target text; None where the change does not touch it."""
        if not target or not self._named(source, target, source_language, target_language):
            return None
        before, were = self._held(self._before, source, target, source_language, target_language)
        after, are = self._held(self._after, source, target, source_language, target_language)
        missed = TermStatus.MISSED in are and TermStatus.MISSED not in were
        released = self._new is None and bool(were)
        text = target if before == after else after
        return Touched(text, missed, released) if text != target or missed or released else None

    def _named(self, source: str, target: str, source_language: str, target_language: str) -> bool:
        return bool(self._either.match(source, source_language) or self._either.match(target, target_language))

    def _held(
        self, glossary: Glossary, source: str, target: str, source_language: str, target_language: str
    ) -> tuple[str, set[TermStatus]]:
        """The text with its terms put right, and how the changed ones fare in it."""
        output = EngineOutput(target)
        text, outcomes = hold_terms(glossary, source, output, source_language, target_language)
        return text, {each.status for each in outcomes if each.term in self._ids}


def _in_force(term: Term) -> Term:
    return replace(term, state=TermState.APPROVED)


def _with_dropped(new: Term, old: Iterable[Term]) -> Term:
    """The new term, with the allowed forms of the old ones that it says nothing of as forbidden ones."""
    forms = {code: (*new.forms[code], *_dropped(new, old, code)) for code in new.forms}
    return replace(new, forms=forms)


def _dropped(new: Term, old: Iterable[Term], code: str) -> list[Form]:
    said = {fold(form.text).text for form in new.forms[code]}
    allowed = {fold(form.text).text: form for term in old for form in term.allowed(code)}
    return [replace(form, status=FormStatus.FORBIDDEN) for key, form in allowed.items() if key not in said]
