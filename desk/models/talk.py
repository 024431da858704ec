"""What people say to each other beside the text, and what they are told of."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.domain.notification import NotificationKind
from desk.models.base import Base, Identifier, Timestamp, UtcDateTime, str_enum
from desk.models.people import Person
from desk.models.translation import Translation, Unit


class CommentAction(StrEnum):
    """What somebody did with a comment."""

    WRITTEN = "written"
    CHANGED = "changed"
    REMOVED = "removed"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class Comment(Base):
    """One row is what somebody said of a translation or of one of its units; a reply names the comment it answers.

    Only the comment that begins a thread can block approval and be resolved. One that its author removed keeps its row
    without its text. `CommentChange` keeps every text that it had.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name="resolved_by_somebody"),
        CheckConstraint("thread_id IS NULL OR (NOT blocks AND resolved_at IS NULL)", name="reply_decides_nothing"),
        CheckConstraint("(removed_at IS NOT NULL) = (text = '')", name="removed_has_no_text"),
    )

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), index=True)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True)
    thread_id: Mapped[str | None] = mapped_column(ForeignKey("comment.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    blocks: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Timestamp]
    changed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    resolved_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))

    translation: Mapped[Translation] = relationship()
    unit: Mapped[Unit | None] = relationship()


class CommentChange(Base):
    """One row is what somebody did with a comment, and its text after that. Append-only."""

    __tablename__ = "comment_change"

    id: Mapped[Identifier]
    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), index=True)
    action: Mapped[CommentAction] = mapped_column(str_enum(CommentAction))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Timestamp]


class MailState(StrEnum):
    """How far the mail of a notification is."""

    UNWANTED = "unwanted"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"
    """The worker died while it sent: nobody knows, and it is not sent again."""


class Notification(Base):
    """One row tells a person of something that somebody did, or that the desk has to say. It is the mail's outbox too.

    `key` keeps the same from being told twice. `note` is the reason that somebody gave. `on_page` is false where the
    person wants this kind by mail alone.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_notification_person_id_read_at", "person_id", "read_at"),
        Index("ix_notification_mail_created_at", "mail", "created_at"),
    )

    id: Mapped[Identifier]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[NotificationKind] = mapped_column(str_enum(NotificationKind))
    translation_id: Mapped[str | None] = mapped_column(ForeignKey("translation.id"))
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))
    comment_id: Mapped[str | None] = mapped_column(ForeignKey("comment.id"))
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    key: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[Timestamp]
    on_page: Mapped[bool] = mapped_column(default=True)
    read_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    mail: Mapped[MailState] = mapped_column(str_enum(MailState), default=MailState.UNWANTED)
    mail_error: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    translation: Mapped[Translation | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    comment: Mapped[Comment | None] = relationship()
