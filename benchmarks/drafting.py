"""How much of CTranslate2's own speed the desk keeps.

    python benchmarks/drafting.py PACKAGE.argosmodel TEXT [--sentences 400] [--rounds 3]

TEXT holds a sentence a line (gzipped or not). The same sentences go through CTranslate2 alone, tokenised beforehand,
and through `ArgosEngine`, which also tokenises, places every token in the text, scores and looks for loops. The two
take turns and the best round of each counts. The result is one line of JSON, with the machine and what else it did.
"""

import argparse
import gzip
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ctranslate2

from desk.engines.argos import ArgosEngine, cores
from desk.engines.install import install_file
from desk.engines.loaded import BATCH_TOKENS, LENGTH_PENALTY
from desk.engines.tokenizer import tokenizer_of


def sentences(path: Path, count: int) -> list[str]:
    """The first `count` lines that are not empty, begun again where there are fewer."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [lines[number % len(lines)] for number in range(count)]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = sentences(options.text, options.sentences)
    with tempfile.TemporaryDirectory() as folder:
        package = install_file(options.package, Path(folder) / "packages")
        tokenizer = tokenizer_of(package.folder, package.source, package.target)
        pieces = [tokenizer.encode(text).pieces for text in texts]
        model = ctranslate2.Translator(
            str(package.folder / "model"), inter_threads=cores(), intra_threads=1, compute_type="int8"
        )
        engine = ArgosEngine(Path(folder) / "packages")

        def alone() -> None:
            model.translate_batch(
                pieces,
                beam_size=4,
                length_penalty=LENGTH_PENALTY,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                replace_unknowns=True,
            )

        def desk() -> None:
            engine.translate(texts, package.source, package.target)

        alone()
        desk()  # both have loaded now
        times = [(seconds(alone), seconds(desk)) for _ in range(options.rounds)]
    limit, ours = (len(texts) / min(column) for column in zip(*times, strict=True))
    result = {
        "package": options.package.name,
        "sentences": len(texts),
        "ctranslate2_per_second": round(limit, 1),
        "desk_per_second": round(ours, 1),
        "ratio": round(ours / limit, 3),
        "cores": cores(),
        "machine": f"{platform.machine()} {platform.system()} Python {platform.python_version()}",
        "ctranslate2": ctranslate2.__version__,
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
