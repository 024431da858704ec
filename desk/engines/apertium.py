"""Apertium, a rule-based engine that a newsroom installs beside the desk, through pipes that stay open."""

import re
import threading
import time
import weakref
from collections.abc import Sequence
from pathlib import Path

from desk.domain.draft import EngineModel, EngineOutput
from desk.domain.errors import EngineDown, EngineUnavailable
from desk.domain.phrase import phrase
from desk.engines.collapse import collapsed
from desk.engines.modes import MODES, Mode, installed_modes
from desk.engines.pipe import Pipe, PipeBroken
from desk.text.normal import normalise

NOTICE = (
    "Apertium translates by rules and looks at no more than a phrase; words that it does not know stay as they are."
)
PATIENCE = 20.0
"""Seconds for which a pipe may stay silent; a thousand sentences take about one."""
BROKEN_FOR = 300.0
"""Seconds for which a pair that answers nothing at all counts as broken before it is tried again."""

_END = "[].[]"
"""Ends every text, between format marks. Without the mark some programs keep the last word back; without the full stop
a headline can lose it, and the next text would begin as if it were the headline's end."""
_LINES = re.compile(r"(?<!\s)[^\S\n\r\v\f\u0085\u2028\u2029]*[\n\r\v\f\u0085\u2028\u2029]\s*")
"""White space around a line's end. It is looked for where white space begins: else a long run costs its square."""
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")
_SPECIAL = re.compile(r"[\^$/<>{}\[\]\\@]")
_KEPT = re.compile(r"[\n~]")
"""What no escaping keeps, and a format mark does."""
_MARKED = re.compile(r"\\(.)|\[([^\[\]]*)\]", re.DOTALL)


class ApertiumEngine:
    """Drafts the pairs whose modes lie in a folder; one that is installed or replaced is seen at once.

    `patience` is how many seconds a pipe may stay silent until it counts as hanging and is started anew.
    """

    name = "apertium"

    def __init__(self, modes_dir: Path = MODES, *, patience: float = PATIENCE) -> None:
        self._folder = modes_dir
        self._patience = patience
        self._pipes: dict[Mode, Pipe] = {}
        self._broken: dict[Mode, tuple[str, float]] = {}
        self._lock = threading.Lock()
        weakref.finalize(self, _close, self._pipes)

    def pairs(self) -> list[tuple[str, str]]:
        return sorted(self.models())

    def models(self) -> dict[tuple[str, str], EngineModel]:
        return {pair: _model(mode) for pair, mode in installed_modes(self._folder).items() if not self._trouble(mode)}

    def model(self, source: str, target: str) -> EngineModel:
        """What would draft the pair: the mode by Apertium's name, and what its data are. Raises `EngineUnavailable`."""
        return _model(self._mode(source, target))

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        """Drafts all texts at once. One that breaks the pipe costs only itself.

        Raises `EngineUnavailable` where the pair has no mode or answers nothing at all.
        """
        mode = self._mode(source, target)
        places = [place for place, text in enumerate(texts) if text.strip()]
        outputs = [EngineOutput("")] * len(texts)
        with self._lock:
            drafted = self._drafted(mode, [texts[place] for place in places])
        for place, output in zip(places, drafted, strict=True):
            outputs[place] = output
        return outputs

    def close(self) -> None:
        """Ends all pipes; they begin again when they are needed."""
        with self._lock:
            _close(self._pipes)

    def _mode(self, source: str, target: str) -> Mode:
        mode = installed_modes(self._folder).get((source, target))
        if mode is None:
            raise EngineUnavailable(
                phrase(
                    "Apertium has no mode in {folder} that drafts {source} → {target}.",
                    folder=self._folder,
                    source=source,
                    target=target,
                )
            )
        if trouble := self._trouble(mode):
            raise EngineUnavailable(trouble)
        return mode

    def _trouble(self, mode: Mode) -> str:
        """Why a mode that was found broken is not asked, empty once it is time to try it again."""
        reason, until = self._broken.get(mode, ("", 0.0))
        return reason if time.monotonic() < until else ""

    def _drafted(self, mode: Mode, texts: list[str]) -> list[EngineOutput]:
        """All texts together; after a break one by one, until the text that broke the pipe is found."""
        outputs: list[EngineOutput] = []
        alone = False
        while len(outputs) < len(texts):
            rest = texts[len(outputs) :]
            asked = rest[:1] if alone else rest
            try:
                answers = self._pipe(mode).ask([_marked(text) for text in asked], self._patience)
            except PipeBroken as error:
                self._pipes.pop(mode).close()
                answers, reason = error.answers, str(error)
                if alone or len(asked) == 1:
                    self._try(mode)
                    outputs.append(
                        EngineOutput("", error=phrase("Apertium fails on this text: {reason}", reason=reason))
                    )
                    alone = False
                    continue
                alone = True
            outputs += [_output(text, answer) for text, answer in zip(asked, answers, strict=False)]
        return outputs

    def _try(self, mode: Mode) -> None:
        """Asks a new pipe for a full stop. Raises `EngineUnavailable` where that breaks it too: no text is to blame."""
        try:
            self._pipe(mode).ask([_marked(".")], self._patience)
        except PipeBroken as error:
            self._pipes.pop(mode).close()
            reason = phrase("Apertium's {name} answers nothing: {error}", name=mode.name, error=error)
            self._broken[mode] = reason, time.monotonic() + BROKEN_FOR
            raise EngineUnavailable(reason) from error

    def _pipe(self, mode: Mode) -> Pipe:
        """The mode's pipe, begun anew where one of its programs has died since it was last asked."""
        pipe = self._pipes.get(mode)
        if pipe and not pipe.works():
            self._pipes.pop(mode).close()
            pipe = None
        if pipe is None:
            try:
                pipe = self._pipes[mode] = Pipe(mode.stages)
            except OSError as error:
                raise EngineDown(
                    phrase("Apertium's {name} cannot be started: {strerror}.", name=mode.name, strerror=error.strerror)
                ) from error
        return pipe


def _model(mode: Mode) -> EngineModel:
    return EngineModel(ApertiumEngine.name, mode.name, mode.version(), NOTICE)


def _close(pipes: dict[Mode, Pipe]) -> None:
    while pipes:
        pipes.popitem()[1].close()


def _marked(text: str) -> bytes:
    """A text as Apertium's format has it: signs that mean something to it escaped, the rest as format marks."""
    plain = _CONTROL.sub(" ", _LINES.sub("\n", text.strip()))
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], plain)
    return (_KEPT.sub(r"[\g<0>]", escaped) + _END).encode("utf-8", "replace")


def _plain(answer: bytes) -> str:
    text = answer.decode("utf-8", "replace").removesuffix(_END)
    return normalise(_MARKED.sub(lambda found: found[1] or found[2] or "", text)).strip()


def _output(text: str, answer: bytes) -> EngineOutput:
    target = _plain(answer)
    error = collapsed(text, target) if target else "Apertium returned nothing."
    return EngineOutput("", error=error) if error else EngineOutput(target)
