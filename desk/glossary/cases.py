"""The case of a place in a Russian or Ukrainian sentence: what preposition, endings and the word before tell of it."""

import re
from collections.abc import Iterable

from desk.domain.segment import Span
from desk.glossary.lead import words_before

CYRILLIC = ("ru", "uk")
NOMINATIVE = "nom"
EVERY = ("nom", "gen", "dat", "acc", "ins", "loc")

_LIKELY = ("nom", "acc", "gen", "ins", "dat", "loc")

_PREPOSITIONS = {
    "ru": {
        "в во на": "loc acc",
        "о об обо при": "loc",
        "к ко по благодаря согласно вопреки навстречу": "dat",
        "с со": "ins gen",
        "над под перед между за": "ins acc",
        "из изо от до для у без около после против из-за из-под среди вокруг кроме возле ради вместо внутри вне насчёт "
        "относительно касательно ввиду вследствие накануне помимо": "gen",
        "через про сквозь": "acc",
    },
    "uk": {
        "в на": "loc acc",
        "у": "loc gen acc",
        "о об при по": "loc",
        "завдяки всупереч назустріч": "dat",
        "з із зі": "ins gen",
        "над під перед між за": "ins acc",
        "до від для без біля після проти серед навколо замість крім поблизу внаслідок щодо стосовно з-за з-під": "gen",
        "через про крізь": "acc",
    },
}
_CASES_OF = {
    language: {word: tuple(cases.split()) for words, cases in table.items() for word in words.split()}
    for language, table in _PREPOSITIONS.items()
}
# Of each ending, longest first, the cases that a word which has it may be in. The first table is for adjectives.
_ADJECTIVES = {
    "ru": "ыми:ins ими:ins ого:gen,acc его:gen,acc ому:dat ему:dat ую:acc юю:acc ая:nom яя:nom ое:nom,acc ее:nom,acc "
    "ые:nom,acc ие:nom,acc ых:gen,loc их:gen,loc ым:ins,dat им:ins,dat ом:loc ем:loc ой:gen,dat,ins,loc,nom "
    "ей:gen,dat,ins,loc ый:nom,acc ий:nom,acc",
    "uk": "ими:ins ня:nom ого:gen,acc ому:dat,loc ої:gen ій:dat,loc ою:ins их:gen,loc,acc им:ins,dat ий:nom,acc",
}
_NOUNS = {
    "ru": "ами:ins ями:ins ью:ins ой:ins ей:ins ою:ins ах:loc ях:loc ам:dat ям:dat ов:gen ев:gen ом:ins ем:ins ём:ins "
    "ии:gen,dat,loc ию:acc,dat ия:nom а:nom,gen,acc я:nom,gen,acc ы:gen,nom,acc и:gen,dat,loc,nom у:acc,dat ю:acc,dat "
    "е:loc,dat,nom,acc о:nom,acc",
    "uk": "ами:ins ями:ins ою:ins ею:ins єю:ins ах:loc ях:loc ам:dat ям:dat ові:dat,loc еві:dat,loc єві:dat,loc ом:ins "
    "ем:ins єм:ins ів:gen ї:gen,dat,loc ію:acc а:nom,gen,acc я:nom,gen,acc и:gen,nom,acc і:dat,loc,gen,nom "
    "у:acc,gen,dat,loc ю:acc,gen,dat,loc е:nom,acc о:nom,acc",
}
# "Партией", "комитетом": endings that adjectives and nouns share, behind what no adjective's stem ends in.
_AMBIGUOUS = re.compile("(?<!н)(?<![сц]к)(?<!ьк)(?<!ов)(?<!ев)(?<!щ)(?<!вш)(?:ой|ей|ом|ем|ою|ий)$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_NOUN = re.compile(
    "(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ёт|ит|ут|ют|ат|ят|(?<!с)ть|ться|тся|(?<![оеії])в|ши|ти|є|ить|ють|уть|ать|лася|лися|вся|ти)$"
)
_OTHER_WORDS = (
    "и а но или что как если когда где также уже еще ещё не ни же ли бы это его ее её их который которая которые "
    "і й та або але що як якщо коли де також вже ще не ні це його її їх який яка які"
)
_NO_NOUNS = frozenset(_OTHER_WORDS.split())


def seems_verb(word: str) -> bool:
    """Whether a word has an ending that verbs have and hardly a noun."""
    return _NO_NOUN.search(word.lower()) is not None


def case_of(text: str, span: Span, language: str, possible: Iterable[str]) -> str:
    """The likeliest of the cases that what stands in a span may be in."""
    allowed = tuple(possible) or EVERY
    taken = _taken(text, span.start, language)
    if taken:
        return next((case for case in taken if case in allowed), taken[0])
    if "gen" in allowed and _follows_noun(text, span.start):
        return "gen"
    return next(case for case in _LIKELY if case in allowed)


def cases_by_ending(surface: str, language: str) -> tuple[str, ...]:
    """The cases that a phrase may be in, as the endings of its adjectives and of its noun tell; all where none does."""
    possible = list(EVERY)
    for word in _WORD.findall(surface)[:4]:
        if word.isupper():
            break
        adjective = () if _AMBIGUOUS.search(word.lower()) else _by_ending(word, _ADJECTIVES[language])
        cases = adjective or _by_ending(word, _NOUNS[language]) or ("nom", "acc", "gen")
        possible = [case for case in possible if case in cases] or possible
        if not adjective:
            break  # the noun; what follows it stays as it is
    return tuple(possible)


def _taken(text: str, position: int, language: str) -> tuple[str, ...]:
    """The cases that the preposition before a place takes; adjectives may stand between."""
    before = _WORD.findall(text[max(0, position - 60) : position].rpartition(",")[2])
    table = _CASES_OF[language]
    for word in reversed(before[-3:]):
        if cases := table.get(word.lower()):
            return cases
        if not _by_ending(word, _ADJECTIVES[language]) or word.lower() in _NO_NOUNS:
            return ()
    return ()


def _follows_noun(text: str, position: int) -> bool:
    """Whether the word right before is a noun, as far as its ending tells: then what follows is its genitive."""
    before = words_before(r"([^\W\d_]+) ", text, position)
    if before is None or len(before[1]) < 4 or before[1].lower() in _NO_NOUNS:
        return False
    return _NO_NOUN.search(before[1].lower()) is None


def _by_ending(word: str, table: str) -> tuple[str, ...]:
    small = word.lower()
    for entry in table.split():
        ending, _, cases = entry.partition(":")
        if small.endswith(ending) and len(small) > len(ending) + 1:
            return tuple(cases.split(","))
    return ()
