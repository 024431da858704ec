"""Cutting a text into what may be part of a number: figures, number words, months, Roman numerals."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from desk.text.numbers.digits import RUN, Reading, read_digits
from desk.text.numbers.lexicon import Lexicon, Role, fold


class Other(StrEnum):
    """What stands for a number without being built into larger ones."""

    DIGITS = "digits"
    MONTH = "month"
    VAGUE = "vague"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a text that says a number or part of one. `clear` is False where it mostly means something else."""

    role: Role | Other
    start: int
    end: int
    value: Fraction = Fraction(0)
    others: tuple[Fraction, ...] = ()
    reading: Reading | None = None
    clear: bool = True
    glued: bool = False
    opening: bool = False


_LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u200c"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*(?:['’ʼ]{_LETTER}(?:{_LETTER}|[{_MARKS}])*)*"
_ROMAN = re.compile(
    r"(?P<roman>(?=[IVXLІХ])(?:[XХ]{0,3}L?[XХ]{0,3})(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3}))(?:(?<=..)(?:e|ème|er))?"
)
_ROMAN_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10, "L": 50}
_CLITIC_MIN = 2
_PERCENT = re.compile(r"[百千万萬]分[之の]")  # the hundred of "hundredth parts" is no number of the text


@cache
def _scanner(lexicon: Lexicon) -> re.Pattern[str]:
    groups = [rf"(?P<digits>{RUN})", r"(?P<vulgar>[¼½¾⅐-⅞])"]
    if lexicon.characters:
        characters = "".join(lexicon.characters) + lexicon.about + lexicon.more
        before = r"(?<=\d)" if lexicon.after_figures_only else ""
        groups.append(rf"(?P<han>{before}[{characters}]+)")
        if not lexicon.after_figures_only:
            groups.append(rf"(?P<cjk>{'|'.join(sorted(lexicon.vague, key=len, reverse=True))})")
    groups.append(rf"(?P<word>{_WORD})")
    return re.compile("|".join(groups))


class Token(NamedTuple):
    """A figure or a word. A tuple, since a text has many and few say a number."""

    kind: str
    start: int
    end: int
    folded: str


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """The figures and words of a text in order, words folded."""
    return [
        Token(str(found.lastgroup), found.start(), found.end(), fold(found.group()))
        for found in _scanner(lexicon).finditer(_PERCENT.sub(lambda found: "\0" * len(found.group()), text))
    ]


def items(text: str, found: list[Token], lexicon: Lexicon) -> Iterator[Item]:
    """What of the tokens is, or may be part of, a number."""
    place = 0
    while place < len(found):
        token = found[place]
        if token.kind == "word" and _says_nothing(text[token.start : token.end], lexicon):
            place += 1
            continue
        phrase = _phrase(found, place, lexicon) if token.kind == "word" else None
        if phrase:
            length, value = phrase
            if value is not None:
                yield Item(Role.CARDINAL, token.start, found[place + length - 1].end, value)
            place += length
            continue
        if token.folded in lexicon.sets["articles"] and place + 1 < len(found):
            yield from _one_of(token, found[place + 1], lexicon)
        yield from _token_items(text, token, lexicon)
        place += 1


