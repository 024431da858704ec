"""How many times faster the desk drafts than a LibreTranslate server with the same package on the same machine.

    PYTHONPATH=. python benchmarks/libretranslate.py URL PACKAGE.argosmodel TEXT
        [--sentences 400] [--article 20] [--connections 2] [--rounds 3]

Start the server beforehand, with the package in its argos-translate folder and `ARGOS_INTRA_THREADS=1`, which is the
fastest for it: `libretranslate --host 127.0.0.1 --port 5990`. Offline it needs two packages and an `index.json` that
holds `[]`. TEXT holds a sentence a line (gzipped or not).

The server gets an article a request, over several connections at once, in both ways that it knows: as one text, and as
a list of sentences. `ArgosEngine` gets all sentences in one call, and also places, scores and aligns their tokens. All
take turns, and the best round of each counts. The result is one line of JSON, with the machine and what else it did.
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from benchmarks.drafting import seconds, sentences
from desk.engines.argos import ArgosEngine, cores
from desk.engines.install import install_file
from desk.engines.libretranslate_server import LibreTranslateServer
from desk.intake.outbound import origin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("package", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--article", type=int, default=20)
    parser.add_argument("--connections", type=int, default=cores())
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = sentences(options.text, options.sentences)
    articles = [texts[place : place + options.article] for place in range(0, len(texts), options.article)]
    server = LibreTranslateServer(options.url, allowed_origins=frozenset({origin(httpx.URL(options.url))}))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.connections) as pool:
        package = install_file(options.package, Path(folder) / "packages")
        pair = package.source, package.target
        engine = ArgosEngine(Path(folder) / "packages")

        def desk() -> None:
            engine.translate(texts, *pair)

        def ask(requests: Sequence[list[str]]) -> None:
            list(pool.map(lambda request: server.translate(request, *pair), requests))

        works = {
            "desk": desk,
            "libretranslate_as_text": lambda: ask([[" ".join(article)] for article in articles]),
            "libretranslate_as_list": lambda: ask(articles),
        }
        for work in works.values():
            work()  # all have loaded now
        times = [{name: seconds(work) for name, work in works.items()} for _ in range(options.rounds)]
    rates = {name: len(texts) / min(one[name] for one in times) for name in works}
    peer = max(rates["libretranslate_as_text"], rates["libretranslate_as_list"])
    result = {
        "package": options.package.name,
        "libretranslate": server.version(),
        "sentences": len(texts),
        "connections": options.connections,
        **{f"{name}_per_second": round(rate, 1) for name, rate in rates.items()},
        "times_faster": round(rates["desk"] / peer, 2),
        "cores": cores(),
        "machine": f"{platform.machine()} {platform.system()} Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
