"""How much work makes a chunk: drafting is measured, and the next chunk is cut to take about two seconds."""

from typing import Final

SECONDS: Final = 2.0
"""What a chunk is to take: so long may breaking news wait for the one under way."""
FIRST: Final = 3_000
LEAST: Final = 500
MOST: Final = 80_000
"""Characters of source in a first chunk, in one for the slowest engine, and in one for the fastest."""

Pair = tuple[str, str]


class Pace:
    """The characters of source that a pair's engine drafts in a second, as this process saw it."""

    def __init__(self) -> None:
        self._speeds: dict[Pair, float] = {}

    def characters(self, pair: Pair) -> int:
        """The characters that the pair's next chunk is to have."""
        if pair not in self._speeds:
            return FIRST
        return round(min(max(self._speeds[pair] * SECONDS, LEAST), MOST))

    def measured(self, pair: Pair, characters: int, seconds: float) -> None:
        """Takes a chunk's measure. The mean with what was known keeps one slow chunk from counting for all."""
        if characters == 0:
            return
        speed = characters / max(seconds, 1e-3)
        self._speeds[pair] = (self._speeds.get(pair, speed) + speed) / 2
