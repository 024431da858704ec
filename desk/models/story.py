"""Stories and their source: outlets, articles, immutable revisions with blocks, segments and removals."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.domain.cleaning import RemovalReason
from desk.domain.segment import BlockKind
from desk.models.base import Base, Code, Identifier, Json, Timestamp, UtcDateTime, str_enum
from desk.models.people import Desk, Person


class Outlet(Base):
    """One row is a publication that articles come from."""

    __tablename__ = "outlet"
    __table_args__ = (UniqueConstraint("desk_id", "name"),)

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    name: Mapped[str] = mapped_column(String(200))
    homepage: Mapped[str] = mapped_column(String(2000), default="")
    language: Mapped[str | None] = mapped_column(String(8))
    credit: Mapped[str] = mapped_column(String(300), default="")
    topic: Mapped[str] = mapped_column(String(80), default="")
    """The topic that its stories have where nobody says another."""
    created_at: Mapped[Timestamp]


class Story(Base):
    """One row is a news item across all its languages: what embargo, restriction and kill act on."""

    __tablename__ = "story"

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"), index=True)
    outlet_id: Mapped[str | None] = mapped_column(ForeignKey("outlet.id"))
    title: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[Timestamp]
    created_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    embargo_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    embargo_zone: Mapped[str | None] = mapped_column(String(64))
    restricted: Mapped[bool] = mapped_column(default=False)
    killed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    breaking: Mapped[bool] = mapped_column(default=False)
    topic: Mapped[str] = mapped_column(String(80), default="")
    """The section that it is for, in the newsroom's own words ("Politics"); empty where nobody said."""

    desk: Mapped[Desk] = relationship()
    outlet: Mapped[Outlet | None] = relationship()
    articles: Mapped[list["Article"]] = relationship(back_populates="story", order_by="Article.id")


class StoryAccess(Base):
    """One row names a person who may see a restricted story."""

    __tablename__ = "story_access"

    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)

    person: Mapped[Person] = relationship()


class Article(Base):
    """One row is the source text of a story in one language; its text lies in its revisions."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("story_id", "language"),)

    id: Mapped[Identifier]
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"))
    language: Mapped[Code]
    url: Mapped[str] = mapped_column(String(2000), default="")
    byline: Mapped[str] = mapped_column(String(300), default="")
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[Timestamp]

    story: Mapped[Story] = relationship(back_populates="articles")
    revisions: Mapped[list["Revision"]] = relationship(back_populates="article", order_by="Revision.number")


class Revision(Base):
    """One row is a state of an article that never changes: what was extracted, less its removals, is its blocks.

    `extracted` holds the blocks as they came, each `{"kind", "text", "marks"}`. Append-only.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[Identifier]
    article_id: Mapped[str] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    created_at: Mapped[Timestamp]
    created_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(64))
    extracted: Mapped[Json]
    notices: Mapped[Json] = mapped_column(default=list)

    article: Mapped[Article] = relationship(back_populates="revisions")
    blocks: Mapped[list["BlockRow"]] = relationship(back_populates="revision", order_by="BlockRow.position")
    segments: Mapped[list["SegmentRow"]] = relationship(back_populates="revision", order_by="SegmentRow.position")
    removals: Mapped[list["RemovalRow"]] = relationship(order_by="(RemovalRow.block, RemovalRow.start)")


class BlockRow(Base):
    """One row is a cleaned block of a revision; `extracted_index` is its place among the extracted. Append-only."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[Identifier]
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    position: Mapped[int]
    extracted_index: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(str_enum(BlockKind))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[Code]
    direction: Mapped[str] = mapped_column(String(3))
    marks: Mapped[Json] = mapped_column(default=list)
    attributes: Mapped[Json] = mapped_column(default=dict)
    """Of a medium: its address, credit, alternative text and rights. The desk keeps references, not files."""

    revision: Mapped[Revision] = relationship(back_populates="blocks")


class SegmentRow(Base):
    """One row is a source sentence of a revision: its block, its code points there, its text. Append-only."""

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("revision_id", "position"), Index("ix_segment_block_id", "block_id"))

    id: Mapped[Identifier]
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    block_id: Mapped[str] = mapped_column(ForeignKey("block.id"))
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)

    revision: Mapped[Revision] = relationship(back_populates="segments")
    block: Mapped[BlockRow] = relationship()


class RemovalRow(Base):
    """One row is a change that cleaning made to an extracted block in this revision, with its reason. Append-only."""

    __tablename__ = "removal"
    __table_args__ = (UniqueConstraint("revision_id", "block", "start"),)

    id: Mapped[Identifier]
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    block: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    replacement: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[RemovalReason] = mapped_column(str_enum(RemovalReason, length=32))
