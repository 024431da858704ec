"""From the bytes of a page or a text to an article: read, cleaned, its language told."""

import datetime as dt
import re
from dataclasses import dataclass

from desk.domain.cleaning import Removal
from desk.domain.errors import Invalid, TooLarge
from desk.domain.language import LANGUAGES, language
from desk.domain.phrase import phrase
from desk.domain.segment import Block, BlockKind
from desk.intake.bounds import MAX_BLOCKS, MAX_CHARACTERS
from desk.intake.decoding import MAX_BYTES
from desk.intake.extract import Extracted, extract_html, extract_text
from desk.intake.fetch import fetch
from desk.intake.records import extract_record, segment_records
from desk.text.cleaning import apply_removals, find_removals
from desk.text.identification import SURE, foreign, identify

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "ReadArticle",
    "extract_record",
    "read",
    "read_bytes",
    "read_text",
    "read_url",
    "segment_records",
]

_BESIDE = frozenset({BlockKind.HEADLINE, BlockKind.CAPTION})
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|h[1-6]|p|span|br)\b[^<]*>", re.IGNORECASE
)
_HTML_WITHIN = 4096
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_HTML_NAME = re.compile(r"\.(?:x?html?|shtml|php|aspx?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it came (`extracted`), what cleaning takes out of it, and what is known about it.

    `language` is a code of the desk's; `published_at` is aware UTC, "" and None stand for what is not known;
    `notices` are sentences for whoever took the article in.
    """

    title: str
    language: str
    byline: str
    published_at: dt.datetime | None
    url: str
    site: str
    extracted: tuple[Block, ...]
    removals: tuple[Removal, ...]
    notices: tuple[str, ...] = ()

    @property
    def blocks(self) -> list[Block]:
        """The blocks after cleaning."""
        return apply_removals(self.extracted, self.removals)


def read(
    data: bytes,
    *,
    name: str,
    language: str | None = None,
    content_type: str | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> ReadArticle:
    """The article in a file's or an answer's bytes.

    `name` is what messages call it; `language` is what somebody said it is in; `content_type` and `charset` are what
    its sender said, `url` is where it came from. Raises `Invalid` for what is empty, is no text, cannot be decoded,
    holds no article or is in no language that the desk knows, and `TooLarge`: each with one sentence.
    """
    reader = extract_html if _is_html(data, name, content_type) else extract_text
    found = reader(data, url, charset, name=name)
    length = sum(len(block.text) for block in found.blocks)
    if length > MAX_CHARACTERS:
        raise TooLarge(
            phrase(
                "“{name}” holds {length} characters of text; an article may have at most {max_characters}.",
                name=name,
                length=length,
                max_characters=MAX_CHARACTERS,
            )
        )
    if len(found.blocks) > MAX_BLOCKS:
        raise TooLarge(
            phrase(
                "“{name}” has {count} paragraphs; an article may have at most {max_blocks}.",
                name=name,
                count=len(found.blocks),
                max_blocks=MAX_BLOCKS,
            )
        )
    code, notices = _language(found, language, name)
    removals = find_removals(found.blocks, code)
    cleaned = apply_removals(found.blocks, removals)
    if not any(block.text and block.kind not in _BESIDE for block in cleaned):
        raise Invalid(phrase("No article was found in “{name}”, only page furniture.", name=name))
    return ReadArticle(
        title=next((block.text for block in cleaned if block.kind is BlockKind.HEADLINE), found.title),
        language=code,
        byline=found.byline,
        published_at=found.published_at,
        url=found.url,
        site=found.site,
        extracted=found.blocks,
        removals=tuple(removals),
        notices=(*found.notices, *notices),
    )


def read_bytes(
    data: bytes, *, name: str, language: str | None = None, charset: str | None = None, url: str = ""
) -> ReadArticle:
    """The article in a file's bytes; as `read`."""
    return read(data, name=name, language=language, charset=charset, url=url)


def read_text(text: str, *, language: str | None = None) -> ReadArticle:
    """The article in a text that somebody pasted; raises as `read` does."""
    return read(text.encode("utf-8", "replace"), name="The text", language=language)


def read_url(url: str, *, language: str | None = None, allowed_origins: frozenset[str] = frozenset()) -> ReadArticle:
    """The article at an address, fetched safely (`desk.intake.fetch`); raises as `read` and `fetch` do."""
    found = fetch(url, allowed_origins=allowed_origins)
    return read(
        found.content,
        name=url,
        language=language,
        content_type=found.content_type,
        charset=found.charset,
        url=found.url,
    )


def _is_html(data: bytes, name: str, content_type: str | None) -> bool:
    """Whether bytes are a page: as their sender or their name says, or by the look of their beginning."""
    media_type = (content_type or "").split(";")[0].strip().lower()
    if media_type in _HTML_TYPES or (not media_type and _HTML_NAME.search(name)):
        return True
    beginning = data[: 2 * _HTML_WITHIN].replace(b"\0", b"")[:_HTML_WITHIN]  # UTF-16 too
    return media_type != "text/plain" and bool(_HTML.search(beginning))


def _language(found: Extracted, stated: str | None, name: str) -> tuple[str, tuple[str, ...]]:
    """The article's language: what was stated, else what its text shows, else what the page says; with a notice where
    these differ. Raises `Invalid` where the desk cannot tell, or does not know the language."""
    text = " ".join(block.text for block in found.blocks)
    told = identify(text)
    shown = told.language if told and told.confidence >= SURE else None
    if stated:
        code = language(stated).code
        return code, _differs(shown, code, "was taken in as")
    if other := foreign(text):
        raise Invalid(
            phrase(
                "“{name}” seems to be in a language (“{other}”) that the desk does not know; say which it is.",
                name=name,
                other=other,
            )
        )
    if shown:
        return shown, _differs(found.language, shown, "was taken in as", "The page says that it is in")
    if found.language:
        return found.language, ()
    raise Invalid(phrase("The language of “{name}” cannot be told from its text; say which it is.", name=name))


def _differs(shown: str | None, code: str, joint: str, beginning: str = "The text looks like") -> tuple[str, ...]:
    if shown is None or shown == code:
        return ()
    return (f"{beginning} {LANGUAGES[shown].name}, but {joint} {LANGUAGES[code].name}.",)
