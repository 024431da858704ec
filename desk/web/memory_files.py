"""TMX in and out of the memory over its page: sending a file, how far it is read, and the whole as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, flash, render_template, request, stream_with_context, url_for
from flask_babel import gettext as _

from desk.domain.errors import Invalid
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.memory.tmx_writing import pieces
from desk.models import Job, MemoryImport
from desk.services.jobs import Jobs
from desk.services.memory_export import exported
from desk.services.memory_import import MemoryImporting, Summary, summary_of
from desk.services.overview import recent_jobs
from desk.web.addresses import go
from desk.web.permissions import ADMINISTRATOR, EDITOR, NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session
from desk.web.uploads import keep

blueprint = Blueprint("memory_files", __name__, url_prefix="/memory")

LARGEST_FILE = 1024 * 2**20
"""Bytes of a TMX file that is sent at most."""
SHOWN = 5
"""Imports that the page tells of, the newest."""
JOB = "memory_import"


@dataclass(frozen=True, slots=True)
class ReadImport:
    """A file as it is being read, or was: `job` is None where it was read on a terminal."""

    row: MemoryImport
    summary: Summary
    job: Job | None

    @property
    def runs(self) -> bool:
        return self.job is not None and self.job.finished_at is None


@blueprint.post("/import")
@permit(frozenset({EDITOR, ADMINISTRATOR}))
def take_in() -> Response:
    """Keeps a file and asks for a job that lets its segments in."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(phrase("Choose a TMX file to send."))
    languages = {name: language(code).code for name in ("source", "target") if (code := request.form.get(name))}
    row = MemoryImporting(session(), actor()).begin(file.filename)
    payload = {"import": row.id, "path": str(keep(file, ".tmx")), **languages}
    Jobs(session()).enqueue(JOB, row.id, payload, by=actor().person_id)
    flash(_("The file is read in the background."), "info")
    return go(url_for("memory.index"))


@blueprint.get("/imports")
@permit(frozenset({EDITOR, ADMINISTRATOR}))
def imports() -> str:
    """How far files are, without the page around it; it asks for itself again while one is read."""
    return render_template("partials/memory_imports.html", imports=read_imports())


@blueprint.get("/export.tmx")
@permit(NEWSROOM)
def export() -> Response:
    """What the reader may use of the memory, all of it or of a pair, as it is read from the database."""
    source, _dash, target = request.args.get("pair", "").partition("-")
    source, target = (language(code).code if code else "" for code in (source, target))
    name = "-".join(filter(None, ("memory", source, target)))
    response = Response(
        stream_with_context(pieces(exported(session(), actor(), source, target), source)),
        content_type="application/x-tmx+xml",
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.tmx"'
    return response


def read_imports() -> Sequence[ReadImport]:
    """The newest imports of the desk with the jobs that read them; two queries."""
    jobs = {job.payload["import"]: job for job in recent_jobs(session(), JOB, 4 * SHOWN)}
    rows = MemoryImporting(session(), actor()).imports(SHOWN)
    return [ReadImport(row, summary_of(row), jobs.get(row.id)) for row in rows]
