"""What stands at a key of the automaton: forms, and the variants of each."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desk.domain.term import Form, FormStatus, Term
from desk.glossary.boundaries import ends_word
from desk.glossary.common_words import COMMON_WORDS
from desk.glossary.fold import fold_cased, fold_text
from desk.glossary.forms import capitalised
from desk.glossary.inflection import stem, variants
from desk.glossary.loose import LOOSE, loose_stems, loose_variants

_RANKS = {FormStatus.PREFERRED: 0, FormStatus.ADMITTED: 1, FormStatus.FORBIDDEN: 2}
_INFLECTED = 10  # an inflected variant yields to a form written in the file
_ANY_CASE = 1  # and a form for any case to one for this case
_ARABIC_ARTICLE = "ال"


class Entry(NamedTuple):
    """A form of a term. `cased` is its text where its case counts, else nothing."""

    term: Term
    form: Form
    rank: int
    cased: str
    needs_capital: bool

    def has_case(self, surface: str) -> bool:
        """Whether capitals stand where the form asks for them.

        Where case counts the text is as written, or in capitals throughout, or begins a sentence. Elsewhere a name of
        one word needs some capital ("Telegram" is no "telegram"), and longer names and common nouns need none.
        """
        if self.cased:
            seen = fold_cased(surface)
            return seen in (self.cased, self.cased.upper(), capitalised(self.cased))
        return not self.needs_capital or surface != surface.lower()


class Group:
    """The forms under one key, with their variants: all texts that begin with the key and are found."""

    def __init__(self, forms: Iterable[tuple[Term, Form]], language: str) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for term, form in forms:
            entry = _entry(term, form)
            self._put(_bare(form, language), entry)
            inflected = entry._replace(rank=entry.rank + _INFLECTED)
            for folded, variant in _variants(form, language).items():
                self._put(folded, inflected._replace(cased=fold_cased(variant)) if entry.cased else inflected)
        self._lengths = sorted({len(text) for text in self._entries})

    def ends(self, text: str, start: int, end: int) -> Iterator[tuple[Entry, int]]:
        """The entries that stand at `text[start:…]`, no shorter than the key, which ends at `end`; and their ends."""
        for length in self._lengths:
            finish = start + length
            entries = self._entries.get(text[start:finish]) if end <= finish <= len(text) else None
            if entries and ends_word(text, finish):
                for entry in entries:
                    yield entry, finish

    def _put(self, text: str, entry: Entry) -> None:
        self._entries.setdefault(text, []).append(entry)


def keys_of(form: Form, language: str) -> tuple[str, ...]:
    """What a form and its variants begin with, folded: each of them with one of these, and the form itself too."""
    text = _without_article(form, language)
    begins = stem(text, language) or text
    if language not in LOOSE or not _is_loose(form, language):
        return (fold_text(begins).strip(),)
    keys = {each for each in (begins, *loose_stems(text, language)) if each}
    return tuple(fold_text(key).strip() for key in keys if not key.startswith(tuple(keys - {key})))


def with_arabic_article(form: Form) -> bool:
    """Whether an Arabic form was written with the article, which its key leaves out."""
    return form.text.startswith(_ARABIC_ARTICLE) and len(form.text) > len(_ARABIC_ARTICLE) + 1


def _variants(form: Form, language: str) -> dict[str, str]:
    """The variants of a form by what they fold to, but for those that are quite another word.

    "после" (after) is no "посол" (ambassador).
    """
    found = {fold_text(each): each for each in variants(form.text, language)}
    if _is_loose(form, language):
        found |= {fold_text(each): each for each in loose_variants(form.text, language)}
    itself = fold_text(form.text)
    common = COMMON_WORDS.get(language, ())
    return {folded: each for folded, each in found.items() if folded != itself and folded not in common}


def _is_loose(form: Form, language: str) -> bool:
    """An Arabic form whose case counts, though there is none, is meant strictly: "حماس" is not "حماسة"."""
    return language != "ar" or not form.case_sensitive


def _without_article(form: Form, language: str) -> str:
    return form.text.removeprefix(_ARABIC_ARTICLE) if language == "ar" and with_arabic_article(form) else form.text


def _bare(form: Form, language: str) -> str:
    return fold_text(_without_article(form, language)).strip()


def _entry(term: Term, form: Form) -> Entry:
    small = form.text.lower()
    cased = fold_cased(form.text) if form.case_sensitive and small != form.text.upper() else ""
    needs_capital = " " not in form.text and form.text != small
    return Entry(term, form, _RANKS[form.status] * 2 + (0 if cased else _ANY_CASE), cased, needs_capital)
