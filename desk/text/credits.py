"""The photo credit at the end of a caption, or left over in a paragraph, which is no part of what is told."""

import re
from collections.abc import Iterable
from functools import cache

from desk.domain.segment import Span
from desk.text.furniture import read_data

_NAME = r"[^\s.。:：()\[\]|?!\"“«„](?:[^。:：()\[\]|?!]{0,68}[^\s:：()\[\]|?!])?"
_PERSON = r"(?:\w[\w.'’-]*\s){0,3}\w[\w.'’-]*"
_AFTER_SENTENCE = r"(?:(?<=[.。!?！？…])\s*|(?<=[\"”»’)\]])\s+)"
_AFTER_STROKE = r"\s+[-–—|/•·]\s*"
_NEXT_SENTENCE = re.compile(r"\w{3,}[.!?]\s+\w")
_MOST_WORDS = 10


def credit(text: str, language: str | None, *, caption: bool) -> Span | None:
    """The span of the credit that ends a text, with the white space before it; None where there is none.

    "… on March 24. Photo: Reuters", "… (Photo: AP/Jane Doe)", "… (AFP/Getty Images)", "Ảnh: TTXVN". In a caption more
    words and barer forms are taken for one: "Source: AFP", "… (Reuters)", "… REUTERS/Jane Doe".
    """
    found = _pattern(language, caption).search(text)
    if found is None or len(found[0].split()) > _MOST_WORDS or _NEXT_SENTENCE.search(found[0].lstrip("(.!?…[ ")):
        return None
    return Span(found.start(), len(text))


@cache
def _pattern(language: str | None, caption: bool) -> re.Pattern[str]:
    data = read_data("credits")
    words = _any(_words("photo", language) + (_words("caption", language) if caption else []))
    introduced = rf"(?<!\w)(?:(?:{words})\s*[:：]|(?:{_any(_words('by', language))})\s)\s*{_NAME}"
    agency = rf"(?<!\w)(?:{_any(data['agencies'])})(?!\w)"
    signed = rf"{agency}(?:\s+photos?)?\s*/\s*{_NAME}"
    start = rf"(?:^\s*|{_AFTER_SENTENCE}|{_AFTER_STROKE})"
    forms = [rf"{start}{introduced}", rf"\s*[(\[]\s*(?:{introduced}|{signed})\s*[)\]]"]
    if caption:
        forms += [
            rf"\s+{introduced}",
            rf"{start}(?:{signed}|(?:{_PERSON}\s?/\s?)?{agency})",
            rf"\s+{signed}",
            rf"\s*[(\[]\s*(?:{_NAME}\s*/\s*)?{agency}\s*[)\]]",
            rf"(?:^|\s+)©\s?{_NAME}",
        ]
    return re.compile(rf"(?:{'|'.join(forms)})\s*\.?\s*$", re.IGNORECASE)


def _words(name: str, language: str | None) -> list[str]:
    lists: dict[str, list[str]] = read_data("credits")[name]
    codes = list(lists) if language is None else [language, "en"]
    return [word for code in codes for word in lists.get(code, ())]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
