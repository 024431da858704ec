"""Figures of a starter package: chrF and BLEU inside and outside of what it learned, terms, and alignment."""

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
from desk.engines.starter.catalogue import STARTERS, Starter
from desk.engines.starter.corpus import draw_corpus, extra_corpus
from desk.engines.starter.grammar import Pair

BEAM = 4
NTREX = {"en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "vi": "vie"}
"""The files of NTREX-128, real news with translations by humans, in the data folder's `ntrex`."""


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
    """Quality on pairs that were held out of training."""
    return quality(translations.texts([pair.source for pair in pairs]), [pair.target for pair in pairs])


def outside(translations: Translations, starter: Starter, data: Path) -> Quality:
    """Quality on all of NTREX-128 in the package's languages."""
    source, reference = (_lines(data / "ntrex" / f"{NTREX[code]}.txt.gz") for code in (starter.source, starter.target))
    return quality(translations.texts(source), reference)


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file]


def terms(translations: Translations, pairs: Sequence[Pair]) -> Terms:
    """How terms fare. Alignment is judged where the drawn form came out: by the strongest source of its first piece."""
    count = same_form = aligned = 0
    results = translations.results([pair.source for pair in pairs], attention=True)
    for pair, result in zip(pairs, results, strict=True):
        output = translations.processor.decode(result.hypotheses[0])
        for form, drawn in pair.terms:
            there = pieces_of(translations.processor, pair.source, form)
            if not there:
                continue
            count += 1
            here = pieces_of(translations.processor, output, drawn)
            if not here:
                continue
            same_form += 1
            row = result.attention[0][here[0]]
            aligned += max(range(len(row)), key=row.__getitem__) in there
    return Terms(count, same_form, aligned)


@dataclass(frozen=True)
class Figures:
    """All figures of a package; `apart` and `outside` are None where nothing of the kind could be measured."""

    inside: Quality
    apart: Quality | None
    outside: Quality | None
    terms: Terms


def figures(starter: Starter, file: Path, data: Path | None) -> Figures:
    """The figures of a package file: its grammar, its extra corpus and real news, each held out of its training."""
    held_out = draw_corpus(starter, starter.sentences).held_out
    with tempfile.TemporaryDirectory() as folder:
        translations = Translations(package.unpack(file, Path(folder)))
        apart = extra_corpus(starter, starter.extra, data).held_out if starter.extra and data else None
        return Figures(
            inside(translations, held_out),
            inside(translations, apart) if apart else None,
            outside(translations, starter, data) if data else None,
            terms(translations, held_out),
        )


def main(arguments: list[str] | None = None) -> int:
    """`python -m desk.engines.starter.measure`: prints the figures of a package as one JSON object."""
    options = argparse.ArgumentParser("python -m desk.engines.starter.measure", description=main.__doc__)
    options.add_argument("--pair", choices=STARTERS, default="vi-en", help="which starter (default %(default)s)")
    options.add_argument("--file", type=Path, help="its package, if not the committed one")
    options.add_argument("--data", type=Path, help="folder with tatoeba, tico19 and ntrex, to measure on these too")
    chosen = options.parse_args(arguments)
    starter = STARTERS[chosen.pair]
    found = figures(starter, chosen.file or starter.file, chosen.data)
    sys.stdout.write(json.dumps(asdict(found), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
