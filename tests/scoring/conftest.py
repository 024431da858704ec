"""Real post-edits: sentences of the MLQE-PE corpus, as its authors tokenised them."""

import gzip
import json
from pathlib import Path

import pytest

from desk.scoring.pair import Pair


def post_edits(test_data: Path, pair: str) -> list[dict]:
    with gzip.open(test_data / "mlqe-pe" / f"{pair}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def russian_english(test_data: Path) -> list[dict]:
    """1,000 Russian sentences with a machine's English and its post-edit."""
    return post_edits(test_data, "ru-en")


@pytest.fixture(scope="session")
def english_pairs(russian_english: list[dict]) -> list[Pair]:
    return [Pair(row["mt_tok"], row["pe_tok"]) for row in russian_english]


@pytest.fixture(scope="session")
def chinese_pairs(test_data: Path) -> list[Pair]:
    return [Pair(row["mt"], row["pe_tok"].replace(" ", "")) for row in post_edits(test_data, "en-zh")[:200]]
