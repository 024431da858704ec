"""What Apertium has installed: a mode file per pair, which names the programs that translate it."""

import functools
import hashlib
import re
import shlex
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.domain.language import LANGUAGES

MODES = Path("/usr/share/apertium/modes")

_CODES = {
    "ara": "ar",
    "ces": "cs",
    "deu": "de",
    "eng": "en",
    "spa": "es",
    "fas": "fa",
    "pes": "fa",
    "fra": "fr",
    "heb": "he",
    "hin": "hi",
    "ind": "id",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "nld": "nl",
    "pol": "pl",
    "por": "pt",
    "rus": "ru",
    "tha": "th",
    "tur": "tr",
    "ukr": "uk",
    "vie": "vi",
    "zho": "zh",
}
"""ISO 639-3, as Apertium names its modes, to the codes of the desk."""
_NAME = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
"""A pair in general: variants (`spa-eng_US`) and steps for debugging (`spa-eng-tagger`) are named otherwise."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A pair's mode: its name as Apertium has it, and its programs with their arguments.

    `changed` is when the newest of its files changed, in nanoseconds, so that an upgraded mode is another one.
    """

    name: str
    source: str
    target: str
    stages: tuple[tuple[str, ...], ...]
    changed: int

    def version(self) -> str:
        """What its data are, as a checksum: Apertium's files name no version."""
        return _checksum(self)


def installed_modes(folder: Path) -> dict[tuple[str, str], Mode]:
    """The modes by pair of languages that can be run: their programs and their data are there."""
    found = (_mode(path) for path in sorted(folder.glob("*.mode")))
    return {(mode.source, mode.target): mode for mode in found if mode}


def _mode(path: Path) -> Mode | None:
    match = _NAME.fullmatch(path.stem)
    source, target = (_CODES.get(code, code) for code in match.groups()) if match else ("", "")
    if not {source, target} <= LANGUAGES.keys():
        return None
    try:
        stages = _runnable(path, path.stat().st_mtime_ns)
        changed = max(file.stat().st_mtime_ns for file in (path, *_data(stages)))
    except (OSError, ValueError):  # a mode without its data, or one that is written in a way of its own
        return None
    return Mode(path.stem, source, target, stages, changed) if stages else None


@functools.lru_cache(maxsize=512)
def _runnable(path: Path, changed: int) -> tuple[tuple[str, ...], ...]:
    """The programs of a mode's file as it was at that time; none where one of them is not installed."""
    stages = _stages(path.read_text("utf-8"))
    return stages if all(shutil.which(stage[0]) for stage in stages) else ()


def _stages(text: str) -> tuple[tuple[str, ...], ...]:
    """The programs of a mode's line, each made to answer at every zero byte (`-z`).

    `$1` is how words without a translation are shown: as they are, without a mark (`-n`). `$2` is nothing we want.
    """
    lexer = shlex.shlex(text, posix=True, punctuation_chars="|")
    lexer.whitespace_split = True
    stages: list[list[str]] = [[]]
    for word in lexer:
        if word == "|":
            stages.append([])
        elif word != "$2":
            stages[-1].append("-n" if word == "$1" else word)
    return tuple((program, "-z", *arguments) for program, *arguments in filter(None, stages))


def _data(stages: Iterable[Sequence[str]]) -> list[Path]:
    return [Path(word) for stage in stages for word in stage[1:] if word.startswith("/")]


@functools.lru_cache(maxsize=64)
def _checksum(mode: Mode) -> str:
    digest = hashlib.sha256()
    for path in _data(mode.stages):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
