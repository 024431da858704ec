"""What search reads: one row per text of a story. The words themselves lie in an index of the database's own kind."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base, str_enum


class DocumentKind(StrEnum):
    """Which text of a story: an article's newest revision, a translation as it stands, or as it was last published."""

    SOURCE = "source"
    TARGET = "target"
    PUBLISHED = "published"


class SearchDocument(Base):
    """One row is a text that search finds words in; its `id` is the index's name for it, higher for newer stories.

    `fingerprint` is that of its words as they are indexed. It holds nothing of its own, and is made anew
    (`desk.services.search.documents`) whenever the text changes.
    """

    __tablename__ = "search_document"
    __table_args__ = (
        Index("ix_search_document_story_id", "story_id"),
        Index("ix_search_document_translation_id", "translation_id", "kind", unique=True),
        Index("ix_search_document_article_id", "article_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"))
    kind: Mapped[DocumentKind] = mapped_column(str_enum(DocumentKind))
    article_id: Mapped[str | None] = mapped_column(ForeignKey("article.id"))
    translation_id: Mapped[str | None] = mapped_column(ForeignKey("translation.id"))
    fingerprint: Mapped[str] = mapped_column(String(32))
