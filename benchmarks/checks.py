"""False alarms of the checks on good human translations, and how many injected faults they find.

    python benchmarks/checks.py [--data FOLDER] [--pairs vi-en,en-vi] [--half 2] [--show numbers_differ]

FOLDER (or DESK_TEST_DATA) holds `ntrex/`: 1,997 news segments in 123 documents, translated by people. The documents
are split in two: the checks were improved by reading alarms of the first half alone, the second is only measured.
Every document is one article, its first line the headline. The tables are Markdown; `--show` prints alarms of the
first half. Only the right check, silent on the clean text, counts as having found a fault.
"""

import argparse
import gzip
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from faults import INJECTORS, Pair

from desk.checks import CHECKS, CheckArticle, CheckSegment, run_checks
from desk.domain.finding import Finding, Level
from desk.domain.segment import BlockKind

FILES = {
    "ar": "arb", "cs": "ces", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "hi": "hin",
    "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "pt": "por-BR", "ru": "rus", "th": "tha", "tr": "tur",
    "uk": "ukr", "vi": "vie", "zh": "zho-CN",
}  # fmt: skip
PAIRS = (
    "vi-en,ru-en,es-en,fr-en,de-en,uk-en,ar-en,fa-en,zh-en,ja-en,ko-en,"
    "en-vi,en-ru,en-es,en-fr,en-de,en-uk,en-ar,en-fa,en-zh,en-ja,en-ko"
)
BY_ID = {check.id: check for check in CHECKS}
CHECKED = [check.id for check in CHECKS if not check.id.startswith("glossary_")]
MOST = 200  # injected faults per kind, pair and half


class Corpus:
    """NTREX as documents of pairs, in two halves of its documents in their order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split()
        documents = list(dict.fromkeys(names))
        first = set(documents[: len(documents) // 2])
        self.names, self.half = names, {name: 1 if name in first else 2 for name in documents}

    def lines(self, language: str) -> list[str]:
        text = gzip.decompress((self.folder / f"{FILES[language]}.txt.gz").read_bytes()).decode("utf-8")
        return text.replace("\r\n", "\n").split("\n")[: len(self.names)]

    def documents(self, source: str, target: str, half: int) -> list[list[Pair]]:
        found: dict[str, list[Pair]] = {}
        rows = zip(self.names, self.lines(source), self.lines(target), strict=True)
        for number, (name, one, other) in enumerate(rows):
            if self.half[name] == half:
                pairs = found.setdefault(name, [])
                pairs.append(Pair(str(number), one, other, headline=not pairs))
        return list(found.values())


def article(source: str, target: str, pairs: list[Pair]) -> CheckArticle:
    segments = tuple(
        CheckSegment(pair.id, pair.source, pair.target, BlockKind.HEADLINE if pair.headline else BlockKind.PARAGRAPH)
        for pair in pairs
    )
    return CheckArticle(source, target, segments)


def alarms(source: str, target: str, documents: list[list[Pair]]) -> tuple[list[Finding], float]:
    """The findings on clean text and the seconds they took."""
    articles = [article(source, target, pairs) for pairs in documents]
    began = time.perf_counter()
    found = [finding for one in articles for finding in run_checks(one)]
    return found, time.perf_counter() - began


def per_thousand(found: list[Finding], n: int, levels: tuple[Level, ...], check: str | None = None) -> float:
    """Segments with a finding of these levels (of one check), per 1,000."""
    segments = {one.segment for one in found if one.level in levels and check in (None, one.check)}
    return 1000 * len(segments) / n


def recall(
    source: str, target: str, documents: list[list[Pair]], clean: list[Finding]
) -> Iterator[tuple[str, int, int]]:
    """By kind of fault: how many were found of how many injected."""
    already = {(finding.segment, finding.check) for finding in clean}
    for kind, (check, inject) in INJECTORS.items():
        chance = random.Random(f"{kind} {source}-{target}")
        places = [(pairs, place) for pairs in documents for place in range(len(pairs))]
        chance.shuffle(places)
        injected = hits = 0
        for pairs, place in places:
            bad = inject(pairs[place], target, chance)
            if bad is None or (bad.id, check) in already or injected == MOST:
                continue
            injected += 1
            damaged = article(source, target, [*pairs[:place], bad, *pairs[place + 1 :]])
            hits += bool(run_checks(damaged, checks=[BY_ID[check]], only={bad.id}))
        yield kind, hits, injected


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("DESK_TEST_DATA"))
    parser.add_argument("--pairs", default=PAIRS)
    parser.add_argument("--half", type=int, choices=(1, 2), action="append")
    parser.add_argument("--show", metavar="CHECK", help="print the alarms of a check on the first half, nothing else")
    options = parser.parse_args()
    corpus = Corpus(Path(options.data) / "ntrex")
    pairs = [tuple(pair.split("-")) for pair in options.pairs.split(",")]
    if options.show:
        for source, target in pairs:
            show(corpus.documents(source, target, 1), source, target, options.show)
        return
    for half in options.half or (1, 2):
        tables(corpus, pairs, half)


def show(documents: list[list[Pair]], source: str, target: str, check: str) -> None:
    texts = {pair.id: pair for pairs in documents for pair in pairs}
    for finding in alarms(source, target, documents)[0]:
        if finding.check == check:
            pair = texts[finding.segment]
            print(f"{source}-{target} {finding.segment} {finding.level}: {finding.message}")
            print(f"  {pair.source}\n  {pair.target}")


def tables(corpus: Corpus, pairs: list[tuple[str, ...]], half: int) -> None:
    """False alarms per 1,000 clean segments, then recall, as two tables."""
    kinds = list(INJECTORS)
    clean_rows: list[str] = []
    recall_rows: list[str] = []
    for source, target in pairs:
        documents = corpus.documents(source, target, half)
        n = sum(map(len, documents))
        found, seconds = alarms(source, target, documents)
        loud = (Level.BLOCK, Level.WARN)
        cells = [_cell(found, n, check) for check in CHECKED]
        totals = [per_thousand(found, n, loud), per_thousand(found, n, (Level.BLOCK,))]
        clean_rows.append(
            f"| {source}-{target} | {' | '.join(cells)} | {totals[0]:.1f} | {totals[1]:.1f} | {n / seconds:.0f} |"
        )
        counts = {kind: (hits, injected) for kind, hits, injected in recall(source, target, documents, found)}
        shares = [f"{hits / n:.2f} ({n})" if n else "–" for hits, n in (counts[kind] for kind in kinds)]
        recall_rows.append(f"| {source}-{target} | {' | '.join(shares)} |")
    print(f"\nHalf {half}: segments with an alarm per 1,000 clean segments, block + warn (info in brackets)\n")
    _table(["pair", *(f"`{check}`" for check in CHECKED), "any warn or block", "any block", "segments/s"], clean_rows)
    print(f"\nHalf {half}: share of injected faults found by the right check (faults injected)\n")
    _table(["pair", *kinds], recall_rows)


def _cell(found: list[Finding], n: int, check: str) -> str:
    block, warn, info = (per_thousand(found, n, (level,), check) for level in (Level.BLOCK, Level.WARN, Level.INFO))
    return f"({info:.0f})" if info else f"{block:.1f} + {warn:.1f}" if block or warn else "0"


def _table(heads: list[str], rows: list[str]) -> None:
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
