"""What a translation has besides its article: fields that exist only in the target, and how long texts should be."""

from collections.abc import Mapping
from enum import StrEnum


class TargetField(StrEnum):
    """A field that no source has. What stands in it is approved and published with the text."""

    PUSH_ALERT = "push_alert"
    SEO_TITLE = "seo_title"
    SLUG = "slug"
    SECTION = "section"
    TAGS = "tags"


LIMITS: Mapping[str, int] = {
    "headline": 90,
    "standfirst": 240,
    TargetField.PUSH_ALERT.value: 140,
    TargetField.SEO_TITLE.value: 60,
}
"""How many characters the kinds of blocks and the fields should have at most, where a desk says nothing else.

A push alert is cut by telephones after some 140, a page's title by search engines after some 60.
"""
MOST = 2_000
"""The longest limit that a desk may set, and the longest text that a field takes."""


def is_field(name: str) -> bool:
    return name in set(TargetField)
