"""How good and how fast Apertium's drafts are.

    DESK_TEST_DATA=…/data PYTHONPATH=. python benchmarks/apertium.py [--from spa --to eng] [--sentences 500]

Drafts the first sentences of NTREX's news and compares them with its references. The result is one line of JSON, with
the machine and what else it did.
"""

import argparse
import json
import os
import platform
import time
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from desk.engines.apertium import ApertiumEngine
from desk.engines.argos import cores
from tests.ntrex import CODES, lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", default="spa", help="by NTREX's name")
    parser.add_argument("--to", dest="target", default="eng", help="by NTREX's name")
    parser.add_argument("--sentences", type=int, default=500)
    options = parser.parse_args()
    data = Path(os.environ["DESK_TEST_DATA"])
    texts, references = (lines(data, name)[: options.sentences] for name in (options.source, options.target))
    pair = CODES[options.source], CODES[options.target]
    engine = ApertiumEngine()
    engine.translate(texts[:1], *pair)  # its programs have loaded now
    began = time.perf_counter()
    outputs = engine.translate(texts, *pair)
    seconds = time.perf_counter() - began
    drafts = [output.text for output in outputs]
    model = engine.model(*pair)
    result = {
        "mode": model.model,
        "data": model.version,
        "sentences": len(texts),
        "failed": sum(output.error is not None for output in outputs),
        "chrf": round(CHRF().corpus_score(drafts, [references]).score, 1),
        "bleu": round(BLEU().corpus_score(drafts, [references]).score, 1),
        "sentences_per_second": round(len(texts) / seconds),
        "cores": cores(),
        "machine": f"{platform.machine()} {platform.system()} Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
