"""How much of CTranslate2's own speed the desk keeps, and how it stands to argostranslate.

    python benchmarks/drafting.py PACKAGE.argosmodel TEXT [--sentences 400] [--rounds 5] [--paragraph 4]

TEXT holds a sentence a line (gzipped or not). The same sentences go through

- CTranslate2 alone, tokenised beforehand: all cores, one thread each, large batches;
- `ArgosEngine`, with and without alignments: it also tokenises, scores, finds tokens in the text and looks for loops;
- `desk translate --no-glossary`, from a file to JSON Lines, the model loaded anew each time;
- argostranslate's own drafting, a process of its own with ARGOS_INTRA_THREADS=1, a paragraph of so many sentences per
  call as it comes. In place of its sentence splitter, whose packages weigh gigabytes and cost it time, it is given one
  that splits at line ends.

They take turns and the best round of each counts. Rates are sentences a second; `cpu` are seconds of processor, which
other work on the machine disturbs less. A second part starts processes that import the web application and that draft
one sentence, as a worker does. The result is one line of JSON, with the machine and what else it did.
"""

import argparse
import contextlib
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ctranslate2

from desk.engines.argos import ArgosEngine, cores
from desk.engines.install import install_file
from desk.engines.installed import Package
from desk.engines.loaded import BATCH_TOKENS, LENGTH_PENALTY
from desk.engines.tokenizer import tokenizer_of

ROOT = Path(__file__).parents[1]

PEER = """
import json, sys, time, types
for name in ("stanza", "minisbd"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["minisbd"].SBDetect = sys.modules["minisbd"].models = types.SimpleNamespace()
import ctranslate2
from pathlib import Path
from argostranslate import package, settings, translate

class Lines:
    def split_sentences(self, text):
        return text.splitlines()

[found] = package.get_installed_packages([Path(sys.argv[1])])
model = ctranslate2.Translator(
    str(found.package_path / "model"), device="cpu", inter_threads=settings.inter_threads,
    intra_threads=settings.intra_threads, compute_type=settings.compute_type,
)
paragraphs = json.loads(sys.stdin.readline())
while sys.stdin.readline():
    began, used = time.perf_counter(), time.process_time()
    for paragraph in paragraphs:
        translate.apply_packaged_translation(found, paragraph, model, Lines(), 1)
    print(time.perf_counter() - began, time.process_time() - used, flush=True)
"""

WORKER = """
import re, sys
from desk.jobs.worker import Worker
from desk.settings import load_settings
from desk.wiring import Wiring
wiring = Wiring(load_settings())
wiring.database.upgrade()
worker = Worker(wiring)
worker.run_until_idle()
engine = wiring.engines.get(wiring.engines.names[0])
[output] = engine.translate([sys.argv[3]], sys.argv[1], sys.argv[2])
assert output.text, output.error
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds by the clock, and seconds of processor."""

    wall: float
    cpu: float


