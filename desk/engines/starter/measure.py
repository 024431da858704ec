"""Figures of the starter package: chrF and BLEU inside and outside its grammar, terms, and alignment."""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desk.engines.starter import package, pieces
from desk.engines.starter.alignment import pieces_of
from desk.engines.starter.corpus import draw_corpus
from desk.engines.starter.grammar import Pair

BEAM = 4


@dataclass(frozen=True)
class Quality:
    """chrF and BLEU of translations against references, as sacrebleu gives them, with its signatures."""

    count: int
    chrf: float
    bleu: float
    chrf_signature: str
    bleu_signature: str


@dataclass(frozen=True)
class Terms:
    """Of `count` terms in sentences: how many came out in the drawn form, and of those, how many attention found."""

    count: int
    same_form: int
    aligned: int


class Translations:
    """A package at work: translates sentences one by one in a batch, with the attention of each piece."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        import ctranslate2

        self.processor = pieces.load(folder / "sentencepiece.model")
        self._translator = ctranslate2.Translator(
            str(folder / "model"), inter_threads=threads, intra_threads=1, compute_type="int8"
        )

    def results(self, sentences: Sequence[str], *, attention: bool = False) -> list[Any]:
        """CTranslate2's results, one a sentence."""
        tokens = [self.processor.encode(sentence, out_type=str) for sentence in sentences]
        found: list[Any] = self._translator.translate_batch(
            tokens, beam_size=BEAM, max_batch_size=2048, batch_type="tokens", return_attention=attention
        )
        return found

    def texts(self, sentences: Sequence[str]) -> list[str]:
        """The best translation of each sentence."""
        return [self.processor.decode(result.hypotheses[0]) for result in self.results(sentences)]


def quality(outputs: Sequence[str], references: Sequence[str]) -> Quality:
    """chrF and BLEU of a list of translations."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    chrf, bleu = CHRF(), BLEU()
    chrf_score, bleu_score = chrf.corpus_score(outputs, [references]), bleu.corpus_score(outputs, [references])
    return Quality(
        len(outputs), chrf_score.score, bleu_score.score, str(chrf.get_signature()), str(bleu.get_signature())
    )


def inside(translations: Translations, pairs: Sequence[Pair]) -> Quality:
    """Quality on sentences of the grammar that were held out of training."""
    return quality(translations.texts([pair.vi for pair in pairs]), [pair.en for pair in pairs])


def outside(translations: Translations, ntrex: Path, lines: int = 200) -> Quality:
    """Quality on the first `lines` of the Vietnamese–English part of NTREX-128, real news by human translators."""
    source, reference = (_first_lines(ntrex / f"{name}.txt.gz", lines) for name in ("vie", "eng"))
    return quality(translations.texts(source), reference)


def _first_lines(path: Path, count: int) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.strip() for _, line in zip(range(count), file, strict=False)]


def terms(translations: Translations, pairs: Sequence[Pair]) -> Terms:
    """How terms fare. Alignment is judged where the drawn English form came out: the first piece's strongest source."""
    count = same_form = aligned = 0
    results = translations.results([pair.vi for pair in pairs], attention=True)
    for pair, result in zip(pairs, results, strict=True):
        output = translations.processor.decode(result.hypotheses[0])
        for vi, en in pair.terms:
            there = pieces_of(translations.processor, pair.vi, vi)
            if not there:
                continue
            count += 1
            here = pieces_of(translations.processor, output, en)
            if not here:
                continue
            same_form += 1
            row = result.attention[0][here[0]]
            aligned += max(range(len(row)), key=row.__getitem__) in there
    return Terms(count, same_form, aligned)


def main(arguments: list[str] | None = None) -> int:
    """`python -m desk.engines.starter.measure`: prints the figures of a package as one JSON object."""
    options = argparse.ArgumentParser("python -m desk.engines.starter.measure", description=main.__doc__)
    options.add_argument("package", type=Path, nargs="?", default=package.FILE, help="an .argosmodel file")
    options.add_argument("--sentences", type=int, default=160_000, help="sentences to draw; a fiftieth is held out")
    options.add_argument("--ntrex", type=Path, help="folder of NTREX-128's gzipped texts, to measure on real news")
    chosen = options.parse_args(arguments)
    held_out = draw_corpus(chosen.sentences).held_out
    with tempfile.TemporaryDirectory() as folder:
        translations = Translations(package.unpack(chosen.package, Path(folder)))
        figures = {"inside": asdict(inside(translations, held_out)), "terms": asdict(terms(translations, held_out))}
        if chosen.ntrex:
            figures["outside"] = asdict(outside(translations, chosen.ntrex))
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
