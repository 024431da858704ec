"""The queue as it is read: one narrow row per translation, and the views that people keep of it."""

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.domain.queue import Lane
from desk.domain.workflow import State
from desk.models.base import Base, Code, Identifier, Json, Timestamp, UtcDateTime, str_enum
from desk.models.people import Person
from desk.models.translation import Translation


class QueueEntry(Base):
    """One row is what the queue filters and sorts a translation by, gathered from all over the desk.

    It holds nothing of its own: `desk.services.queue_entries` makes it anew from the rest whenever that changes.
    `rank` puts breaking news first and finished work last; `urgency` is when the translation is due, in milliseconds
    since 1970, and after everything that is due come those without a time, the newest first. `words_to_do` are words
    of the source whose unit is not confirmed, `confidence` is the mean of the engine's scores over the units that
    still stand as the engine left them (a mean log-probability; None where no engine said one).
    """

    __tablename__ = "queue_entry"
    __table_args__ = (
        Index("ix_queue_entry_desk", "desk_id", "rank", "urgency", "translation_id"),
        Index("ix_queue_entry_lane", "desk_id", "lane", "rank", "urgency", "translation_id"),
        Index("ix_queue_entry_holder", "desk_id", "holder_id", "rank", "urgency", "translation_id"),
        Index("ix_queue_entry_story", "desk_id", "story_id"),
        Index(
            "ix_queue_entry_stale",
            *("desk_id", "rank", "urgency", "translation_id"),
            sqlite_where=text("stale = 1"),
            postgresql_where=text("stale"),
        ),
    )

    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), primary_key=True)
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"))
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    state: Mapped[State] = mapped_column(str_enum(State))
    lane: Mapped[Lane] = mapped_column(str_enum(Lane))
    rank: Mapped[int]
    urgency: Mapped[int] = mapped_column(BigInteger)
    source_language: Mapped[Code]
    language: Mapped[Code]
    outlet_id: Mapped[str | None] = mapped_column(ForeignKey("outlet.id"))
    topic: Mapped[str] = mapped_column(String(80))
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    due_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    restricted: Mapped[bool]
    stale: Mapped[bool]
    returned: Mapped[bool]
    units: Mapped[int]
    drafted: Mapped[int]
    confirmed: Mapped[int]
    undrafted: Mapped[int]
    words: Mapped[int]
    words_to_do: Mapped[int]
    blocks: Mapped[int]
    warnings: Mapped[int]
    confidence: Mapped[float | None]

    translation: Mapped[Translation] = relationship()


class SavedView(Base):
    """One row is a view of the queue that a person keeps under a name; `shared` shows it to the whole desk.

    `wanted` is the filter, as `desk.services.saved_views` writes it.
    """

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("desk_id", "person_id", "name"),)

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    shared: Mapped[bool] = mapped_column(default=False)
    wanted: Mapped[Json]
    created_at: Mapped[Timestamp]

    person: Mapped[Person] = relationship()