def sentences(path: Path, count: int) -> list[str]:
    """The first `count` lines that are not empty, begun again where there are fewer."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [lines[number % len(lines)] for number in range(count)]


def timed(work: Callable[[], object]) -> Time:
    began, used = time.perf_counter(), time.process_time()
    work()
    return Time(time.perf_counter() - began, time.process_time() - used)


def seconds(work: Callable[[], object]) -> float:
    return timed(work).wall


def alone(package: Package, texts: list[str]) -> Callable[[], object]:
    """CTranslate2 on pieces that were made beforehand."""
    tokenizer = tokenizer_of(package.folder, package.source, package.target)
    pieces = [tokenizer.encode(text).pieces for text in texts]
    model = ctranslate2.Translator(
        str(package.folder / "model"), inter_threads=cores(), intra_threads=1, compute_type="int8"
    )
    return lambda: model.translate_batch(
        pieces,
        beam_size=4,
        length_penalty=LENGTH_PENALTY,
        max_batch_size=BATCH_TOKENS,
        batch_type="tokens",
        replace_unknowns=True,
    )


def command(package: Package, texts: list[str], folder: Path) -> Callable[[], object]:
    """`desk translate`, in this process."""
    from desk.cli.translate import translate

    file = folder / "text"
    file.write_text("\n".join(texts))
    words = ["--from", package.source, "--to", package.target, "--engine", "argos", "--no-glossary", str(file)]

    def run() -> None:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            translate.main(words, standalone_mode=False)

    return run


@contextlib.contextmanager
def peer(packages: Path, texts: list[str], paragraph: int) -> Iterator[Callable[[], Time]]:
    """argostranslate in a process of its own; calling it drafts everything once."""
    environment = {**os.environ, "ARGOS_INTRA_THREADS": "1", "XDG_DATA_HOME": str(packages.parent / "argos")}
    started = [sys.executable, "-c", PEER, str(packages)]
    with subprocess.Popen(started, stdin=-1, stdout=-1, text=True, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        paragraphs = ["\n".join(texts[at : at + paragraph]) for at in range(0, len(texts), paragraph)]
        process.stdin.write(json.dumps(paragraphs) + "\n")

        def run() -> Time:
            assert process.stdin is not None
            assert process.stdout is not None
            print("go", file=process.stdin, flush=True)
            return Time(*map(float, process.stdout.readline().split()))

        yield run
        process.stdin.close()


def started(code: str, *arguments: str) -> tuple[Time, str]:
    """How long a process takes from its start to its end, and what it says."""
    before = os.times()
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    wall, after = time.perf_counter() - began, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Time(wall, cpu), done.stdout


def best(rounds: list[Time]) -> Time:
    return Time(min(one.wall for one in rounds), min(one.cpu for one in rounds))


def speeds(package: Package, texts: list[str], folder: Path, rounds: int, paragraph: int) -> dict[str, Time]:
    """The best times of all, which take turns."""
    packages = package.folder.parent
    plain, aligned = ArgosEngine(packages, with_alignment=False), ArgosEngine(packages)
    with peer(packages, texts, paragraph) as argostranslate:
        works: dict[str, Callable[[], Time]] = {
            name: lambda work=work: timed(work)  # type: ignore[misc]
            for name, work in {
                "ctranslate2": alone(package, texts),
                "engine": lambda: plain.translate(texts, package.source, package.target),
                "engine_aligned": lambda: aligned.translate(texts, package.source, package.target),
                "desk_translate": command(package, texts, folder),
            }.items()
        }
        works["argostranslate"] = argostranslate
        for work in works.values():
            work()  # all have loaded now
        taken = [{name: work() for name, work in works.items()} for _ in range(rounds)]
    return {name: best([each[name] for each in taken]) for name in works}


def processes(package: Package, text: str, rounds: int) -> dict[str, float]:
    """Seconds and megabytes of a worker that drafts one sentence, and of importing the web application."""
    worker = [started(WORKER, package.source, package.target, text) for _ in range(rounds)]
    web = [started("import desk.web")[0] for _ in range(rounds)]
    bare = best([started("pass")[0] for _ in range(rounds)])
    ready, imported = best([one for one, _ in worker]), best(web)
    return {
        "worker_ready_seconds": round(ready.wall, 2),
        "worker_ready_cpu": round(ready.cpu, 2),
        "worker_megabytes": round(max(float(said) for _, said in worker)),
        "web_import_seconds": round(imported.wall - bare.wall, 2),
        "web_import_cpu": round(imported.cpu - bare.cpu, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--paragraph", type=int, default=4, help="sentences per call of argostranslate")
    options = parser.parse_args()
    texts = sentences(options.text, options.sentences)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"ARGOS_PACKAGES_DIR": str(folder / "packages"), "DESK_DATA_DIR": name}
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        package = install_file(options.package, folder / "packages")
        times = speeds(package, texts, folder, options.rounds, options.paragraph)
        others = processes(package, texts[0], options.rounds)
    limit, argos = times["ctranslate2"], times["argostranslate"]
    ours = {name: times[name] for name in ("engine", "engine_aligned", "desk_translate")}
    result = {
        "package": options.package.name,
        "sentences": len(texts),
        "per_second": {name: round(len(texts) / one.wall, 1) for name, one in times.items()},
        "cpu": {name: round(one.cpu, 2) for name, one in times.items()},
        "of_ctranslate2": {name: round(limit.wall / one.wall, 3) for name, one in ours.items()},
        "of_ctranslate2_by_cpu": {name: round(limit.cpu / one.cpu, 3) for name, one in ours.items()},
        "times_argostranslate": {name: round(argos.wall / one.wall, 2) for name, one in ours.items()},
        **others,
        "cores": cores(),
        "machine": f"{platform.machine()} {platform.system()} Python {platform.python_version()}",
        "ctranslate2": ctranslate2.__version__,
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
