"""The forms of all terms in one language, as an automaton over folded text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desk.domain.segment import Span
from desk.domain.term import Context, Form, FormStatus, Term, TermMatch
from desk.glossary.boundaries import arabic_start, ends_word, starts_word
from desk.glossary.context import ContextRule
from desk.glossary.fold import Folded, fold, fold_cased
from desk.glossary.forms import capitalised
from desk.glossary.inflection import variants

_RANKS = {FormStatus.PREFERRED: 0, FormStatus.ADMITTED: 1, FormStatus.FORBIDDEN: 2}
_INFLECTED = 10  # an inflected variant yields to a form written in the file
_ANY_CASE = 1  # and a form for any case to one for this case
_ARABIC_ARTICLE = "ال"
_LENGTH_BITS = 12
_LONGEST = (1 << _LENGTH_BITS) - 1  # characters of a key; longer ones are left out


class _Entry(NamedTuple):
    """What stands at a key of the automaton. `cased` is the text where its case counts, else nothing.

    `with_article` says that an Arabic form was written with the article, which the key leaves out.
    """

    term: Term
    form: Form
    rank: int
    cased: str
    needs_capital: bool
    with_article: bool


class Index:
    """Finds candidates: forms at word boundaries, in the right case and context, which may still overlap."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        import ahocorasick

        self._arabic = language == "ar"
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        self._entries: list[tuple[_Entry, ...]] = []
        self._rules: dict[Context, ContextRule] = {}
        for key, entry in _entries(terms, language):
            self._add(key, entry)
            if (context := entry.form.context) and context not in self._rules:
                self._rules[context] = ContextRule(context, language)
        self._automaton.make_automaton()

    def _add(self, key: str, entry: _Entry) -> None:
        """Puts an entry under a key: as the place in `_entries` and the key's length, in one number, which is small."""
        before: int = self._automaton.get(key, -1)
        if before >= 0:
            self._entries.append((*self._entries[before >> _LENGTH_BITS], entry))
        elif self._entries[-1:] != [(entry,)]:  # variants of a form follow each other and share it
            self._entries.append((entry,))
        self._automaton.add_word(key, len(self._entries) - 1 << _LENGTH_BITS | len(key))

    def candidates(self, text: str) -> list[tuple[Span, int, TermMatch]]:
        """Span, rank (smaller is better) and match of every form in a text."""
        if not self._entries or not text:
            return []
        folded = fold(text)
        found = []
        for last, number in self._automaton.iter(folded.text):
            end = last + 1
            if ends_word(folded.text, end):
                start = end - (number & _LONGEST)
                for entry, span in self._spans(folded, start, end, self._entries[number >> _LENGTH_BITS]):
                    if span is not None and _has_case(entry, span.of(text)) and self._is_meant(entry, text, span):
                        found.append((span, entry.rank, TermMatch(entry.term, entry.form, span)))
        return found

    def _is_meant(self, entry: _Entry, text: str, span: Span) -> bool:
        return entry.form.context is None or self._rules[entry.form.context].allows(text, span)

    def _spans(
        self, folded: Folded, start: int, end: int, entries: tuple[_Entry, ...]
    ) -> Iterator[tuple[_Entry, Span | None]]:
        """Where each entry of a key stands in the original; None where it may not begin there."""
        if self._arabic and "\u0600" <= folded.text[start] <= "\u06ff":
            for entry in entries:
                strict = entry.form.case_sensitive
                begin = arabic_start(folded.text, start, with_article=entry.with_article, strict=strict)
                yield entry, None if begin is None else folded.span(begin, end)
        elif starts_word(folded.text, start):
            span = folded.span(start, end)
            for entry in entries:
                yield entry, span


def _entries(terms: Iterable[Term], language: str) -> Iterator[tuple[str, _Entry]]:
    """Each form and each inflected variant of it, with the key it stands under."""
    for term in terms:
        for form in term.forms.get(language, ()):
            with_article = language == "ar" and _has_arabic_article(form.text)
            entry = _entry(term, form, with_article)
            key = fold(form.text.removeprefix(_ARABIC_ARTICLE) if with_article else form.text).text.strip()
            if not 0 < len(key) < _LONGEST:
                continue
            yield key, entry
            inflected = entry._replace(rank=entry.rank + _INFLECTED)
            for variant in variants(form.text, language):
                cased = fold_cased(variant) if entry.cased else ""
                yield fold(variant).text, inflected._replace(cased=cased) if cased else inflected


def _has_arabic_article(text: str) -> bool:
    return text.startswith(_ARABIC_ARTICLE) and len(text) > len(_ARABIC_ARTICLE) + 1


def _entry(term: Term, form: Form, with_article: bool) -> _Entry:
    small = form.text.lower()
    cased = fold_cased(form.text) if form.case_sensitive and small != form.text.upper() else ""
    needs_capital = " " not in form.text and form.text != small
    rank = _RANKS[form.status] * 2 + (0 if cased else _ANY_CASE)
    return _Entry(term, form, rank, cased, needs_capital, with_article)


def _has_case(entry: _Entry, surface: str) -> bool:
    """Whether capitals stand where the form asks for them.

    Where case counts the text is as written, or in capitals throughout, or begins a sentence. Elsewhere a name of one
    word needs some capital ("Telegram" is no "telegram"), and longer names and common nouns need none.
    """
    if entry.cased:
        seen = fold_cased(surface)
        return seen in (entry.cased, entry.cased.upper(), capitalised(entry.cased))
    return not entry.needs_capital or surface != surface.lower()
