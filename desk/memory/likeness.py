"""How alike two source texts are, as a translator counts it: what share of one need not be typed anew."""

import re
from collections import Counter

from desk.memory.keys import folded

BEST_FUZZY = 0.99
"""What no text reaches that is not the same: whoever reads 100 % looks no further."""
EACH_NUMBER = 0.05
MOST_FOR_NUMBERS = 0.15
_NUMBER = re.compile(r"\d+")


def likeness(asked: str, known: str, floor: float = 0.0) -> float:
    """From 0 to 1: one less the edit distance over the longer text's length, in code points (Levenshtein).

    White space and Unicode form make no difference. Numbers that only one of the texts has cost more than their
    digits, since a wrong figure is seen last and harms most. Below `floor` the answer is 0, and comes sooner.
    """
    from rapidfuzz.distance import Levenshtein

    first, second = folded(asked), folded(known)
    if first == second:
        return 1.0
    alike: float = Levenshtein.normalized_similarity(first, second, score_cutoff=floor)
    alike = min(alike, BEST_FUZZY) - _for_numbers(first, second)
    return alike if alike >= max(floor, 0.0) else 0.0


def _for_numbers(first: str, second: str) -> float:
    numbers, others = _numbers(first), _numbers(second)
    differing = max((numbers - others).total(), (others - numbers).total())
    return min(EACH_NUMBER * differing, MOST_FOR_NUMBERS)


def _numbers(text: str) -> Counter[str]:
    """Runs of digits by value, so that figures of another script count as the same."""
    runs = _NUMBER.findall(text)
    return Counter("".join(str(int(digit)) for digit in run).lstrip("0") for run in runs)
