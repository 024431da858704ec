"""The engines by name, and those that a desk sets up."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from desk.domain.draft import TranslationEngine
from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.routing import EngineName
from desk.engines.apertium import ApertiumEngine
from desk.engines.argos import ArgosEngine
from desk.engines.installed import packages_folder
from desk.engines.libretranslate import LibreTranslateEngine
from desk.engines.libretranslate_server import LibreTranslateServer
from desk.engines.modes import MODES
from desk.engines.quiet import QuietEngine


class EngineSettings(Protocol):
    """What the settings say of engines."""

    @property
    def apertium_modes(self) -> Path: ...
    @property
    def libretranslate_url(self) -> str: ...
    @property
    def libretranslate_key(self) -> SecretStr: ...
    @property
    def allowed_origins(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What engines must be told.

    Packages lie where argostranslate keeps them unless `packages_dir` says otherwise; `threads` are all cores where it
    is None, and drafts come faster without alignments. Without `libretranslate_url` that engine is not set up.
    `allowed_origins` may lie inside the network.
    """

    packages_dir: Path | None = None
    threads: int | None = None
    with_alignment: bool = True
    apertium_modes: Path = MODES
    libretranslate_url: str = ""
    libretranslate_key: str = field(default="", repr=False)
    allowed_origins: frozenset[str] = frozenset()

    @classmethod
    def of(cls, settings: EngineSettings, *, with_alignment: bool = True) -> "EngineOptions":
        """What the settings tell the engines."""
        return cls(
            with_alignment=with_alignment,
            apertium_modes=settings.apertium_modes,
            libretranslate_url=settings.libretranslate_url,
            libretranslate_key=settings.libretranslate_key.get_secret_value(),
            allowed_origins=frozenset(settings.allowed_origins),
        )


def _argos(options: EngineOptions) -> TranslationEngine:
    folder = options.packages_dir or packages_folder()
    return ArgosEngine(folder, threads=options.threads, with_alignment=options.with_alignment)


def _libretranslate(options: EngineOptions) -> TranslationEngine | None:
    if not options.libretranslate_url:
        return None
    server = LibreTranslateServer(options.libretranslate_url, options.libretranslate_key, options.allowed_origins)
    return LibreTranslateEngine(server)


def _apertium(options: EngineOptions) -> TranslationEngine:
    return ApertiumEngine(options.apertium_modes)


def _quiet(options: EngineOptions) -> TranslationEngine:
    return QuietEngine()


_MAKE: dict[str, Callable[[EngineOptions], TranslationEngine | None]] = {
    EngineName.ARGOS.value: _argos,
    EngineName.LIBRETRANSLATE.value: _libretranslate,
    EngineName.APERTIUM.value: _apertium,
    EngineName.QUIET.value: _quiet,
}
"""Makes an engine, or None where the options do not set it up."""


def engine_from(name: str, options: EngineOptions = EngineOptions()) -> TranslationEngine:
    """The engine of a name. Raises `Invalid` where there is none, or where it is not set up."""
    try:
        make = _MAKE[name]
    except KeyError:
        raise Invalid(phrase("“{name}” is no engine; there are: {make}.", name=name, make=", ".join(_MAKE))) from None
    engine = make(options)
    if engine is None:
        raise Invalid(phrase("The engine “{name}” is not set up here; “desk settings” lists what it needs.", name=name))
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
