"""Index standing memory: what the memory knew before it had an index is found by its words too, once a worker ran."""

import datetime as dt

import sqlalchemy as sa
from alembic import op

from desk.domain.ids import new_id

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

APPROVERS = """
UPDATE memory_entry SET person_id = (SELECT editor_id FROM review WHERE review.id = memory_entry.review_id)
WHERE person_id IS NULL AND review_id IS NOT NULL
"""
JOB = {"kind": "memory_index", "key": "memory_index", "state": "waiting", "priority": 0, "attempt": 0, "waits": 0}


def upgrade() -> None:
    """The words are counted in Python, chunk by chunk, which is the worker's to do and not for a desk to wait for."""
    connection = op.get_bind()
    connection.execute(sa.text(APPROVERS))
    waits = sa.text("SELECT 1 FROM job WHERE key = :key AND state = 'waiting'")
    if not connection.scalar(sa.text("SELECT 1 FROM memory_entry LIMIT 1")) or connection.scalar(waits, JOB):
        return
    now = dt.datetime.now(dt.UTC)
    times = [sa.column(name, sa.DateTime(timezone=True)) for name in ("run_at", "created_at")]
    job = sa.table("job", *map(sa.column, ("id", *JOB, "done", "total", "error", "payload", "outcome")), *times)
    rest = {"done": 0, "total": 0, "error": "", "payload": sa.text("'{}'"), "outcome": sa.text("'{}'")}
    connection.execute(sa.insert(job).values(id=new_id(), **JOB, **rest, run_at=now, created_at=now))


def downgrade() -> None:
    """Leaves what is known of approvers: the step before takes it away."""
