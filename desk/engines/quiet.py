"""An engine without a model: for tests, and for trying the desk where no package is installed."""

import re
import time
from collections.abc import Mapping, Sequence

from desk.domain.draft import Alignment, EngineModel, EngineOutput, TokenScores
from desk.domain.errors import EngineDown, EngineUnavailable
from desk.domain.language import LANGUAGES
from desk.domain.phrase import phrase
from desk.domain.segment import Span

NOTICE = phrase("No engine drafts here: the source is repeated with the target language before it.")
_WORD = re.compile(r"\S+")


class QuietEngine:
    """Says “[en] text” for every text, the same every time.

    `canned` are texts that it knows a translation of, `failing` texts that it has only an error for, `doubtful` words
    that it is unsure of when it scores, `delay` the seconds that each call takes. `down` makes it unavailable
    altogether. It knows all pairs where `pairs` is None.
    """

    name = "quiet"

    def __init__(
        self,
        pairs: Sequence[tuple[str, str]] | None = None,
        *,
        canned: Mapping[str, str] | None = None,
        failing: frozenset[str] = frozenset(),
        doubtful: frozenset[str] = frozenset(),
        delay: float = 0.0,
        down: bool = False,
    ) -> None:
        every = [(source, target) for source in LANGUAGES for target in LANGUAGES if source != target]
        self._pairs = every if pairs is None else list(pairs)
        self._canned = canned or {}
        self._failing = failing
        self._doubtful = doubtful
        self._delay = delay
        self.down = down
        self.calls: list[tuple[tuple[str, ...], str, str]] = []
        self.scored: list[tuple[tuple[tuple[str, str], ...], str, str]] = []

    def pairs(self) -> list[tuple[str, str]]:
        """Raises `EngineDown` where it is down."""
        if self.down:
            raise EngineDown("The quiet engine is down.")
        return list(self._pairs)

    def models(self) -> dict[tuple[str, str], EngineModel]:
        """Raises `EngineDown` where it is down."""
        return dict.fromkeys(self.pairs(), EngineModel(self.name, "quiet", "1", NOTICE))

    def model(self, source: str, target: str) -> EngineModel:
        """Raises `EngineDown` where it is down, `EngineUnavailable` where it does not know the pair."""
        if (source, target) not in self.pairs():
            raise EngineUnavailable(f"The quiet engine does not draft {source} → {target}.")
        return EngineModel(self.name, "quiet", "1", NOTICE)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        """One output per text, in order; every call is remembered in `calls`. Raises `EngineUnavailable`."""
        self.model(source, target)
        self.calls.append((tuple(texts), source, target))
        time.sleep(self._delay)
        return [self._output(text, target) for text in texts]

    def score_tokens(self, pairs: Sequence[tuple[str, str]], source: str, target: str) -> list[TokenScores | None]:
        """A score per word, -3 for doubtful ones and -0.1 for others; every call is remembered in `scored`."""
        self.model(source, target)
        self.scored.append((tuple(pairs), source, target))
        return [self._scores(text) for _, text in pairs]

    def redecode(self, text: str, source: str, target: str, prefix_text: str) -> EngineOutput:
        """The beginning, then what `translate` says."""
        self.model(source, target)
        output = self._output(text, target)
        if output.error:
            return output
        whole = f"{prefix_text} {output.text}".strip()
        return EngineOutput(whole, output.score, _by_words(text, whole))

    def _scores(self, text: str) -> TokenScores | None:
        words = list(_WORD.finditer(text))
        if not words:
            return None
        log_probs = tuple(-3.0 if word[0] in self._doubtful else -0.1 for word in words)
        return TokenScores(tuple(Span(*word.span()) for word in words), log_probs, -0.1)

    def _output(self, text: str, language: str) -> EngineOutput:
        if text in self._failing:
            return EngineOutput("", error="The quiet engine was told to fail on this text.")
        if not text.strip():
            return EngineOutput("")
        target = self._canned.get(text, f"[{language}] {text}")
        return EngineOutput(target, -0.1, _by_words(text, target))


def _by_words(source: str, target: str) -> Alignment:
    """Each word of the target on the word of the source that stands as far from the end."""
    here = tuple(Span(*match.span()) for match in _WORD.finditer(source))
    there = tuple(Span(*match.span()) for match in _WORD.finditer(target))
    shift = len(there) - len(here)
    pointed = [min(max(place - shift, 0), len(here) - 1) for place in range(len(there))]
    return Alignment(here, there, tuple(tuple(float(s == at) for s in range(len(here))) for at in pointed))
