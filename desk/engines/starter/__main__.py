"""`python -m desk.engines.starter`: draws the corpus, trains, converts, packs, measures, writes package and card."""

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.domain.errors import DeskError, Invalid
from desk.engines.starter import FOLDER, card, convert, corpus, measure, package, pieces
from desk.engines.starter.alignment import Head, best_head
from desk.engines.starter.catalogue import STARTERS, Starter
from desk.engines.starter.grammar import Pair
from desk.engines.starter.shape import Shape

DESCRIPTION = """Makes a starter package and its card from the project's own grammar and, for some, a corpus of others.

Training needs torch (CPU is enough), which the desk itself does without: install it into an environment of its own,
with numpy, sentencepiece, ctranslate2 and sacrebleu, and run this with the project on PYTHONPATH.
About half an hour on two cores. The working folder keeps corpus figures, pieces and the last checkpoint, so that
--trained can convert, pack and measure again without training."""


@dataclass(frozen=True)
class Work:
    """The working folder and what lies in it."""

    folder: Path

    @property
    def pieces(self) -> Path:
        """The SentencePiece model."""
        return self.folder / "sentencepiece.model"

    @property
    def network(self) -> Path:
        """The last checkpoint."""
        return self.folder / "network.pt"

    @property
    def model(self) -> Path:
        """CTranslate2's folder."""
        return self.folder / "model"

    @property
    def training(self) -> Path:
        """How long the training took."""
        return self.folder / "training.json"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    options = argparse.ArgumentParser("python -m desk.engines.starter", description=DESCRIPTION)
    options.formatter_class = argparse.RawDescriptionHelpFormatter
    options.add_argument("--pair", choices=STARTERS, required=True, help="which starter package")
    options.add_argument("--out", type=Path, default=FOLDER, help="folder for package and card")
    options.add_argument("--work", type=Path, required=True, help="working folder; kept")
    options.add_argument("--steps", type=int, default=4000, help="training steps (default %(default)s)")
    options.add_argument("--minutes", type=float, default=30.0, help="at most this long (default %(default)s)")
    options.add_argument(
        "--data", type=Path, help="folder with tatoeba and tico19, to learn from, and ntrex, to measure"
    )
    options.add_argument("--seed", type=int, default=1, help="of the training's order (default %(default)s)")
    options.add_argument("--resume", action="store_true", help="train on from the checkpoint in the working folder")
    options.add_argument("--trained", action="store_true", help="take the checkpoint in the working folder")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Runs everything; 2 where torch is missing or an option is wrong."""
    options = parser().parse_args(arguments)
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # on shared cores, threads that spin take longer than one alone
    try:
        import torch  # noqa: F401 - only to say at once, and not after drawing the corpus, that it is missing
    except ImportError:
        sys.stderr.write("The starter package cannot be trained here: torch is not installed (see --help).\n")
        return 2
    try:
        _make(options)
    except DeskError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    return 0


def _make(options: argparse.Namespace) -> None:
    starter, work = STARTERS[options.pair], Work(options.work)
    work.folder.mkdir(parents=True, exist_ok=True)
    lessons = _lessons(starter, options.data)
    if not options.trained:
        _train(starter, lessons, work, options)
    head, parameters = _convert(starter, lessons, work)
    options.out.mkdir(parents=True, exist_ok=True)
    file = options.out / starter.file.name
    package.write_package(starter, work.model, work.pieces, file)
    making = _making(lessons, work, head, parameters, file)
    found = measure.figures(starter, file, options.data)
    (options.out / starter.card.name).write_text(card.card(starter, making, found), "utf-8")


@dataclass(frozen=True)
class Lessons:
    """What a package learns from: what its grammar makes and what others made, which may be nothing."""

    drawn: corpus.Corpus
    extra: corpus.Corpus
    repeated: int

    def all(self) -> list[Pair]:
        """Every pair to train on, those of others as often as the catalogue says."""
        return self.drawn.train + self.extra.train * self.repeated

    def trial(self) -> list[Pair]:
        """Held-out pairs to watch the training by."""
        return self.drawn.held_out[:350] + self.extra.held_out[:150]


def _lessons(starter: Starter, data: Path | None) -> Lessons:
    drawn = corpus.draw_corpus(starter, starter.sentences)
    if starter.extra is None:
        return Lessons(drawn, corpus.Corpus([], []), 0)
    if data is None:
        raise Invalid(f"{starter.pair} learns from {starter.extra.name} too: say with --data where it lies.")
    return Lessons(drawn, corpus.extra_corpus(starter, starter.extra, data), starter.extra.repeated)


def _making(lessons: Lessons, work: Work, head: Head, parameters: int, file: Path) -> card.Making:
    spent = json.loads(work.training.read_text())
    return card.Making(
        sentences=len(lessons.drawn.train),
        extra=len(lessons.extra.train),
        parameters=parameters,
        steps=spent["steps"],
        minutes=spent["minutes"],
        head=head,
        size=file.stat().st_size,
    )


def _train(starter: Starter, lessons: Lessons, work: Work, options: argparse.Namespace) -> None:
    from desk.engines.starter.train import Recipe, new_network, save_to, saved_network, train

    recipe, shape = Recipe(steps=options.steps, minutes=options.minutes, seed=options.seed), Shape(starter.pieces)
    if options.resume:
        network, before = saved_network(shape, work.network), json.loads(work.training.read_text())
    else:
        pieces.learn(lessons.all(), starter.pieces, work.pieces)
        network, before = new_network(shape, recipe.seed), {"steps": 0, "minutes": 0.0}
    processor = pieces.load(work.pieces)
    learn, valid = (
        [(processor.encode(pair.source), processor.encode(pair.target)) for pair in pairs]
        for pairs in (lessons.all(), lessons.trial())
    )
    began = time.monotonic()
    steps = before["steps"] + train(network, learn, valid, recipe, save_to(work.network))
    minutes = before["minutes"] + (time.monotonic() - began) / 60
    work.training.write_text(json.dumps({"steps": steps, "minutes": minutes}))


def _convert(starter: Starter, lessons: Lessons, work: Work) -> tuple[Head, int]:
    from desk.engines.starter.train import saved_network

    network: Any = saved_network(Shape(starter.pieces), work.network)
    processor = pieces.load(work.pieces)
    head = best_head(network, processor, lessons.drawn.held_out[:500])
    vocabulary = [processor.id_to_piece(number) for number in range(processor.vocab_size())]
    convert.convert(convert.arrays_of(network), network.shape, vocabulary, head, work.model)
    return head, sum(parameter.numel() for parameter in network.parameters())


if __name__ == "__main__":
    sys.exit(main())
