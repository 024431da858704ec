"""The glossary: finds the forms of its terms in a text.

Forms and text are folded (`desk.glossary.fold`), an Aho-Corasick automaton finds every form, candidates must stand at
word boundaries, in the right case and in the context that they ask for, and of those that overlap the leftmost is kept,
and of these the longest. One automaton per language is made when that language is first asked for.
"""

import copy
import re
import threading
from collections.abc import Collection, Iterable, Sequence

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.segment import Span
from desk.domain.term import EVERYWHERE, Form, FormStatus, Term, TermMatch, TermState
from desk.glossary.index import Index

EVERY_STATUS = frozenset(FormStatus)
_BEFORE_EXPLANATION = re.compile(r"[\s'’\"«»“”„]*([,(])\s*(?:(?:the|el|la|los|las|le|les)\s+|l['’])?[\s'\"«»“”„]*")


class Glossary:
    """Terms, to be looked up by id and found in texts. It never changes, and threads may share it.

    Any term can be looked up; those of `states` alone are found, unless said otherwise the approved ones.
    """

    def __init__(self, terms: Iterable[Term] = (), states: Collection[TermState] = (TermState.APPROVED,)) -> None:
        self.terms: tuple[Term, ...] = tuple(terms)
        self._by_id = {term.id: term for term in self.terms}
        self._found = tuple(term for term in self.terms if term.state in states)
        self._is_scoped = any(term.scope != EVERYWHERE for term in self._found)
        self._place: dict[str, str] = {}
        self._indexes: dict[str, Index] = {}
        self._lock = threading.Lock()

    def within(
        self, *, desk: str | None = None, topic: str | None = None, source_language: str | None = None
    ) -> "Glossary":
        """The glossary as it holds there: terms whose scope leaves the place out are not found.

        It shares everything that is costly with this one. What is None is not known, and leaves no term out; a view of
        a view is narrower still.
        """
        place = {"desk": desk, "topic": topic, "source_language": source_language}
        known = {key: value for key, value in place.items() if value is not None}
        if not self._is_scoped or not known:
            return self
        view = copy.copy(self)
        view._place = self._place | known
        return view

    def term(self, id: str) -> Term:
        """The term of an id. Raises `NotFound`."""
        try:
            return self._by_id[id]
        except KeyError:
            raise NotFound(phrase("The glossary has no term “{id}”.", id=id)) from None

    def match(self, text: str, language: str, statuses: Collection[FormStatus] = EVERY_STATUS) -> list[TermMatch]:
        """The forms of `statuses` in a text of a language, in order.

        A form inside a longer one is not found, whatever the longer one's status: a forbidden "Kiev" inside an admitted
        "chicken Kiev" is none. Where two terms share a form, both are found at the same place.
        """
        candidates = self._index(language).candidates(text)
        if self._place:
            candidates = [each for each in candidates if each[2].term.scope.includes(**self._place)]
        return [match for match in _leftmost_longest(candidates) if match.form.status in statuses]

    def forbidden(self, text: str, language: str) -> list[TermMatch]:
        """The forms in a text that the desk never prints."""
        return self.match(text, language, (FormStatus.FORBIDDEN,))

    def expected(self, source_text: str, source_language: str, target_language: str) -> list[TermMatch]:
        """The occurrences of terms in a source text that its translation has to show, in order.

        These are terms that hold for the source language: those with an allowed form in the target language, and those
        that are not translated. A form that explains another of the same term ("Federal Security Service (FSB)") is the
        same occurrence.
        """
        found: list[TermMatch] = []
        for match in self.within(source_language=source_language).match(source_text, source_language):
            wanted = match.term.allowed(target_language) or match.term.do_not_translate
            repeats = found and found[-1].term is match.term and is_apposition(source_text, found[-1].span, match.span)
            if wanted and not repeats:
                found.append(match)
        return found

    def _index(self, language: str) -> Index:
        index = self._indexes.get(language)
        if index is None:
            with self._lock:
                index = self._indexes.get(language) or Index(self._found, language)
                self._indexes[language] = index
        return index


def find(form: Form, text: str, language: str) -> list[Span]:
    """Where one form stands in a text, by the same rules as a glossary's."""
    term = Term("", {language: (form,)})
    return [match.span for match in Glossary([term]).match(text, language)]


def is_apposition(text: str, first: Span, second: Span) -> bool:
    """Whether a name explains the one before it: "ISIS-K, the …", "Federal Security Service (FSB)"."""
    between = _BEFORE_EXPLANATION.fullmatch(text, first.end, second.start)
    return between is not None and (between[1] == "," or text.startswith(")", second.end))


def _leftmost_longest(candidates: Sequence[tuple[Span, int, TermMatch]]) -> list[TermMatch]:
    """The candidates that remain: the leftmost, of these the longest, and of these one per term, the best in rank."""
    kept: list[TermMatch] = []
    here: set[str] = set()
    last = Span(-1, -1)
    for span, _rank, match in sorted(candidates, key=lambda each: (each[0].start, -each[0].end, each[1])):
        if span.start >= last.end:
            last, here = span, set()
        if span == last and match.term.id not in here:
            here.add(match.term.id)
            kept.append(match)
    return kept
