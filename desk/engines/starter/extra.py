"""Reads the corpora of others that some starter packages are taught besides their grammar."""

import gzip
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

from desk.domain.errors import Invalid
from desk.engines.starter.grammar import Pair

LONGEST_WORDS = 60
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LETTER = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"\s+")


def read_pairs(path: Path, language: str) -> Iterator[Pair]:
    """The sane pairs (`language`, English) of a file: tab-separated `.txt.gz` with English first, or `.tmx.zip`.

    Raises Invalid where there is no such file.
    """
    if not path.is_file():
        raise Invalid(f"{path}: there is no such file in the data folder (see --data).")
    found = _tabbed(path) if path.name.endswith(".txt.gz") else _tmx(path, language)
    return (Pair(foreign, english) for foreign, english in found if is_sane(foreign, english))


def is_sane(one: str, other: str) -> bool:
    """Whether two texts can be translations: both have letters, neither is long, and they are about equally long."""
    shorter, longer = sorted((len(one), len(other)))
    words = max(len(one.split()), len(other.split()))
    return bool(
        _LETTER.search(one)
        and _LETTER.search(other)
        and words <= LONGEST_WORDS
        and longer <= 2 * shorter + 10
        and "http" not in one + other
    )


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _tabbed(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            english, foreign, *_ = line.rstrip("\n").split("\t")
            yield _clean(foreign), _clean(english)


def _tmx(path: Path, language: str) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
        for _, unit in iterparse(file):  # noqa: S314 - a corpus that whoever trains chose; no news text comes here
            if unit.tag == "tu":
                texts = {variant.get(_LANGUAGE, ""): _segment(variant) for variant in unit.iter("tuv")}
                if texts.keys() >= {language, "en"}:
                    yield texts[language], texts["en"]
                unit.clear()


def _segment(variant: Element) -> str:
    segment = variant.find("seg")
    return _clean("".join(segment.itertext())) if segment is not None else ""
