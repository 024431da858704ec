"""Jobs: work done in the background."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base, Identifier, Json, Timestamp, UtcDateTime, str_enum


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One row is work asked for: its state, who runs it until when, how far it is, and how it ended.

    `key` is the idempotency key: while a job with it waits, asking again asks for nothing new. Progress and outcome are
    two facts: `done` of `total`, and `state` with `error`. Among jobs of one priority those go first whose `run_at` is
    earliest. `waits` counts how often in a row a job was put back because its engine was down; `error` says why.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_state_run_at", "state", "run_at"),
        Index(
            "uq_job_key_waiting",
            "key",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[Identifier]
    kind: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(200))
    payload: Mapped[Json] = mapped_column(default=dict)
    state: Mapped[JobState] = mapped_column(str_enum(JobState), default=JobState.WAITING)
    priority: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)
    waits: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    heartbeat_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[Json] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(Text, default="")
    run_at: Mapped[Timestamp]
    created_at: Mapped[Timestamp]
    created_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
