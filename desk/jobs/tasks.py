"""What each kind of job does. A job that runs twice does no harm: what is done already is passed over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.domain.draft import DraftResult, EngineModel, EngineOutput
from desk.domain.errors import DeskError, EngineUnavailable
from desk.drafting.pipeline import SourceText, draft
from desk.drafting.terms import hold_terms
from desk.engines.install import install
from desk.models import Job
from desk.services.actor import system
from desk.services.drafting import Drafting, Waiting
from desk.services.findings import Findings
from desk.services.jobs import Jobs
from desk.wiring import Wiring

CHUNK = 32
"""Units drafted between two commits: about two seconds of work."""


@dataclass(frozen=True, slots=True)
class Run:
    """A job as its task sees it: the wiring, the worker's name, and whether to go on."""

    wiring: Wiring
    job: Job
    worker: str
    goes_on: Callable[[], bool]

    def progress(self, done: int, total: int) -> None:
        with self.wiring.database.session(write=True) as session:
            Jobs(session).progress(self.job.id, self.worker, done, total)
            session.commit()


class Interrupted(Exception):
    """The worker was asked to stop, or the job went to another worker, between two chunks."""


def drain(run: Run) -> Mapping[str, Any]:
    """Drafts all that waits in a language pair, chunk by chunk; between chunks it looks again at what is urgent."""
    source, target = run.job.payload["source"], run.job.payload["target"]
    done = 0
    while chunk := _next_chunk(run, source, target):
        if not run.goes_on():
            raise Interrupted
        done += _draft_chunk(run, chunk, source, target)
        with run.wiring.database.session() as session:
            left = Drafting(session).count(source, target)
        run.progress(done, done + left)
    return {"drafted": done}


def _next_chunk(run: Run, source: str, target: str) -> list[Waiting]:
    with run.wiring.database.session() as session:
        return Drafting(session).next_chunk(source, target, CHUNK)


def _draft_chunk(run: Run, chunk: list[Waiting], source: str, target: str) -> int:
    """Drafts outside any transaction, then stores in one."""
    try:
        model = run.wiring.engine.model(source, target)
        results = _results(run, [SourceText(one.text) for one in chunk], source, target)
    except EngineUnavailable as error:
        return _give_up(run, chunk, str(error))
    return _store(run, chunk, {one.unit_id: result for one, result in zip(chunk, results, strict=True)}, model)


def _results(run: Run, texts: Sequence[SourceText], source: str, target: str) -> list[DraftResult]:
    """The drafts of these texts. Whatever the engine raises is tried once more, and from then on text by text.

    So one text that it cannot bear costs itself its draft, and not all the others that wait in the pair.
    """
    try:
        return draft(texts, source, target, run.wiring.engine, hold_terms=_holder(run))
    except DeskError:
        raise
    except Exception as error:  # an engine is somebody else's code
        if run.job.attempt == 1:
            raise
        if len(texts) > 1:
            half = len(texts) // 2
            return [*_results(run, texts[:half], source, target), *_results(run, texts[half:], source, target)]
        return [DraftResult(EngineOutput("", error=f"The engine fails on this text ({type(error).__name__})."), "")]


def _store(run: Run, chunk: list[Waiting], results: Mapping[str, DraftResult], model: EngineModel) -> int:
    with run.wiring.database.session(write=True) as session:
        drafting = Drafting(session)
        stored = drafting.store(chunk, results, model)
        for translation in drafting.finish([one.translation_id for one in chunk]):
            Findings(session, system(translation.story.desk_id), run.wiring.glossary).check(translation)
        session.commit()
    return stored


def _give_up(run: Run, chunk: list[Waiting], reason: str) -> int:
    with run.wiring.database.session(write=True) as session:
        drafting = Drafting(session)
        drafting.fail(chunk, reason)
        drafting.finish([one.translation_id for one in chunk])
        session.commit()
    return 0


def _holder(run: Run) -> Callable[..., Any]:
    glossary = run.wiring.glossary
    return lambda text, output, source, target: hold_terms(glossary, text, output, source, target)


def install_package(run: Run) -> Mapping[str, Any]:
    """Installs an Argos package from the index, a URL or a file that was uploaded."""
    package = install(run.job.payload["source"], allowed_origins=frozenset(run.wiring.settings.allowed_origins))
    return {"package": package.name, "version": package.version}


TASKS: Mapping[str, Callable[[Run], Mapping[str, Any]]] = {"draft": drain, "package": install_package}
