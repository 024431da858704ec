"""The forms of all terms in one language, as an automaton over folded text.

A form stands in the automaton under what it and its inflected variants begin with. The variants themselves are made
when their beginning is first met in a text: most forms of a large glossary never are.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from desk.domain.segment import Span
from desk.domain.term import Context, Form, FormStatus, Term, TermMatch
from desk.glossary.boundaries import arabic_start, starts_word
from desk.glossary.context import ContextRule
from desk.glossary.entries import Entry, Group, keys_of, with_arabic_article
from desk.glossary.fold import fold
from desk.glossary.forms import split_article
from desk.glossary.vietnamese import is_part_of_name

_BEGINNING = 16  # characters of a key: what is longer shares one with what begins alike, and makes no automaton larger
_LENGTH_BITS = _BEGINNING.bit_length()
_LENGTH = (1 << _LENGTH_BITS) - 1
_FORM_BITS = 16  # a term has at most so many forms in a language
_MOST_TEXTS = 4096  # kept: the sources and targets of the chunk that is checked and of the one that is drafted
_SENTENCE = 1000  # code points of a text that is kept: longer ones come once
_MOST_GROUPS = 20_000  # made and kept; a text that meets more is no article


class Index:
    """Finds candidates: forms at word boundaries, in the right case and context, which may still overlap."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        import ahocorasick

        self._terms = tuple(terms)
        self._language = language
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        self._first = array("Q")  # by slot, the first form there: the term's place and the form's, in one number
        self._further: dict[int, list[int]] = {}
        self._groups: dict[int, Group] = {}
        self._rules: dict[Context, ContextRule] = {}
        for place, term in enumerate(self._terms):
            for number, form in enumerate(_written(term, language)):
                for key in {key[:_BEGINNING] for key in keys_of(form, language)}:
                    self._add(key, place << _FORM_BITS | number)
        self._automaton.make_automaton()
        self._known = lru_cache(_MOST_TEXTS)(self._read)

    def candidates(self, text: str) -> Sequence[tuple[Span, int, TermMatch]]:
        """Span, rank (smaller is better) and match of every form in a text.

        Drafting and one check after the other ask for those of the same sentence, so they are kept for a while.
        """
        return self._known(text) if len(text) <= _SENTENCE else self._read(text)

    def _read(self, text: str) -> Sequence[tuple[Span, int, TermMatch]]:
        if not self._first or not text:
            return ()
        folded = fold(text)
        found = []
        for last, number in self._automaton.iter(folded.text):
            start = last + 1 - (number & _LENGTH)
            for entry, begin, end in self._standing(folded.text, start, last + 1, number >> _LENGTH_BITS):
                span = folded.span(begin, end)
                if span is not None and entry.has_case(span.of(text)) and self._is_meant(entry.form, text, span):
                    found.append((span, entry.rank, TermMatch(entry.term, entry.form, span)))
        return found

    def _add(self, key: str, form: int) -> None:
        """Puts a form under a key: as its slot and the key's length, in one number, which is small."""
        if not key:
            return
        before: int = self._automaton.get(key, -1)
        if before >= 0:
            self._further.setdefault(before >> _LENGTH_BITS, []).append(form)
        else:
            self._automaton.add_word(key, len(self._first) << _LENGTH_BITS | len(key))
            self._first.append(form)

    def _standing(self, text: str, start: int, end: int, slot: int) -> Iterator[tuple[Entry, int, int]]:
        """The entries of a key that stand at `text[start:…]` as whole words, with where they begin and end."""
        is_arabic = self._language == "ar" and "\u0600" <= text[start] <= "\u06ff"
        if not is_arabic and not starts_word(text, start):
            return
        for entry, finish in self._group(slot).ends(text, start, end):
            begin: int | None = start
            if is_arabic:
                strict = entry.form.case_sensitive
                begin = arabic_start(text, start, with_article=with_arabic_article(entry.form), strict=strict)
            if begin is not None:
                yield entry, begin, finish

    def _group(self, slot: int) -> Group:
        group = self._groups.get(slot)
        if group is None:
            if len(self._groups) >= _MOST_GROUPS:
                self._groups = {}
            forms = [self._form(number) for number in (self._first[slot], *self._further.get(slot, ()))]
            group = self._groups[slot] = Group(forms, self._language)
        return group

    def _form(self, number: int) -> tuple[Term, Form]:
        term = self._terms[number >> _FORM_BITS]
        return term, _written(term, self._language)[number & (1 << _FORM_BITS) - 1]

    def _is_meant(self, form: Form, text: str, span: Span) -> bool:
        if self._language == "vi" and " " not in form.text and is_part_of_name(text, span):
            return False
        if form.context is None:
            return True
        if form.context not in self._rules:
            self._rules[form.context] = ContextRule(form.context, self._language)
        return self._rules[form.context].allows(text, span)


def _written(term: Term, language: str) -> tuple[Form, ...]:
    """The forms of a term in a language, its first mention among them.

    That is the desk's own wording: it may hold what is forbidden alone ("Islamic State Khorasan (ISIS-K)").
    """
    forms = term.forms.get(language, ())
    first = term.first_mention.get(language)
    if not first:
        return forms
    article, bare = split_article(first, language)
    return (*forms, Form(bare, FormStatus.ADMITTED, article=article))
