"""A million real segments for `benchmarks/memory.py`: NTREX in 380 pairs of languages, TICO-19 and Tatoeba both ways.

What is wanted beyond that is varied: the first half of one news sentence with the second half of another.
"""

import gzip
import random
import zipfile
from collections.abc import Iterator
from itertools import islice, permutations
from pathlib import Path
from typing import NamedTuple

from lxml import etree

NTREX = {
    "arb": "ar",
    "ces": "cs",
    "deu": "de",
    "eng": "en",
    "fas": "fa",
    "fra": "fr",
    "heb": "he",
    "hin": "hi",
    "ind": "id",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "por-BR": "pt",
    "rus": "ru",
    "spa": "es",
    "tha": "th",
    "tur": "tr",
    "ukr": "uk",
    "vie": "vi",
    "zho-CN": "zh",
}
VARIED = (("vi", "en"), ("en", "vi"), ("ru", "en"), ("en", "fr"), ("zh", "en"), ("en", "ar"))
NEWS = 250_000
"""Segments that NTREX gives as it is, at most."""


class Text(NamedTuple):
    """A segment with its languages."""

    source_language: str
    target_language: str
    source: str
    target: str


def texts(data: Path, count: int, rng: random.Random) -> Iterator[Text]:
    """So many segments, in a fixed order for a fixed seed; the same texts may come twice, as they do at a desk."""
    return islice(_all(data, rng), count)


def _all(data: Path, rng: random.Random) -> Iterator[Text]:
    lines = {code: _lines(data / "ntrex" / f"{name}.txt.gz") for name, code in NTREX.items()}
    news = [(one, other) for one, other in permutations(sorted(lines), 2) if "en" in (one, other) or rng.random() < 0.3]
    plain = (
        Text(one, other, *both)
        for one, other in [*VARIED, *(pair for pair in news if pair not in VARIED)]
        for both in zip(lines[one], lines[other], strict=True)
    )
    yield from islice(plain, NEWS)
    yield from _tico(data / "tico19" / "tmx")
    yield from _tatoeba(data / "tatoeba")
    while True:
        yield _varied(lines, rng)


def _varied(lines: dict[str, list[str]], rng: random.Random) -> Text:
    one, other = rng.choice(VARIED)
    first, second = rng.randrange(len(lines[one])), rng.randrange(len(lines[one]))
    sources, targets = (_joined(lines[code][first], lines[code][second]) for code in (one, other))
    return Text(one, other, sources, targets)


def _joined(first: str, second: str) -> str:
    """The first half of one text and the second half of another, by words or, where there are none, by signs."""
    space = " " if " " in first.strip() else ""
    start, end = (first.split(" "), second.split(" ")) if space else (list(first), list(second))
    return space.join([*start[: len(start) // 2], *end[len(end) // 2 :]])


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.read().removesuffix("\n").split("\n")


def _tatoeba(folder: Path) -> Iterator[Text]:
    for name, code in (("fra", "fr"), ("spa", "es"), ("vie", "vi")):
        for line in _lines(folder / f"{name}-eng.txt.gz"):
            english, other = line.split("\t")[:2]
            yield Text("en", code, english, other)
            yield Text(code, "en", other, english)


def _tico(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
            for _, unit in etree.iterparse(file, tag="tu"):
                (one, source), (other, target) = (
                    (str(each.get("{http://www.w3.org/XML/1998/namespace}lang"))[:2], "".join(each.itertext()).strip())
                    for each in unit.iterfind("tuv")
                )
                yield Text(one, other, source, target)
                yield Text(other, one, target, source)
                unit.clear()
