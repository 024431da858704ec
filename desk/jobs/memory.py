"""The memory's long work: bringing what it knows into its index."""

from collections.abc import Mapping
from typing import Any

from desk.jobs.run import GaveWay, Run
from desk.services.memory_indexing import index_waiting

CHUNK = 1_000
"""Segments between two commits."""


def memory_index(run: Run) -> Mapping[str, Any]:
    """Brings in what is in no index yet, chunk by chunk. A second run goes on with what is left."""
    done, more = 0, True
    while more:
        run.check()
        with run.wiring.database.session(write=True) as session:
            found = index_waiting(session, CHUNK)
            done, more = done + found, found == CHUNK
            gives_way = run.progress(session, done, CHUNK if more else 0)
            session.commit()
        if gives_way:
            raise GaveWay
    return {"entries": done}
