"""Other drafts: what other engines made of the segment, what stood there before, and the alternative."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.provenance import fingerprint
from desk.services.other_drafts import OtherDraft, other_drafts
from desk.text.diff import DiffPart, word_diff
from desk.web.sheet.aids.asked import Asked


@dataclass(frozen=True, slots=True)
class OtherText:
    """A draft with what it has that the text, as it stands, has not."""

    other: OtherDraft
    parts: Sequence[DiffPart]


def other_texts(asked: Asked) -> Sequence[OtherText]:
    """One query."""
    found = other_drafts(asked.session, asked.unit, fingerprint(asked.source))
    return [OtherText(one, word_diff(asked.unit.text, one.draft.text)) for one in found]
