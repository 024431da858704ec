"""How much of CTranslate2's own speed is left where the desk drafts whole articles.

    python benchmarks/articles.py PACKAGE.argosmodel TEXT [--articles 60] [--sentences 20] [--rounds 3] [--profile FILE]

TEXT holds a sentence a line (gzipped or not). It is made into articles, which are taken in into a database of their
own. Then the same sentences go through CTranslate2 alone, tokenised beforehand, and through the desk's worker: with
attention, the desk's glossary, all checks, the memory's look-up, and every draft, finding and state in the database.
The two take turns; the model of each is loaded by then, and the best round of each counts. Work that the worker does
when nothing waits is not in it. The result is one line of JSON, with the machine and what else it did. Beside the
ratio by the clock stands that of processor time, which other work on the machine disturbs less: it is what the ratio
by the clock comes to where the engine and all else keep both cores busy together.
"""

import argparse
import cProfile
import gc
import json
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ctranslate2
from drafting import sentences

from desk.db import Database
from desk.domain.segment import Block, BlockKind
from desk.domain.workflow import State
from desk.engines.argos import ArgosEngine, cores
from desk.engines.install import install_file
from desk.engines.installed import Package
from desk.engines.loaded import BATCH_TOKENS, LENGTH_PENALTY
from desk.engines.tokenizer import tokenizer_of
from desk.intake.reader import ReadArticle
from desk.jobs.worker import Worker
from desk.models import SegmentRow, Translation, Unit
from desk.services.accounts import Accounts
from desk.services.actor import system
from desk.services.intake import IntakeOptions, IntakeService
from desk.settings import Settings
from desk.wiring import Wiring


def article(texts: list[str], language: str) -> ReadArticle:
    """An article of a headline and paragraphs of about three sentences."""
    paragraphs = [" ".join(texts[start : start + 3]) for start in range(1, len(texts), 3)]
    blocks = (Block(BlockKind.HEADLINE, texts[0]), *(Block(BlockKind.PARAGRAPH, text) for text in paragraphs))
    return ReadArticle(texts[0], language, "", None, "", "", blocks, (), ())


class Desk:
    """A desk in a folder of its own, whose articles wait; each round begins with a copy of it."""

    def __init__(self, folder: Path, engine: ArgosEngine, package: Package) -> None:
        self.folder = folder
        self.engine = engine
        self.package = package
        self.texts: list[str] = []

    def take_in(self, lines: list[str], length: int) -> None:
        database = Database(self._url("waiting"))
        database.upgrade()
        with database.session(write=True) as session:
            service = IntakeService(session, system(Accounts(session).default_desk().id), lambda *pair: True)
            for start in range(0, len(lines), length):
                read = article(lines[start : start + length], self.package.source)
                service.take_in(read, IntakeOptions(targets=[self.package.target]))
            session.commit()
            self.texts = [row.text for row in session.query(SegmentRow).order_by(SegmentRow.id)]
        database.close()

    def ready(self, name: str) -> Wiring:
        """A wiring over a copy in which everything waits."""
        shutil.copy(self.folder / "waiting.sqlite3", self.folder / f"{name}.sqlite3")
        return Wiring(Settings(data_dir=self.folder, database_url=self._url(name)), self.engine)

    def _url(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.sqlite3"


def drain(wiring: Wiring) -> None:
    """Lets a worker go on until nothing is drafting."""
    worker = Worker(wiring)
    while True:
        worker.run_once()
        with wiring.database.session() as session:
            if not session.query(Translation.id).filter_by(state=State.DRAFTING).first():
                return


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds that a work takes: by the clock, and of processor on all cores together."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def failed(wiring: Wiring) -> int:
    with wiring.database.session() as session:
        return session.query(Unit).filter(Unit.draft_error != "").count()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", type=Path, help="write a cProfile of one more round of the desk here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measured(Path(folder), options)
    print(json.dumps(result))


def measured(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    package = install_file(options.package, folder / "packages")
    desk = Desk(folder, ArgosEngine(folder / "packages"), package)
    desk.take_in(sentences(options.text, options.articles * options.sentences), options.sentences)
    tokenizer = tokenizer_of(package.folder, package.source, package.target)
    pieces = [tokenizer.encode(text).pieces for text in desk.texts]
    model = ctranslate2.Translator(
        str(package.folder / "model"), inter_threads=cores(), intra_threads=1, compute_type="int8"
    )

    def alone() -> None:
        model.translate_batch(
            pieces,
            beam_size=4,
            length_penalty=LENGTH_PENALTY,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            replace_unknowns=True,
        )

    model.translate_batch(pieces[:4])
    desk.engine.translate(desk.texts[:4], package.source, package.target)
    times, wiring = [], desk.ready("warm")
    drain(wiring)
    for number in range(options.rounds):
        wiring = desk.ready(f"round{number}")
        wiring.glossary  # noqa: B018 - read from its files once, as a worker does
        gc.freeze()  # as a worker does when it begins
        times.append((*spent(alone), *spent(lambda here=wiring: drain(here))))  # type: ignore[misc]
    if options.profile:
        wiring = desk.ready("profiled")
        with cProfile.Profile() as profile:
            drain(wiring)
        profile.dump_stats(options.profile)
    alone_clock, alone_processor, desk_clock, desk_processor = map(min, zip(*times, strict=True))
    return {
        "package": options.package.name,
        "articles": options.articles,
        "sentences": len(desk.texts),
        "without_draft": failed(wiring),
        "ctranslate2_per_second": round(len(desk.texts) / alone_clock, 1),
        "desk_per_second": round(len(desk.texts) / desk_clock, 1),
        "ratio": round(alone_clock / desk_clock, 3),
        "ctranslate2_processor_seconds": round(alone_processor, 2),
        "desk_processor_seconds": round(desk_processor, 2),
        "processor_ratio": round(alone_processor / desk_processor, 3),
        "cores": cores(),
        "machine": f"{platform.machine()} {platform.system()} Python {platform.python_version()}",
        "ctranslate2": ctranslate2.__version__,
        "load": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    main()
