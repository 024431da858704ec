"""Publications, as readers' programs get them, and their provenance."""

from enum import StrEnum
from typing import Any, Literal

from desk.api.schemas.base import Mark, Page, Shown, When
from desk.domain.segment import BlockKind


class Kind(StrEnum):
    """What a publication is to its readers: the first version, one that says more, or one that puts something right."""

    PUBLICATION = "publication"
    UPDATE = "update"
    CORRECTION = "correction"


class PublicationRow(Shown):
    """A publication that readers see now."""

    id: str
    translation: str
    number: int
    kind: Kind
    language: str
    title: str
    published_at: When
    content_hash: str


class PublicationsPage(Page[PublicationRow]):
    """A page of publications, the newest first."""


class DocumentUnit(Shown):
    """A unit of the published text. What is omitted or to follow has no text."""

    id: str
    kind: BlockKind
    paragraph: int
    text: str
    marks: list[Mark]
    omitted: bool
    to_follow: bool


class Document(Shown):
    """The canonical document, exactly as it was approved; `version` is that of the canonical form."""

    version: str
    language: str
    revision: str
    fields: dict[str, str]
    units: list[DocumentUnit]


class Event(Shown):
    """What happened to a publication."""

    event: Literal["published", "corrected", "updated", "withdrawn", "killed"]
    at: When
    reason: str


class Publication(Shown):
    """A numbered version that never changes. `note` tells readers what a correction corrects."""

    id: str
    translation: str
    number: int
    kind: Kind
    note: str
    published_at: When
    content_hash: str
    four_eyes: bool
    document: Document
    events: list[Event]


class Provenance(Shown):
    """The trace of a publication: source spans, drafts, edits, findings and approval. People appear by their ids."""

    publication: str
    content_hash: str
    trace: dict[str, Any]
