"""Records of an article as the commands print them (design, section 6)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desk.domain.segment import REFERENCES, Block
from desk.text.segmentation import segment

if TYPE_CHECKING:
    from desk.intake.reader import ReadArticle


def extract_record(read: "ReadArticle") -> dict[str, Any]:
    """What `desk extract` prints: the cleaned article and what was taken out; references have no text to print."""
    return {
        "title": read.title,
        "language": read.language,
        "byline": read.byline or None,
        "published_at": read.published_at.isoformat() if read.published_at else None,
        "blocks": [{"kind": one.kind.value, "text": one.text} for one in read.blocks if one.kind not in REFERENCES],
        "removed": [{"text": one.text, "reason": one.reason.value} for one in read.removals],
    }


def segment_records(blocks: Sequence[Block], language: str) -> list[dict[str, Any]]:
    """What `desk segment` prints, a line each: the index of the block, the span in code points, the text."""
    return [
        {"block": one.block, "start": one.start, "end": one.end, "text": one.text} for one in segment(blocks, language)
    ]
