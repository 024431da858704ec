"""What a starter package is trained on and measured on: sentences of the grammar and of others, split by their hash.

A sentence belongs to the held-out side or to the training side by its hash alone, so the two are disjoint whatever the
seed and however many are drawn. The sentences of the demo articles are kept out of both.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.engines.starter.catalogue import Extra, Starter
from desk.engines.starter.extra import read_pairs
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
    """Pairs to train on and pairs to measure on, without a source sentence in common."""

    train: list[Pair]
    held_out: list[Pair]


def folded(sentence: str) -> str:
    """A sentence without case, spacing and end punctuation, for telling whether two are the same."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", sentence).casefold())
    return " ".join(text.split()).strip(' .!?…"“”`')


def is_held_out(sentence: str, one_in: int = HELD_OUT_ONE_IN) -> bool:
    """Whether a sentence is for measuring rather than for training."""
    digest = hashlib.sha256(folded(sentence).encode()).digest()
    return int.from_bytes(digest[:4], "big") % one_in == 0


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


def draw_corpus(starter: Starter, size: int, seed: int = SEED, excluded: frozenset[str] | None = None) -> Corpus:
    """`size` different sentences drawn from the grammar, split into train and held-out, without the excluded ones.

    `excluded` holds folded sentences; by default those of the demo articles.
    """
    excluded = demo_sentences() if excluded is None else excluded
    corpus, seen = Corpus([], []), set[str]()
    for drawn in Grammar(seed, starter.language).pairs():
        if len(seen) >= size:
            break
        pair = drawn.turned() if starter.is_turned else drawn
        key = folded(pair.source)
        if key in seen or key in excluded or len(pair.source.split()) > LONGEST_WORDS:
            continue
        seen.add(key)
        (corpus.held_out if is_held_out(pair.source) else corpus.train).append(pair)
    return corpus


def extra_corpus(starter: Starter, extra: Extra, data: Path) -> Corpus:
    """The pairs of an extra corpus, each source once; one in so many English sentences is held out in all its pairs."""
    corpus, seen = Corpus([], []), set[str]()
    for read in read_pairs(data / extra.file, starter.language):
        pair = read.turned() if starter.is_turned else read
        key = folded(pair.source)
        if key in seen:
            continue
        seen.add(key)
        held_out = is_held_out(read.target, extra.held_out_one_in)
        (corpus.held_out if held_out else corpus.train).append(pair)
    return corpus
