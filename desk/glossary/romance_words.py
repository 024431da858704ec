"""What Spanish and French have in common: rows of determiners, words that draw together, and what follows a subject."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desk.domain.term import Number
from desk.glossary.lead import Setting, words_after

COLUMNS = ("m", "f", "mp", "fp")
VOWEL = re.compile("[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)

Inflect = Callable[[str, str], str | None]
"""Takes an adjective as it stands and a gender; returns it in that gender, None where no rule is sure."""


@dataclass(frozen=True)
class Words:
    """A language's words around a noun.

    `rows` are determiners by column, the definite article first. `drawn` maps (preposition, article) to the word that
    they become; `drawing` are the prepositions it is about, `prepositions` those that make what follows no subject.
    `before_article` are words after which a name's article may be added where none stood. `before_noun` are adjectives
    that stand there, `adjective` those that may follow it. `being` and `verbs` pair verbs in singular and plural, and
    `of_number` puts others in one or the other where it is sure. `unchanged` may stand before a verb, `participle`
    behind one of being, and `second` behind that. `all_of_it` stands before an article.
    """

    rows: Sequence[tuple[str, str, str, str]]
    drawn: Mapping[tuple[str, str], str]
    drawing: str
    prepositions: str
    before_article: str
    before_noun: str
    adjective: str
    participle: str
    second: str
    all_of_it: tuple[str, str, str, str]
    of_number: Callable[[str, bool], str | None]
    unchanged: str
    being: Mapping[str, str]
    verbs: Mapping[str, str]
    inflected: Inflect
    elided: Mapping[str, str]

    @cached_property
    def definite(self) -> frozenset[str]:
        return frozenset({*self.rows[0], "l'"})

    @cached_property
    def determiners(self) -> Sequence[str]:
        return sorted({word for row in self.rows for word in row if not word.endswith("'")})

    @cached_property
    def drawn_words(self) -> Mapping[str, tuple[str, str]]:
        return {word: pair for pair, word in self.drawn.items()}

    def columns(self, determiner: str) -> set[str]:
        """The genders that a determiner may be of."""
        row = next((row for row in self.rows if determiner in row), ())
        return {column for column, word in zip(COLUMNS, row, strict=False) if word == determiner}

    def article(self, article: str, gender: str) -> str:
        """The definite article of a gender; the one given where the gender says no more than it."""
        if gender in COLUMNS:
            return self.rows[0][COLUMNS.index(gender)]
        return self.rows[0][2] if gender == "p" else article

    def joined(self, preposition: str, determiner: str, following: str) -> str:
        """Preposition and determiner as they are written before a word, with the space behind them."""
        if VOWEL.match(following):
            determiner = self.elided.get(determiner, determiner)
        elif determiner == "l'" and following[:1].lower() != "h":
            determiner = "le"
        if drawn := self.drawn.get((preposition, determiner)):
            return f"{drawn} "
        if preposition and not determiner and VOWEL.match(following):
            preposition = self.elided.get(preposition, preposition)
        return "".join(word if word.endswith("'") else f"{word} " for word in (preposition, determiner) if word)

    def behind(self, setting: Setting, old: str, new: str, is_subject: bool) -> tuple[int, str]:
        """Where the words behind a form that agree with it end, and what they are from now on."""
        text, end = setting.text, setting.span.end
        if (not new or old == new) and not self._is_only_number(setting, old):
            return end, ""
        new = new or "m"
        if behind := words_after(rf", ({self.second})(?= (?:de|por|como|en|par|comme|à|d['’]))", text, end):
            said = self.inflected(behind[1], new)
            return (behind.end(), f", {said}") if said else (end, "")
        if adjective := words_after(f" ({self.adjective})", text, end):
            said = self.inflected(adjective[1], new)
            return (adjective.end(), f" {said}") if said else (end, "")
        if not is_subject:
            return end, ""
        if (being := self._being(text, end, new)) is not None:
            return being
        if verb := words_after(f"( {self.unchanged})? ({'|'.join({**self.being, **self.verbs})})", text, end):
            return verb.end(), f"{verb[1] or ''} {self._number(verb[2], new, {**self.being, **self.verbs})}"
        verb = words_after(r" ([^\W\d_]{4,})", text, end)
        if verb and old and old.endswith("p") is not new.endswith("p"):
            said = self.of_number(verb[1], new.endswith("p"))
            return (verb.end(), f" {said}") if said else (end, "")
        return end, ""

    def _is_only_number(self, setting: Setting, old: str) -> bool:
        """Whether the glossary gives the number of the form alone, and it is another than before."""
        number = setting.wanted.number
        return (
            number in (Number.SINGULAR, Number.PLURAL)
            and bool(old)
            and (number is Number.PLURAL) is not old.endswith("p")
        )

    def _being(self, text: str, end: int, new: str) -> tuple[int, str] | None:
        """A verb of being with the participle, or the superlative, that agrees with its subject."""
        pattern = (
            rf"( {self.unchanged})? ({'|'.join(self.being)})( \w+ment)?"
            rf"(?: ({'|'.join(self.rows[0])}) (más|menos|plus|moins))?"
            rf" ({self.participle})(?: ({self.second}))?"
        )
        found = words_after(pattern, text, end)
        if found is None:
            return None
        said = [self.inflected(word, new) or word for word in (found[6], found[7]) if word]
        superlative = f" {self.article(found[4], new)} {found[5]}" if found[4] else ""
        verb = self._number(found[2], new, self.being)
        return found.end(), f"{found[1] or ''} {verb}{found[3] or ''}{superlative} {' '.join(said)}"

    def _number(self, verb: str, gender: str, table: Mapping[str, str]) -> str:
        return table[verb] if table.get(verb) and self._is_plural(verb) is not gender.endswith("p") else verb

    def _is_plural(self, verb: str) -> bool:
        return verb in self._plurals

    @cached_property
    def _plurals(self) -> frozenset[str]:
        return frozenset(list(self.being)[1::2]) | frozenset(list(self.verbs)[1::2])


def both_ways(pairs: str) -> Mapping[str, str]:
    """“one/many” pairs, as a table each way: a singular, its plural, the next singular …"""
    table: dict[str, str] = {}
    for pair in pairs.split(", "):
        one, many = pair.split("/")
        table |= {one: many, many: one}
    return table


def cells(rows: str) -> Sequence[tuple[str, str, str, str]]:
    """Rows of four words, by column."""
    found = []
    for row in rows.split(", "):
        m, f, mp, fp = row.split()
        found.append((m, f, mp, fp))
    return found
