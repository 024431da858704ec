"""What a change of one term makes of texts that are there already: by the same rules as drafts are put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desk.domain.draft import EngineOutput
from desk.domain.term import Form, FormStatus, Term, TermState, TermStatus
from desk.drafting.terms import hold_terms
from desk.glossary.fold import fold
from desk.glossary.matcher import Glossary


@dataclass(frozen=True, slots=True)
class Touched:
    """A text that the change touches. `text` is what becomes of it; `missed` says that a person has to see to it."""

    text: str
    missed: bool


class Rewording:
    """A change of one term among all `terms` in force. `old` is None where it was not in force, `new` where it ends.

    A form that the desk wrote or let pass, and of which the term says nothing any more, gives way like a forbidden one.
    """

    def __init__(self, terms: Iterable[Term], old: Term | None, new: Term | None) -> None:
        ids = {term.id for term in (old, new) if term}
        others = [term for term in terms if term.id not in ids]
        self._ids = ids
        self._either = Glossary(_in_force(term) for term in (old, new) if term)
        self._before = Glossary([*others, _in_force(old)] if old else others)
        self._after = Glossary([*others, _with_dropped(_in_force(new), old)] if new else others)

    def of(self, source: str, target: str, source_language: str, target_language: str) -> Touched | None:
        """What becomes of a target text; None where the change does not touch it."""
        if not target or not self._named(source, target, source_language, target_language):
            return None
        before, missed_before = self._held(self._before, source, target, source_language, target_language)
        after, missed_after = self._held(self._after, source, target, source_language, target_language)
        if before == after:
            after = target
        missed = missed_after and not missed_before
        return Touched(after, missed) if after != target or missed else None

    def _named(self, source: str, target: str, source_language: str, target_language: str) -> bool:
        return bool(self._either.match(source, source_language) or self._either.match(target, target_language))

    def _held(
        self, glossary: Glossary, source: str, target: str, source_language: str, target_language: str
    ) -> tuple[str, bool]:
        """The text with its terms put right, and whether the term is missing in it."""
        output = EngineOutput(target)
        text, outcomes = hold_terms(glossary, source, output, source_language, target_language)
        return text, any(each.term in self._ids and each.status is TermStatus.MISSED for each in outcomes)


def _in_force(term: Term) -> Term:
    return replace(term, state=TermState.APPROVED)


def _with_dropped(new: Term, old: Term | None) -> Term:
    """The new term, with the allowed forms of the old one that it says nothing of as forbidden ones."""
    if old is None:
        return new
    forms = {code: (*new.forms[code], *_dropped(new, old, code)) for code in new.forms}
    return replace(new, forms=forms)


def _dropped(new: Term, old: Term, code: str) -> list[Form]:
    said = {fold(form.text).text for form in new.forms[code]}
    return [
        replace(form, status=FormStatus.FORBIDDEN) for form in old.allowed(code) if fold(form.text).text not in said
    ]
