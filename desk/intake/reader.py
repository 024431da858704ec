"""From the bytes of a page or a text to an article: read, cleaned, its language told."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from desk.domain.cleaning import Removal
from desk.domain.errors import Invalid, TooLarge
from desk.domain.language import LANGUAGES, language
from desk.domain.segment import Block
from desk.intake.fetch import fetch
from desk.intake.page import Page, read_page
from desk.intake.plain import read_plain
from desk.text.cleaning import apply_removals, find_removals
from desk.text.identification import SURE, identify
from desk.text.segmentation import segment

LARGEST = 10_000_000
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"RIFF")
_BYTE_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it came (`extracted`), what cleaning takes out of it, and what is known about it.

    `language` is a code of the desk's; `published_at` is aware UTC; `notices` are sentences for whoever took it in.
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


def read_bytes(
    data: bytes, *, name: str, language: str | None = None, charset: str | None = None, url: str = ""
) -> ReadArticle:
    """The article in a file's or an answer's bytes; `name` is what messages call it, `charset` what its sender said.

    Raises `Invalid` for what is empty, is no text, cannot be decoded or is in no language that the desk knows, and
    `TooLarge` above 10 MB: each in one sentence that begins with the name.
    """
    if len(data) > LARGEST:
        raise TooLarge(
            f"{name} has {len(data) / 1e6:.0f} MB; the desk takes articles of up to {LARGEST // 1_000_000} MB."
        )
    text = decode(data, name, charset)
    try:
        page = read_page(text, url) if _HTML.search(data[:4096]) else _of_text(text, url)
    except Invalid as error:
        raise Invalid(f"{name}: {error}") from error
    code, notices = _language(page, language, name)
    removals = find_removals(page.blocks, code)
    if not apply_removals(page.blocks, removals):
        raise Invalid(f"{name}: nothing but page furniture was found in it.")
    return ReadArticle(
        title=page.title,
        language=code,
        byline=page.byline,
        published_at=page.published_at,
        url=page.url,
        site=page.site,
        extracted=page.blocks,
        removals=tuple(removals),
        notices=notices,
    )


def read_text(text: str, *, language: str | None = None) -> ReadArticle:
    """The article in a text that somebody pasted. Raises as `read_bytes` does."""
    return read_bytes(text.encode("utf-8", "surrogatepass"), name="The text", language=language)


def read_url(url: str, *, language: str | None = None, allowed_origins: frozenset[str] = frozenset()) -> ReadArticle:
    """The article at an address, fetched safely (`desk.intake.fetch`). Raises as `read_bytes` does."""
    fetched = fetch(url, allowed_origins=allowed_origins)
    return read_bytes(fetched.content, name=url, language=language, charset=fetched.charset, url=fetched.url)


def _of_text(text: str, url: str) -> Page:
    blocks = read_plain(text)
    return Page(blocks[0].text, blocks, None, "", None, url, "")


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """The text of bytes: by their byte-order mark, as UTF-8, or in the encoding that they or their sender name.

    Raises `Invalid`, with the byte that cannot be read.
    """
    if not data.strip():
        raise Invalid(f"{name} is empty.")
    if data.startswith(_BINARY):
        raise Invalid(f"{name} is no text: it begins like an image, an archive or a document of another program.")
    for mark, encoding in _BYTE_ORDER:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    if b"\0" in data:
        raise Invalid(f"{name} is no text: byte {data.index(0)} is zero.")
    named = _META_CHARSET.search(data[:4096])
    candidates = ["utf-8", *([named[1].decode()] if named else []), *([charset] if charset else [])]
    for encoding in candidates[:-1]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _decoded(data, candidates[-1], name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(
            f"{name} cannot be read as {encoding}: byte {error.start} does not fit; save it as UTF-8."
        ) from error
    except LookupError as error:
        raise Invalid(
            f"{name} says it is in “{encoding}”, an encoding that does not exist; save it as UTF-8."
        ) from error


def _language(page: Page, stated: str | None, name: str) -> tuple[str, tuple[str, ...]]:
    """The article's language: what was stated, else what its text shows; and a notice where the two differ."""
    found = identify(" ".join(block.text for block in page.blocks)[:4000])
    if stated:
        code = language(stated).code
        if found and found.language != code and found.confidence >= SURE:
            shown, said = LANGUAGES[found.language].name, LANGUAGES[code].name
            return code, (f"The text looks like {shown}, but was taken in as {said}.",)
        return code, ()
    if found and found.confidence >= SURE:
        return found.language, ()
    if page.language in LANGUAGES:
        return page.language, ()
    raise Invalid(f"{name}: its language could not be told; say which it is.")


def extract_record(read: ReadArticle) -> dict[str, Any]:
    """What `desk extract` prints."""
    return {
        "title": read.title,
        "language": read.language,
        "byline": read.byline,
        "published_at": read.published_at.isoformat() if read.published_at else None,
        "blocks": [{"kind": block.kind.value, "text": block.text} for block in read.blocks],
        "removed": [{"text": removal.text, "reason": removal.reason.value} for removal in read.removals],
    }


def segment_records(blocks: list[Block], code: str) -> list[dict[str, Any]]:
    """What `desk segment` prints: a line per segment."""
    return [{"block": one.block, "start": one.start, "end": one.end, "text": one.text} for one in segment(blocks, code)]
