"""The photo credit at a caption's end, which is no part of what the caption tells."""

import re
from functools import cache

from desk.domain.segment import Span
from desk.text.furniture import read_data

_LONGEST = 80


def credit(text: str, language: str | None) -> Span | None:
    """The span of the credit that ends a caption, with the white space before it; None where there is none.

    "… on March 24. Photo: Reuters", "… (Photo: AP/Jane Doe)", "… (AFP/Getty Images)", "Ảnh: TTXVN". A credit that is
    the whole caption is found too.
    """
    found = _pattern(language or "en").search(text)
    return Span(found.start(), len(text)) if found else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    data = read_data("credits")
    words = "|".join(
        map(re.escape, sorted({*data["words"].get(language, ()), *data["words"]["en"]}, key=len, reverse=True))
    )
    agencies = "|".join(map(re.escape, sorted(data["agencies"], key=len, reverse=True)))
    named = rf"(?:{words})\s*[:：]\s*[^.。()]{{1,{_LONGEST}}}"
    signed = rf"[^().]{{0,40}}(?<!\w)(?:{agencies})(?!\w)[^().]{{0,40}}"
    return re.compile(
        rf"(?:^|(?<=[.。!?…\"”»)])\s*|\s+[-–—|]\s*|\s+)(?:{named}|\(\s*(?:{named}|{signed})\s*\))\s*\.?\s*$",
        re.IGNORECASE,
    )
