"""What the starter package is trained on and measured on: sentences drawn from the grammar, split by their own hash.

A Vietnamese sentence belongs to the held-out side or to the training side by its hash alone, so the two are disjoint
whatever the seed and however many are drawn. The sentences of the demo articles are kept out of both.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.engines.starter.grammar import Grammar, Pair

SEED = 20240322
DEMO_ARTICLES = Path(__file__).parents[2] / "demo" / "articles"
HELD_OUT_ONE_IN = 50
LONGEST_WORDS = 70
SENTENCE_WORDS = 6  # a shorter line of a demo page is furniture or a photo credit, and those may be learned

_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"`]?\s+")


@dataclass(frozen=True)
class Corpus:
    """Pairs to train on and pairs to measure on, without a Vietnamese sentence in common."""

    train: list[Pair]
    held_out: list[Pair]


def folded(sentence: str) -> str:
    """A sentence without case, spacing and end punctuation, for telling whether two are the same."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", sentence).casefold())
    return " ".join(text.split()).strip(' .!?…"“”`')


def is_held_out(vi: str) -> bool:
    """Whether a Vietnamese sentence is for measuring rather than for training."""
    digest = hashlib.sha256(folded(vi).encode()).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT_ONE_IN == 0


def demo_sentences(folder: Path = DEMO_ARTICLES) -> frozenset[str]:
    """The folded sentences of the demo articles: whole lines, and their sentences by a plain rule."""
    lines = [line for path in sorted(folder.glob("*.*")) for line in _lines(path)]
    sentences = [part for line in lines for part in _SENTENCE_END.split(line)]
    return frozenset(folded(text) for text in lines + sentences if len(text.split()) >= SENTENCE_WORDS)


def _lines(path: Path) -> Iterator[str]:
    if path.suffix not in {".txt", ".html"}:
        return
    for line in path.read_text("utf-8").splitlines():
        yield _TAG.sub("", line).strip()


def draw_corpus(size: int, seed: int = SEED, excluded: frozenset[str] | None = None) -> Corpus:
    """`size` different sentences drawn from the grammar, split into train and held-out, without the excluded ones.

    `excluded` holds folded sentences; by default those of the demo articles.
    """
    excluded = demo_sentences() if excluded is None else excluded
    corpus, seen = Corpus([], []), set[str]()
    for pair in Grammar(seed).pairs():
        if len(seen) >= size:
            break
        key = folded(pair.vi)
        if key in seen or key in excluded or len(pair.vi.split()) > LONGEST_WORDS:
            continue
        seen.add(key)
        (corpus.held_out if is_held_out(pair.vi) else corpus.train).append(pair)
    return corpus
