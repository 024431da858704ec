"""Where a text comes from, and the canonical form of a translation whose hash is approved and published."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Origin(StrEnum):
    """Whose text a target is. A draft is never mistaken for a human's text (design, rule 4.8)."""

    NONE = "none"
    MACHINE = "machine"
    MEMORY = "memory"
    POST_EDITED = "post_edited"
    HUMAN = "human"
    OMITTED = "omitted"


CANONICAL_VERSION = "v1"


@dataclass(frozen=True, slots=True)
class DocumentUnit:
    """A unit as it stands in an approved document. `marks` are [kind, start, end, attributes]."""

    id: str
    kind: str
    paragraph: int
    text: str
    marks: Sequence[Sequence[Any]] = ()
    omitted: bool = False
    to_follow: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """All that an approval covers: language, source revision, fields and units in order."""

    language: str
    revision: str
    units: Sequence[DocumentUnit]
    fields: Mapping[str, str] = field(default_factory=dict)


def canonical(document: Document) -> str:
    """The document as canonical JSON, version `v1`: UTF-8, sorted keys, no white space between tokens."""
    content = {"version": CANONICAL_VERSION, **asdict(document)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(document: Document) -> str:
    """The SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def fingerprint(*texts: str) -> str:
    """A short hash of texts, to tell whether what a dismissal or a confirmation spoke of has changed."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:32]
