"""The engines by name, and those that a desk sets up."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desk.domain.draft import TranslationEngine
from desk.domain.errors import Invalid
from desk.domain.routing import EngineName
from desk.engines.argos import ArgosEngine
from desk.engines.installed import packages_folder
from desk.engines.quiet import QuietEngine


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What engines must be told: argostranslate's folder of packages unless another is meant, and how many threads."""

    packages_dir: Path | None = None
    threads: int | None = None


def _argos(options: EngineOptions) -> TranslationEngine:
    return ArgosEngine(options.packages_dir or packages_folder(), threads=options.threads)


def _quiet(options: EngineOptions) -> TranslationEngine:
    return QuietEngine()


_MAKE: dict[str, Callable[[EngineOptions], TranslationEngine | None]] = {
    EngineName.ARGOS.value: _argos,
    EngineName.QUIET.value: _quiet,
}
"""Makes an engine, or None where the options do not set it up."""


def engine_from(name: str, options: EngineOptions = EngineOptions()) -> TranslationEngine:
    """The engine of a name. Raises `Invalid` where there is none, or where it is not set up."""
    try:
        make = _MAKE[name]
    except KeyError:
        raise Invalid(f"“{name}” is no engine; there are: {', '.join(_MAKE)}.") from None
    engine = make(options)
    if engine is None:
        raise Invalid(f"The engine “{name}” is not set up here.")
    return engine


def engines_from(first: str, options: EngineOptions = EngineOptions()) -> list[TranslationEngine]:
    """All engines that are set up, the named one first; the quiet engine comes alone, or not at all.

    Raises `Invalid` as `engine_from` does.
    """
    engines = [engine_from(first, options)]
    if first == EngineName.QUIET:
        return engines
    others = (make(options) for name, make in _MAKE.items() if name not in (first, EngineName.QUIET))
    return [*engines, *(engine for engine in others if engine)]
