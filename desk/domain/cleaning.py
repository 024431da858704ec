"""What cleaning takes out of an extracted article: kept beside it, with its reason, so that it can be undone."""

from dataclasses import dataclass
from enum import StrEnum


class RemovalReason(StrEnum):
    """Why cleaning changed a text."""

    FURNITURE = "furniture"
    COMMENT_FORM = "comment_form"
    COMMENT_COUNT = "comment_count"
    SHARE_LINE = "share_line"
    RELATED_LINKS = "related_links"
    HEADLINE_REPEATED = "headline_repeated"
    PHOTO_CREDIT = "photo_credit"
    QUOTE_MARKS = "quote_marks"
    MISPRINT = "misprint"


@dataclass(frozen=True, slots=True)
class Removal:
    """One change to one extracted block: `text[start:end]` gives way to `replacement` (mostly nothing).

    `block` is the index in the *extracted* blocks, before anything was removed. Removals of one block do not
    overlap, so each can be undone alone.
    """

    block: int
    start: int
    end: int
    text: str
    replacement: str
    reason: RemovalReason
