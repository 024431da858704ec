"""The article out of a saved page or a plain text, before cleaning."""

import datetime as dt
from dataclasses import dataclass

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.segment import Block, BlockKind
from desk.intake.article import article, headline
from desk.intake.decoding import decode
from desk.intake.metadata import read_metadata
from desk.intake.plain import read_plain
from desk.intake.runs import parse, runs

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page or a text says: its blocks, the headline first where there is one, and what is known about it.

    `language` is what the page says of itself; "" stands for what it does not say. `published_at` is aware UTC.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str | None = None
    byline: str = ""
    published_at: dt.datetime | None = None
    url: str = ""
    site: str = ""
    notices: tuple[str, ...] = ()


def extract_html(
    data: bytes, url: str | None = None, declared_charset: str | None = None, *, name: str = "The page"
) -> Extracted:
    """The article of a page. `url` is where it came from; `declared_charset` what its server said.

    Raises `Invalid` where the bytes are no text or hold no article, `TooLarge` where there are too many.
    """
    tree = parse(decode(data, name, declared_charset), name)
    metadata = read_metadata(tree, url or "")
    found = runs(tree, metadata.url, name)
    title, top = headline(found, metadata)
    body = article(tree, found, metadata, top)
    if not any(block.kind not in (BlockKind.TABLE, BlockKind.CAPTION) for block in body):
        raise Invalid(phrase("No article was found in “{name}”.", name=name))
    head = (Block(BlockKind.HEADLINE, title),) if title else ()
    tables = sum(block.kind is BlockKind.TABLE for block in body)
    return Extracted(
        title=title or _beginning(body),
        blocks=(*head, *body),
        language=metadata.language,
        byline=metadata.byline,
        published_at=metadata.published_at,
        url=metadata.url,
        site=metadata.site,
        notices=(f"The page has {tables} table(s), kept as a place only: translate them by hand.",) if tables else (),
    )


def extract_text(data: bytes, url: str | None = None, declared_charset: str | None = None, *, name: str) -> Extracted:
    """The article of a plain text. Raises as `extract_html` does."""
    blocks = read_plain(decode(data, name, declared_charset))
    if not blocks:
        raise Invalid(phrase("“{name}” holds no text.", name=name))
    return Extracted(title=_beginning(blocks), blocks=tuple(blocks), url=url or "")


def _beginning(blocks: list[Block]) -> str:
    """The headline, or the first words of an article that has none."""
    text = next(block.text for block in blocks if block.text)
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
