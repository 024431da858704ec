"""The starter packages that this room makes: their languages, what each is drawn from and what it is taught besides."""

from dataclasses import dataclass
from pathlib import Path

from desk.engines.starter import FOLDER


@dataclass(frozen=True)
class Extra:
    """A corpus that others made: its file in the data folder, where the desk's languages stand in it, its terms.

    Each pair is trained on `repeated` times; one in `held_out_one_in` is held out for measuring. `credit` is what its
    licence asks to be said.
    """

    name: str
    file: str
    kind: str
    licence: str
    credit: str
    repeated: int = 1
    held_out_one_in: int = 200


@dataclass(frozen=True)
class Starter:
    """A package from `source` to `target`, one of which is English, out of the lexicon of the other.

    `sentences` are drawn from the lexicon. `pieces` is the size of the vocabulary.
    """

    source: str
    target: str
    sentences: int
    pieces: int
    extra: Extra | None = None
    version: str = "1.0"

    @property
    def pair(self) -> str:
        """The name by which the command knows it: `es-en`."""
        return f"{self.source}-{self.target}"

    @property
    def language(self) -> str:
        """The language that is not English."""
        return self.target if self.is_turned else self.source

    @property
    def is_turned(self) -> bool:
        """Whether it goes from English, against the order of its lexicon."""
        return self.source == "en"

    @property
    def name(self) -> str:
        """The name of the package's folder and, with an ending, of its files."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"

    @property
    def file(self) -> Path:
        """The committed package."""
        return FOLDER / f"{self.name}.argosmodel"

    @property
    def card(self) -> Path:
        """The committed card."""
        return FOLDER / f"{self.name}.md"


def _tatoeba(file: str) -> Extra:
    return Extra(
        "Tatoeba",
        f"tatoeba/{file}.txt.gz",
        "everyday sentences",
        "CC BY 2.0 FR",
        "sentences from tatoeba.org, by its contributors, as paired by manythings.org/anki",
    )


_TICO = Extra(
    "TICO-19",
    "tico19/tmx/all.en-ru.tmx.zip",
    "texts about the pandemic",
    "CC0",
    "the translation benchmark TICO-19, by the Translation Initiative for COVID-19",
    repeated=3,
    held_out_one_in=20,
)

STARTERS = {
    starter.pair: starter
    for starter in (
        Starter("vi", "en", sentences=160_000, pieces=4000),
        Starter("es", "en", sentences=60_000, pieces=6000, extra=_tatoeba("spa-eng")),
        Starter("en", "es", sentences=60_000, pieces=6000, extra=_tatoeba("spa-eng")),
        Starter("fr", "en", sentences=60_000, pieces=6000, extra=_tatoeba("fra-eng")),
        Starter("ru", "en", sentences=60_000, pieces=6000, extra=_TICO),
    )
}
