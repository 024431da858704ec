"""What TMX 1.4 (LISA OSCAR) and the desk call the same thing: languages, segments, and what is kept besides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.domain.language import LANGUAGES

CONTEXT = "x-desk-context"
"""The type of a property in which the desk writes a segment's context key, and finds it again."""
CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements in a segment whose content is another format's code, and goes. What others hold is text, and stays."""

_OLD = {"iw": "he", "in": "id"}
_TRADITIONAL = re.compile(r"zh[-_](?:hant|tw|hk|mo)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TmxSegment:
    """A segment of a TMX file in one pair of languages, as the desk writes codes.

    `context` is the key of its neighbours, empty where the file tells none. `attributes` is what the file says besides:
    its own codes, who made it and when, properties and notes.
    """

    source_language: str
    target_language: str
    source: str
    target: str
    context: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)


def desk_code(written: str) -> str | None:
    """The desk's code for a language of a file: "en-US", "EN_us" and "en" are "en". None for one it does not know.

    Chinese in traditional characters is not what the desk calls Chinese.
    """
    if _TRADITIONAL.match(written.strip()):
        return None
    code = re.split("[-_]", written.strip().lower())[0]
    code = _OLD.get(code, code)
    return code if code in LANGUAGES else None
