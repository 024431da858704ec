"""The forms of all terms in one language, as an automaton over folded text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desk.domain.segment import Span
from desk.domain.term import Form, FormStatus, Term, TermMatch
from desk.glossary.boundaries import arabic_start, ends_word, starts_word
from desk.glossary.fold import Folded, fold, fold_cased
from desk.glossary.forms import capitalised
from desk.glossary.inflection import variants

_RANKS = {FormStatus.PREFERRED: 0, FormStatus.ADMITTED: 1, FormStatus.FORBIDDEN: 2}
_INFLECTED = 10  # an inflected variant yields to a form written in the file
_ANY_CASE = 1  # and a form for any case to one for this case
_ARABIC_ARTICLE = "ال"


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
    """Finds candidates: forms at word boundaries in the right case, which may still overlap."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        import ahocorasick

        self._arabic = language == "ar"
        self._automaton = ahocorasick.Automaton()
        keyed: dict[str, list[_Entry]] = {}
        for key, entry in _entries(terms, language):
            keyed.setdefault(key, []).append(entry)
        for key, entries in keyed.items():
            self._automaton.add_word(key, (len(key), tuple(entries)))
        self._is_empty = not keyed
        self._automaton.make_automaton()

    def candidates(self, text: str) -> list[tuple[Span, int, TermMatch]]:
        """Span, rank (smaller is better) and match of every form in a text."""
        if self._is_empty or not text:
            return []
        folded = fold(text)
        found = []
        for last, (length, entries) in self._automaton.iter(folded.text):
            end = last + 1
            if ends_word(folded.text, end):
                for entry in entries:
                    span = self._span(folded, end - length, end, entry)
                    if span is not None and _has_case(entry, text[span.start : span.end]):
                        found.append((span, entry.rank, TermMatch(entry.term, entry.form, span)))
        return found

    def _span(self, folded: Folded, start: int, end: int, entry: _Entry) -> Span | None:
        begin: int | None = start
        if self._arabic and "\u0600" <= folded.text[start] <= "\u06ff":
            begin = arabic_start(folded.text, start, with_article=entry.with_article, strict=entry.form.case_sensitive)
        elif not starts_word(folded.text, start):
            return None
        return None if begin is None else folded.span(begin, end)


def _entries(terms: Iterable[Term], language: str) -> Iterator[tuple[str, _Entry]]:
    """Each form and each inflected variant of it, with the key it stands under."""
    for term in terms:
        for form in term.forms.get(language, ()):
            yield from _entry(term, form, form.text, language, 0)
            for variant in variants(form.text, language):
                yield from _entry(term, form, variant, language, _INFLECTED)


def _entry(term: Term, form: Form, text: str, language: str, rank: int) -> Iterator[tuple[str, _Entry]]:
    with_article = language == "ar" and text.startswith(_ARABIC_ARTICLE) and len(text) > len(_ARABIC_ARTICLE) + 1
    key = fold(text.removeprefix(_ARABIC_ARTICLE) if with_article else text).text.strip()
    if key:
        cased = fold_cased(text) if form.case_sensitive and text.lower() != text.upper() else ""
        needs_capital = " " not in text and any(character.isupper() for character in text)
        rank += _RANKS[form.status] * 2 + (0 if cased else _ANY_CASE)
        yield key, _Entry(term, form, rank, cased, needs_capital, with_article)


def _has_case(entry: _Entry, surface: str) -> bool:
    """Whether capitals stand where the form asks for them.

    Where case counts the text is as written, or in capitals throughout, or begins a sentence. Elsewhere a name of one
    word needs some capital ("Telegram" is no "telegram"), and longer names and common nouns need none.
    """
    if entry.cased:
        seen = fold_cased(surface)
        return seen in (entry.cased, entry.cased.upper(), capitalised(entry.cased))
    return not entry.needs_capital or any(character.isupper() for character in surface)
