"""The article out of a saved page: trafilatura finds its text, the page's own markup says what each part is."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desk.domain.errors import Invalid
from desk.domain.segment import Block, BlockKind
from desk.intake.inline import Inline, read_inline
from desk.text.normal import one_line

_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:sapo|standfirst|lead|lede|deck|dek|chapo|chapeau|entradilla|bajada|vorspann|teaser|"
    r"sub-?headline|sub-?title|article-?description|excerpt|anons)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|figcaption|wp-caption-text|photo-?text)(?:$|[\s_-])", re.IGNORECASE)
_KINDS = {"p": BlockKind.PARAGRAPH, "item": BlockKind.LIST_ITEM, "quote": BlockKind.QUOTE, "head": BlockKind.SUBHEADING}
_LONGEST_STANDFIRST = 700


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its article's blocks, headline first, and what is known about it."""

    title: str
    blocks: tuple[Block, ...]
    language: str | None
    byline: str
    published_at: dt.datetime | None
    url: str
    site: str


def read_page(html: str, url: str = "") -> Page:
    """The article of a page. Raises `Invalid` where there is none in it."""
    import trafilatura
    from lxml import html as parser

    options = {"include_comments": False, "include_formatting": True, "include_links": True, "include_images": True}
    found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True, fast=True, **options)
    body = getattr(found, "body", None)
    if found is None or body is None or not "".join(body.itertext()).strip():
        raise Invalid("No article was found in this page.")
    tree = parser.document_fromstring(html)
    title = _headline(tree, one_line(found.title or ""))
    blocks = list(_blocks(body, title))
    if not blocks:
        raise Invalid("No article was found in this page.")
    blocks = _with_standfirst(_with_captions(blocks, tree), tree)
    return Page(
        title=title or blocks[0].text[:200],
        blocks=(Block(BlockKind.HEADLINE, title or blocks[0].text[:200]), *blocks),
        language=(tree.get("lang") or "").lower().split("-")[0] or None,
        byline=one_line(found.author or "")[:300],
        published_at=_time(tree, found.date),
        url=found.url or url,
        site=one_line(found.sitename or ""),
    )


def _headline(tree: Any, title: str) -> str:
    """The page's own h1 where it says what its title says, else the title."""
    for heading in tree.iter("h1"):
        text = one_line(heading.text_content())
        if text and (not title or text in title or title in text):
            return text
    return title


def _blocks(body: Any, title: str) -> Iterator[Block]:
    """The blocks of trafilatura's tree in order, without the headline that stands before the body."""
    for element in body.iter("p", "item", "quote", "head"):
        if element.tag == "quote" and element.find(".//p") is not None:
            continue  # its paragraphs come by themselves
        inline = read_inline(element)
        if not inline.text or (element.tag == "head" and inline.text == title):
            continue
        inside_quote = next(element.iterancestors("quote"), None) is not None
        yield _block(BlockKind.QUOTE if inside_quote else _KINDS[element.tag], inline)


def _block(kind: BlockKind, inline: Inline) -> Block:
    return Block(kind, inline.text, inline.marks)


def _with_captions(blocks: list[Block], tree: Any) -> list[Block]:
    """The captions that the page marks as such, each before the paragraph that it stands before in the page."""
    places = {block.text: index for index, block in enumerate(blocks)}
    result, waiting = list(blocks), []
    inserted: list[tuple[int, Block]] = []
    started = False
    for element in tree.iter("h1", "p", "li", "h2", "h3", "figcaption", "div", "span", "blockquote"):
        text = one_line(element.text_content()) if _may_matter(element) else ""
        started = started or element.tag == "h1" or text in places
        if _is_caption(element) and text:
            if text in places:
                result[places[text]] = Block(BlockKind.CAPTION, text, blocks[places[text]].marks)
            elif started and text not in waiting:
                waiting.append(text)
        elif text in places and waiting:
            inserted += [(places[text], Block(BlockKind.CAPTION, caption)) for caption in waiting]
            waiting = []
    for index, caption in reversed(inserted):
        result.insert(index, caption)
    return result


def _may_matter(element: Any) -> bool:
    """Whether an element's text is worth comparing: leaves of text, not the frames around them."""
    return element.tag not in ("div", "span") or _is_caption(element)


def _is_caption(element: Any) -> bool:
    return element.tag == "figcaption" or bool(_CAPTION.search(element.get("class") or ""))


def _with_standfirst(blocks: list[Block], tree: Any) -> list[Block]:
    """The standfirst that the page marks as such, found among the blocks or put before them."""
    after = False
    for element in tree.iter("h1", "h2", "h3", "p", "div", "span"):
        after = after or element.tag == "h1"
        name = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if not (after and _STANDFIRST.search(name)):
            continue
        text = one_line(element.text_content())
        if not text or len(text) > _LONGEST_STANDFIRST or element.find(".//p") is not None:
            continue
        for index, block in enumerate(blocks[:3]):
            if block.text == text:
                blocks[index] = Block(BlockKind.STANDFIRST, block.text, block.marks)
                return blocks
        return [Block(BlockKind.STANDFIRST, text), *blocks]
    return blocks


def _time(tree: Any, date: str | None) -> dt.datetime | None:
    """When the article was published: the page's exact time where it has one, else its date at midnight, in UTC."""
    exact = tree.xpath("//meta[@property='article:published_time']/@content | //time/@datetime")
    for text in (*exact, date or ""):
        try:
            found = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            continue
        return found.replace(tzinfo=found.tzinfo or dt.UTC).astimezone(dt.UTC)
    return None