@lru_cache(maxsize=16_384)
def _says_nothing(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is no number and part of none, whatever stands beside it: nearly every word of a text."""
    folded = fold(word)
    if folded in lexicon.phrases or folded in lexicon.sets["articles"]:
        return False
    return not any(_word(word, Token("word", 0, len(word), folded), lexicon))


def _one_of(article: Token, measure: Token, lexicon: Lexicon) -> Iterator[Item]:
    """The one of "a mile"."""
    if len(measure.folded) > 2 and lexicon.measures(measure.folded):
        yield Item(Role.CARDINAL, article.start, article.end, Fraction(1), clear=False, opening=True)


def _phrase(found: list[Token], place: int, lexicon: Lexicon) -> tuple[int, Fraction | None] | None:
    for words, value in lexicon.phrases.get(found[place].folded, ()):
        if tuple(token.folded for token in found[place : place + len(words)]) == words:
            return len(words), value
    return None


def _token_items(text: str, token: Token, lexicon: Lexicon) -> Iterator[Item]:
    raw = text[token.start : token.end]
    match token.kind:
        case "digits":
            reading = read_digits(raw, lexicon.decimal, lexicon.group)
            yield Item(Other.DIGITS, token.start, token.end, reading.value or Fraction(0), reading.others, reading)
        case "vulgar":
            value = Fraction(unicodedata.numeric(raw)).limit_denominator(10)
            yield Item(Role.HALF, token.start, token.end, value, opening=True)
        case "han":
            yield from _han(raw, token, lexicon)
        case "cjk":
            yield _vague(token, lexicon)
        case _:
            yield from _word(raw, token, lexicon)


def _vague(token: Token, lexicon: Lexicon) -> Item:
    first, *others = lexicon.vague[token.folded]
    return Item(Other.VAGUE, token.start, token.end, first, tuple(others), clear=False)


def _word(raw: str, token: Token, lexicon: Lexicon) -> Iterator[Item]:
    word = token.folded
    if word in lexicon.roles:
        role, value = lexicon.roles[word]
        others = lexicon.vague.get(word, ())
        clear = word not in lexicon.sets["unclear"]
        opening = word in lexicon.sets["opening_only"] or word in lexicon.sets["half_after"]
        yield Item(role, token.start, token.end, value, others, clear=clear, opening=opening)
    elif word in lexicon.months:
        yield Item(Other.MONTH, token.start, token.end, Fraction(lexicon.months[word]))
    elif word in lexicon.vague:
        yield _vague(token, lexicon)
    elif word in lexicon.periods:
        return
    elif (roman := _ROMAN.fullmatch(raw)) and raw not in "IІ":
        yield Item(Other.ROMAN, token.start, token.end, Fraction(_roman(roman["roman"])), clear=False)
    elif "'" in word:
        yield from _around_apostrophe(raw, token, lexicon)
    elif lexicon.clitics:
        yield from _clitic(raw, token, lexicon)
    else:
        yield from _inside(token, lexicon)


def _around_apostrophe(raw: str, token: Token, lexicon: Lexicon) -> Iterator[Item]:
    """The word of "pair's" and of "d'onze"."""
    first, _, last = token.folded.partition("'")
    if last == "s":
        yield from _word(raw, Token("word", token.start, token.start + len(first), first), lexicon)
    elif len(first) == 1:
        yield from _word(raw, Token("word", token.end - len(last), token.end, last), lexicon)


def _clitic(raw: str, token: Token, lexicon: Lexicon) -> Iterator[Item]:
    """A number word behind attached particles: وأربعون is "and forty"."""
    word = token.folded
    for clitic in lexicon.clitics:
        rest = word.removeprefix(clitic)
        if rest == word or len(rest) < _CLITIC_MIN:
            continue
        inner = Token("word", token.start + len(clitic), token.end, rest)
        if rest in lexicon.roles or rest in lexicon.months or rest in lexicon.vague:
            if clitic[0] == "و" and lexicon.roles.get("و"):
                yield Item(Role.JOINER, token.start, inner.start)
            yield from _word(raw, inner, lexicon)
            return


def _inside(token: Token, lexicon: Lexicon) -> Iterator[Item]:
    """Numbers inside one word: "dreiundvierzig", "dreijährig", "трёхлетний"."""
    if lexicon.glued and lexicon.pieces and (whole := lexicon.glued.fullmatch(token.folded)):
        pieces = list(lexicon.pieces.finditer(whole["pieces"]))
        for number, piece in enumerate(pieces):
            role, value = lexicon.roles[piece.group()]
            start = token.start + piece.start()
            clear = not (whole["rest"] and len(pieces) == 1)
            yield Item(role, start, token.start + piece.end(), value, clear=clear, glued=number > 0)
        if whole["last"]:
            value = lexicon.roles[whole["last"]][1]
            yield Item(Role.ORDINAL, token.start + whole.start("last"), token.end, value, glued=True)
    elif lexicon.prefixed and (found := lexicon.prefixed.fullmatch(token.folded)):
        value = lexicon.prefixes[found["prefix"]]
        yield Item(Other.VAGUE, token.start, token.end, value, clear=False)


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[character] for character in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


_POSITIONAL_MIN = 3


def _han(run: str, token: Token, lexicon: Lexicon) -> Iterator[Item]:
    """The numerals of a run; years are read digit by digit, 几十 ("some tens") and the like not at all."""
    numerals = [(place, character) for place, character in enumerate(run) if character in lexicon.characters]
    if not numerals:
        return
    roles = [lexicon.characters[character] for _, character in numerals]
    if len(numerals) >= _POSITIONAL_MIN and all(role is Role.CARDINAL for role, _ in roles):
        value = Fraction(int("".join(str(value) for _, value in roles)[:20]))
        yield Item(Role.CARDINAL, token.start, token.end, value, glued=True)
        return
    glued_to_figure = lexicon.after_figures_only
    vague = run[0] in lexicon.about or (run[-1] in lexicon.about + lexicon.more and not glued_to_figure)
    for (place, _), (role, value) in zip(numerals, roles, strict=True):
        start = token.start + place
        clear = not vague and len(numerals) > 1
        yield Item(role, start, start + 1, value, clear=clear, glued=True)
