"""The engines by name."""

from collections.abc import Callable
from pathlib import Path

from desk.domain.draft import TranslationEngine
from desk.domain.errors import Invalid
from desk.engines.argos import ArgosEngine
from desk.engines.installed import packages_folder
from desk.engines.quiet import QuietEngine

ENGINES: dict[str, Callable[[Path | None, int | None], TranslationEngine]] = {
    "argos": lambda folder, threads: ArgosEngine(folder or packages_folder(), threads=threads),
    "quiet": lambda folder, threads: QuietEngine(),
}


def engine_from(name: str, *, packages_dir: Path | None = None, threads: int | None = None) -> TranslationEngine:
    """The engine of a name, with argostranslate's folder and all cores unless told otherwise. Raises `Invalid`."""
    try:
        make = ENGINES[name]
    except KeyError:
        raise Invalid(f"“{name}” is no engine; there are: {', '.join(ENGINES)}.") from None
    return make(packages_dir, threads)


def serves(name: str, source: str, target: str, *, packages_dir: Path | None = None) -> bool:
    """Whether an engine drafts a pair, told without loading a model. Raises `Invalid` for an unknown engine."""
    return (source, target) in engine_from(name, packages_dir=packages_dir).pairs()
