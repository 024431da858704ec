"""The word pieces of a starter package: one SentencePiece BPE model for both languages, with byte fallback.

BPE and not unigram: on templated text unigram falls back to single characters. Byte fallback means that no input, in
whatever script, has a character that the model cannot read.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desk.engines.starter.grammar import Pair

UNKNOWN, BEGIN, END = 0, 1, 2
READ = 60_000  # sentences that the pieces are learned from


def learn(pairs: Sequence[Pair], size: int, path: Path) -> None:
    """Learns `size` pieces from both sides of the pairs and writes the model to `path`."""
    import sentencepiece

    sample = random.Random(0).sample(pairs, min(READ, len(pairs)))  # noqa: S311 - no secret
    with path.open("wb") as model:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([text for pair in sample for text in (pair.source, pair.target)]),
            model_writer=model,
            model_type="bpe",
            vocab_size=size,
            character_coverage=0.9998,  # the letters of invented foreign names go by bytes
            byte_fallback=True,
            split_digits=True,
            num_threads=2,
            unk_id=UNKNOWN,
            bos_id=BEGIN,
            eos_id=END,
            pad_id=-1,
            minloglevel=2,
        )


def load(path: Path) -> Any:
    """The SentencePiece processor for a model file."""
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(path))
