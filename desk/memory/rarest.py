"""By which words a memory is asked: a text's rarest, since few other texts hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log

RAREST = 6
"""Words asked for."""
MOST_EACH = 2_000
"""Entries taken of one word, the newest: a commoner word is not looked through to its end."""
TOO_COMMON = 20_000
"""Entries that have a word which is not asked for alone: its newest few say nothing, and PostgreSQL reads them all."""
ENOUGH = 3
"""Rare words by which a text is known well; where fewer are rare, common ones are asked for together."""
TOGETHER = 4
MOST_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Ask:
    """Words that an entry's source must hold all of, what it weighs that it does, and of how many entries to hear."""

    words: tuple[str, ...]
    weight: float
    most: int = MOST_EACH


def asks(counts: Mapping[str, int]) -> list[Ask]:
    """What to ask a pair's memory, in which each of a text's words occurs in that many entries; none for no word."""
    known = sorted((word for word, count in counts.items() if count > 0), key=lambda word: (counts[word], word))
    weights = {word: 1 / (1 + log(counts[word])) for word in known}
    alone = [word for word in known[:RAREST] if word == known[0] or counts[word] <= TOO_COMMON]
    asked = [Ask((word,), weights[word]) for word in alone]
    if sum(counts[word] <= MOST_EACH for word in known) < min(ENOUGH, len(known)):
        pairs = combinations(known[:TOGETHER], 2)
        asked += [Ask(pair, weights[pair[0]] + weights[pair[1]], MOST_TOGETHER) for pair in pairs]
    return asked


def most_heard(asked: list[Ask]) -> int:
    """How many entries' numbers these can bring at most, counted once for each of them that an entry answers."""
    return sum(one.most for one in asked)
