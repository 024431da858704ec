"""NTREX-128 as documents: the same 123 news articles in every language, one sentence or headline a line."""

import gzip
from itertools import groupby
from pathlib import Path

CODES = {
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
"""NTREX's name of each language, and the desk's code for it."""


def lines(test_data: Path, language: str) -> list[str]:
    """All lines of a language, by NTREX's name ("vie"); line n says the same in every language."""
    with gzip.open(test_data / "ntrex" / f"{language}.txt.gz", "rt", encoding="utf-8") as file:
        return file.read().removesuffix("\n").split("\n")


def documents(test_data: Path, language: str) -> list[tuple[str, list[str]]]:
    """The articles of a language: (document id, its lines), the headline first."""
    names = (test_data / "ntrex" / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split()
    pairs = zip(names, lines(test_data, language), strict=True)
    return [(name, [line for _, line in group]) for name, group in groupby(pairs, key=lambda pair: pair[0])]
