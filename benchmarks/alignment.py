"""Whether the alignment that is measured at installing tells how well terms are placed by it.

    python benchmarks/alignment.py [PACKAGE.argosmodel …] [--sentences 20000]

CTranslate2 gives the mean of the first heads of one decoder layer, and both are numbers in the model's file. So each
package (the starters where none is named) is measured as it is and with other layers and heads, which point worse: by
the probe that the desk uses, and by the terms of held-out sentences of the starters' grammar. A term that came out in
the form that was drawn shows where it ought to be found; the desk looks for it by attention alone. One line a variant:
the probe's value and n, whether the desk would trust it, how many terms were found at the right place, at a wrong one
and not at all, and the share of wrong ones among those that were found.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desk.domain.segment import Span
from desk.drafting.locating import locate
from desk.engines.aligning import AlignmentQuality, measure
from desk.engines.install import install_file
from desk.engines.installed import Package
from desk.engines.loaded import LoadedPackage
from desk.engines.starter.catalogue import STARTERS
from desk.engines.starter.corpus import draw_corpus
from desk.engines.starter.grammar import Pair
from desk.engines.starter.spelling import bare

VARIANTS = ((-1, 1), (-1, 2), (-1, 4), (0, 1), (0, 2), (0, 4))
SLACK = 4
"""Code points by which a place may begin elsewhere: an article more or less."""


def variant(package: Package, folder: Path, layer: int, heads: int) -> Package:
    """A copy of a package with other numbers for `decoder/alignment_layer` and `decoder/alignment_heads`."""
    shutil.copytree(package.folder, folder)
    model = folder / "model" / "model.bin"
    content = bytearray(model.read_bytes())
    for name, number in ((b"decoder/alignment_layer\0", layer), (b"decoder/alignment_heads\0", heads)):
        value = content.index(name) + len(name) + 6  # rank, type and size stand between
        content[value : value + 2] = number.to_bytes(2, "little", signed=True)
    model.write_bytes(content)
    return replace(package, folder=folder, alignment=AlignmentQuality(1.0, 1000))  # so that it gives its attention


def places(loaded: LoadedPackage, pairs: list[Pair]) -> Iterator[str]:
    """For each term whose place is known: right, wrong or none."""
    outputs = loaded.translate([pair.source for pair in pairs], beam_size=4, with_alignment=True)
    for pair, output in zip(pairs, outputs, strict=True):
        for here, there in pair.terms:
            form = bare(there)
            once = pair.source.count(here) == output.text.count(form) == 1
            if output.alignment is None or not once:
                continue
            begin = pair.source.index(here)
            term, right = Span(begin, begin + len(here)), Span(at := output.text.index(form), at + len(form))
            most = 2 * max(len(here.split()), len(form.split()), 2) + 1
            found = locate(output.text, term, output.alignment, loaded.package.target, most_words=most)
            yield "none" if found is None else "right" if _is_near(found, right) else "wrong"


def _is_near(found: Span, right: Span) -> bool:
    return found.overlaps(right) and abs(found.start - right.start) <= SLACK and abs(found.end - right.end) <= SLACK


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="*")
    parser.add_argument("--sentences", type=int, default=20_000, help="to draw; a fiftieth is held out")
    options = parser.parse_args()
    starters = [starter for starter in STARTERS.values() if starter.file.is_file()]
    for path in options.packages or [starter.file for starter in starters]:
        with tempfile.TemporaryDirectory() as name:
            package = install_file(path, Path(name) / "packages")
            starter = next(s for s in starters if (s.source, s.target) == (package.source, package.target))
            pairs = draw_corpus(starter, options.sentences).held_out
            for layer, heads in VARIANTS:
                loaded = LoadedPackage(variant(package, Path(name) / f"{layer} {heads}", layer, heads), 2)
                quality = measure(loaded.align, package.source, package.target)
                found = Counter(places(loaded, pairs))
                print(json.dumps(record(path.name, layer, heads, quality, found)), flush=True)


def record(
    name: str, layer: int, heads: int, quality: AlignmentQuality | None, found: Counter[str]
) -> dict[str, object]:
    placed = found["right"] + found["wrong"]
    return {
        "package": name,
        "layer": layer,
        "heads": heads,
        "probe": round(quality.value, 3) if quality else None,
        "n": quality.n if quality else 0,
        "trusted": quality is not None and quality.suffices,
        **{kind: found[kind] for kind in ("right", "wrong", "none")},
        "wrong_share": round(found["wrong"] / placed, 3) if placed else None,
    }


if __name__ == "__main__":
    main()
