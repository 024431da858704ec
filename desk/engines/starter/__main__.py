"""`python -m desk.engines.starter`: draws the corpus, trains, converts, packs, measures, writes package and card."""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.domain.errors import DeskError
from desk.engines.starter import card, convert, corpus, measure, package, pieces
from desk.engines.starter.alignment import Head, best_head
from desk.engines.starter.shape import Shape

DESCRIPTION = """Makes the starter package vi→en and its card from the project's own grammar.

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
    options.add_argument("--out", type=Path, default=package.FILE.parent, help="folder for package and card")
    options.add_argument("--work", type=Path, required=True, help="working folder; kept")
    options.add_argument("--sentences", type=int, default=160_000, help="sentences to draw (default %(default)s)")
    options.add_argument("--steps", type=int, default=4000, help="training steps (default %(default)s)")
    options.add_argument("--minutes", type=float, default=30.0, help="at most this long (default %(default)s)")
    options.add_argument("--ntrex", type=Path, help="folder of NTREX-128's gzipped texts, to measure on real news")
    options.add_argument("--seed", type=int, default=1, help="of the training's order (default %(default)s)")
    options.add_argument("--resume", action="store_true", help="train on from the checkpoint in the working folder")
    options.add_argument("--trained", action="store_true", help="take the checkpoint in the working folder")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Runs everything; 2 where torch is missing or an option is wrong."""
    options = parser().parse_args(arguments)
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
    work = Work(options.work)
    work.folder.mkdir(parents=True, exist_ok=True)
    drawn = corpus.draw_corpus(options.sentences)
    if not options.trained:
        _train(drawn, work, options)
    head, parameters = _convert(drawn, work)
    options.out.mkdir(parents=True, exist_ok=True)
    file = options.out / package.FILE.name
    package.write_package(work.model, work.pieces, card.package_readme(), file)
    text = _card(_making(drawn, work, head, parameters, file), drawn, file, options.ntrex)
    (options.out / package.CARD.name).write_text(text, "utf-8")


def _making(drawn: corpus.Corpus, work: Work, head: Head, parameters: int, file: Path) -> card.Making:
    spent = json.loads(work.training.read_text())
    return card.Making(
        sentences=len(drawn.train),
        held_out=len(drawn.held_out),
        parameters=parameters,
        pieces=pieces.SIZE,
        steps=spent["steps"],
        minutes=spent["minutes"],
        head=head,
        size=file.stat().st_size,
    )


def _train(drawn: corpus.Corpus, work: Work, options: argparse.Namespace) -> None:
    from desk.engines.starter.train import Recipe, new_network, save_to, saved_network, train

    recipe = Recipe(steps=options.steps, minutes=options.minutes, seed=options.seed)
    if options.resume:
        network, before = saved_network(Shape(), work.network), json.loads(work.training.read_text())
    else:
        pieces.learn(drawn.train, work.pieces)
        network, before = new_network(Shape(), recipe.seed), {"steps": 0, "minutes": 0.0}
    processor = pieces.load(work.pieces)
    learn, valid = (
        [(processor.encode(pair.vi), processor.encode(pair.en)) for pair in pairs]
        for pairs in (drawn.train, drawn.held_out[:500])
    )
    began = time.monotonic()
    steps = before["steps"] + train(network, learn, valid, recipe, save_to(work.network))
    minutes = before["minutes"] + (time.monotonic() - began) / 60
    work.training.write_text(json.dumps({"steps": steps, "minutes": minutes}))


def _convert(drawn: corpus.Corpus, work: Work) -> tuple[Head, int]:
    from desk.engines.starter.train import saved_network

    network: Any = saved_network(Shape(), work.network)
    processor = pieces.load(work.pieces)
    head = best_head(network, processor, drawn.held_out[:500])
    vocabulary = [processor.id_to_piece(number) for number in range(processor.vocab_size())]
    convert.convert(convert.arrays_of(network), network.shape, vocabulary, head, work.model)
    return head, sum(parameter.numel() for parameter in network.parameters())


def _card(making: card.Making, drawn: corpus.Corpus, file: Path, ntrex: Path | None) -> str:
    with tempfile.TemporaryDirectory() as folder:
        translations = measure.Translations(package.unpack(file, Path(folder)))
        inside = measure.inside(translations, drawn.held_out)
        outside = measure.outside(translations, ntrex) if ntrex else None
        return card.card(making, inside, outside, measure.terms(translations, drawn.held_out))


if __name__ == "__main__":
    sys.exit(main())
