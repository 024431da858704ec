"""How many times faster the desk drafts than a LibreTranslate server with the same package on the same machine.

    PYTHONPATH=. python benchmarks/libretranslate.py URL PACKAGE.argosmodel TEXT
        [--sentences 400] [--article 20] [--connections 1] [--rounds 3] [--server PID]

Start the server beforehand, with the package in its argos-translate folder and `ARGOS_INTRA_THREADS=1`, which is the
fastest for it: `libretranslate --host 127.0.0.1 --port 5990`. Offline it needs two packages and an `index.json` that
holds `[]`. TEXT holds a sentence a line (gzipped or not).

The server gets an article a request, in both ways that it knows: as one text, and as a list of sentences. `ArgosEngine`
gets all sentences in one call, and also places, scores and aligns their tokens. All take turns, and the best round of
each counts. With the server's process id (Linux) the seconds of processor are compared too, which other work on the
machine disturbs less. The result is one line of JSON, with the machine and what else it did.
"""

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from benchmarks.drafting import sentences
from desk.engines.argos import ArgosEngine, cores
from desk.engines.install import install_file
from desk.engines.libretranslate_server import LibreTranslateServer
from desk.intake.outbound import origin


def processor_seconds(process: int | None) -> float:
    """What a process has used of the processor, all its threads together; this process's where it is None."""
    if process is None:
        return time.process_time()
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(work: Callable[[], None], process: int | None) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    began, used = time.perf_counter(), processor_seconds(process)
    work()
    return time.perf_counter() - began, processor_seconds(process) - used


def times_faster(best: Mapping[str, float]) -> float:
    """How many times longer the better of the server's two ways takes than the desk."""
    return min(seconds for name, seconds in best.items() if name != "desk") / best["desk"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("package", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--article", type=int, default=20)
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server", type=int, help="process id")
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
        processes = {name: None if name == "desk" else options.server for name in works}
        for work in works.values():
            work()  # all have loaded now
        rounds = [{name: timed(work, processes[name]) for name, work in works.items()} for _ in range(options.rounds)]
    clock = {name: min(one[name][0] for one in rounds) for name in works}
    used = {name: min(one[name][1] for one in rounds) for name in works} if options.server else {}
    result = {
        "package": options.package.name,
        "libretranslate": server.version(),
        "sentences": len(texts),
        "connections": options.connections,
        **{f"{name}_per_second": round(len(texts) / best, 1) for name, best in clock.items()},
        "times_faster": round(times_faster(clock), 2),
        **{f"{name}_processor_seconds": round(best, 2) for name, best in used.items()},
        "times_less_processor": round(times_faster(used), 2) if used else None,
        "cores": cores(),
        "machine": f"{platform.machine()} {platform.system()} Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
