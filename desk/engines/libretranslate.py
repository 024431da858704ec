"""LibreTranslate, an engine on a server of the newsroom's own or somebody else's."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from desk.domain.draft import EngineModel, EngineOutput
from desk.domain.errors import EngineDown, EngineUnavailable
from desk.domain.language import LANGUAGES
from desk.domain.phrase import phrase
from desk.engines.collapse import collapsed
from desk.engines.libretranslate_server import LibreTranslateServer, TextsRefused
from desk.text.normal import normalise

FRESH_FOR = 60.0
"""Seconds for which the desk remembers what a server offers."""
BATCH_TEXTS = 32
BATCH_CHARACTERS = 5000
"""What one request holds at most, unless a single text is longer."""


_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,2}")
"""A code that a draft can name, which may be shown and logged."""


class LibreTranslateEngine:
    """Drafts what its server offers. The desk's codes are matched with the server's: `zh` is its `zh-Hans` too."""

    name = "libretranslate"

    def __init__(self, server: LibreTranslateServer, *, now: Callable[[], float] = time.monotonic) -> None:
        self._server = server
        self._now = now
        self._offer: tuple[float, Mapping[tuple[str, str], tuple[str, str]], str] | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of the desk's languages that the server translates. Raises `EngineDown`."""
        return sorted(self._offered()[0])

    def models(self) -> dict[tuple[str, str], EngineModel]:
        offer, version = self._offered()
        return {pair: _model(codes, version) for pair, codes in offer.items()}

    def model(self, source: str, target: str) -> EngineModel:
        """What would draft the pair: the server's codes and version. Raises `EngineUnavailable`, `EngineDown`."""
        return _model(self._codes(source, target), self._offered()[1])

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        """Drafts texts in bounded batches. One that the server fails on costs only itself.

        Raises `EngineUnavailable` where the server does not offer the pair, `EngineDown` where it cannot be asked.
        """
        codes = self._codes(source, target)
        waiting = [text for text in texts if text.strip()]
        try:
            outputs = iter([output for batch in batches(waiting) for output in self._drafted(batch, codes)])
        except EngineDown:
            self._offer = None  # what it offers when it is back may be something else
            raise
        return [next(outputs) if text.strip() else EngineOutput("") for text in texts]

    def _drafted(self, texts: Sequence[str], codes: tuple[str, str]) -> list[EngineOutput]:
        """The drafts of a batch. One that is refused is halved until the text that is to blame stands alone."""
        try:
            targets = self._server.translate(texts, *codes)
        except TextsRefused as error:
            if len(texts) == 1:
                return [EngineOutput("", error=phrase("LibreTranslate fails on this text: {error}.", error=error))]
            half = len(texts) // 2
            return [*self._drafted(texts[:half], codes), *self._drafted(texts[half:], codes)]
        return [_output(text, normalise(target).strip()) for text, target in zip(texts, targets, strict=True)]

    def _codes(self, source: str, target: str) -> tuple[str, str]:
        try:
            return self._offered()[0][source, target]
        except KeyError:
            raise EngineUnavailable(
                phrase("LibreTranslate does not draft {source} → {target}.", source=source, target=target)
            ) from None

    def _offered(self) -> tuple[Mapping[tuple[str, str], tuple[str, str]], str]:
        """The server's codes by the desk's pairs, and its version."""
        known = self._offer  # another thread may forget it meanwhile
        if known is None or self._now() - known[0] > FRESH_FOR:
            self._offer = None
            offer = _by_pair(self._server.languages())
            self._offer = known = self._now(), offer, self._server.version()
        return known[1:]


def batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts in order, in batches within the bounds; a text that is beyond them comes alone."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or sum(map(len, batch)) + len(text) > BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _model(codes: tuple[str, str], version: str) -> EngineModel:
    return EngineModel(LibreTranslateEngine.name, "-".join(codes), version)


def _by_pair(languages: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], tuple[str, str]]:
    known = _codes_of([*languages, *(target for targets in languages.values() for target in targets)])
    return {
        (source, target): (known[source], known[target])
        for source in known
        for target in known
        if source != target and known[target] in languages.get(known[source], ())
    }


def _codes_of(codes: Sequence[str]) -> dict[str, str]:
    """The server's code of each of the desk's languages: the same, else the first that names a kind of it."""
    found = {code: code for code in codes if code in LANGUAGES}
    for code in filter(_CODE.fullmatch, codes):
        base = code.partition("-")[0]
        if base in LANGUAGES:
            found.setdefault(base, code)
    return found


def _output(text: str, target: str) -> EngineOutput:
    error = collapsed(text, target)
    return EngineOutput("", error=error) if error else EngineOutput(target)
