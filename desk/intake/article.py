"""Which runs of a page are its article, and what each of them is."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from desk.domain.segment import Block, BlockKind
from desk.intake.bounds import MAX_CHARACTERS
from desk.intake.inline import Inline, inline
from desk.intake.metadata import Metadata
from desk.intake.runs import Piece, Run, sign, signed
from desk.text.headlines import letters

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:sapo|standfirst|lead|lede|deck|dek|chapo|chapeau|entradilla|bajada|vorspann|anons|intro|summary|"
    r"excerpt|description|sub-?headline|sub-?title|article-?(?:summary|description|lead|intro))(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(r"\s+(?:[-–—|·•»/]|:{1,2})\s+")
_FEWEST_WORDS = 3
_LONGEST_STANDFIRST = 700
_SHORTEST_SUMMARY = 40
_NOT_BESIDE = frozenset({"aside", "nav", "footer", "form", "a"})
_SHORT_CELL = 60
_FEWEST_CELLS = 3
_LONGEST_NAME = 200
_FEWEST = 30  # letters of a sentence, of which an ideograph or a syllable is worth several
_LETTER_WORTH = 3
_FIRST_SYLLABLE = 0x2E80


def headline(found: Sequence[Run], metadata: Metadata) -> tuple[str, int | None]:
    """The headline, and the number of its run where the page shows it: the h1 that says what the titles say."""
    site = letters(metadata.site)
    tops = [
        number for number, run in enumerate(found) if _near(run, ("h1",), 2) is not None and letters(run.bare) != site
    ]
    titles = [letters(title) for title in metadata.titles]
    for number in tops:
        text = letters(found[number].bare)
        if any(text in title or title in text for title in titles if title):
            return inline(found[number].pieces).text, number
    if tops and (not titles or len(tops) == 1):
        return inline(found[tops[0]].pieces).text, tops[0]
    title = _shown_part(_without_site(metadata), found)
    shown = (number for number, run in enumerate(found) if title and letters(run.bare) == letters(title))
    return title, next((number for number in shown if _near(found[number], tuple(_HEADINGS), 2) is not None), None)


def _without_site(metadata: Metadata) -> str:
    """The page's likeliest title, without the name of its site behind or before it."""
    for title in metadata.titles:
        if letters(title) == letters(metadata.site):
            continue
        name = re.escape(metadata.site or "\0")
        return re.sub(rf"\s+[-–—|·•:]\s+{name}$|^{name}\s+[-–—|·•:]\s+", "", title, flags=re.IGNORECASE)
    return ""


def _shown_part(title: str, found: Sequence[Run]) -> str:
    """The longest part of a title that the page shows by itself, where the page does not say its site's name."""
    parts = [part for part in _TITLE_PARTS.split(title) if len(part.split()) >= _FEWEST_WORDS]
    shown = {letters(run.bare) for run in found}
    return max((part for part in parts if letters(part) in shown), key=len, default=title)


def article(tree: Any, found: Sequence[Run], metadata: Metadata, top: int | None) -> list[Block]:
    """The blocks of the article below its headline, the run `top`. The tree is written to (`sign`)."""
    kept = {number for number in _content(tree, found) if top is None or number > top or not _above(found, number, top)}
    kept.discard(-1 if top is None else top)
    if not any(_tells(found[number]) for number in kept):
        return []
    first = _standfirst(found, metadata, top, min(kept))
    kept |= set(_captions(found, kept, top)) | ({first} if first is not None else set())
    return list(_blocks(found, sorted(kept), first))


def _content(tree: Any, found: Sequence[Run]) -> set[int]:
    """The numbers of the runs that trafilatura takes for the article's."""
    import trafilatura

    sign(list(found))
    document: Any = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    if document is None:
        return set()
    text = "".join(document.body.itertext())
    if kept := signed(text):
        return kept & set(range(len(found)))
    said = letters(text[:MAX_CHARACTERS])  # of the page's own data, where it holds the article too
    return {
        number for number, run in enumerate(found) if len(run.bare) >= _SHORTEST_SUMMARY and letters(run.bare) in said
    }


def _tells(run: Run) -> bool:
    """Whether a run says something of its own, as a menu and a list of links do not."""
    own = "".join(piece.text for piece in run.pieces if not _in_link(piece))
    return sum(_LETTER_WORTH if ord(letter) >= _FIRST_SYLLABLE else 1 for letter in own if letter.isalpha()) >= _FEWEST


def _in_link(piece: Piece) -> bool:
    if piece.holder is None:
        return False
    element = piece.holder if piece.where == "text" else piece.holder.getparent()
    return element is not None and (element.tag == "a" or next(element.iterancestors("a"), None) is not None)


def _above(found: Sequence[Run], number: int, top: int) -> bool:
    """Whether a run stands above the headline in another part of the page: a menu, a ticker."""
    return number < top and not _shared(found[number].block, found[top].block)


def _shared(one: Any, other: Any) -> bool:
    """Whether two elements stand in one article or main part."""
    frames = [next(element.iterancestors("article", "main"), None) for element in (one, other)]
    return frames[0] is not None and frames[0] is frames[1]


def _standfirst(found: Sequence[Run], metadata: Metadata, top: int | None, first: int) -> int | None:
    """The run between the headline and the text that sums the article up: a long heading right under the headline, a
    run that is so marked, or one that says what the page's own summary says in another place than the paragraphs."""
    if top is None:
        return None
    following = found[first + 1].block.getparent() if first + 1 < len(found) else None
    for number in range(top + 1, first + 1):
        run = found[number]
        if len(run.bare) > _LONGEST_STANDFIRST or run.block is None or _kind(run) is BlockKind.CAPTION:
            continue
        heading = _near(run, tuple(_HEADINGS), 1) is not None
        apart = heading or run.block.getparent() is not following
        under = heading and number == top + 1 and len(run.bare) >= _SHORTEST_SUMMARY
        if under or _marked(run, _STANDFIRST) or (apart and _sums_up(run.bare, metadata.summary)):
            return number
    return None


def _sums_up(text: str, summary: str) -> bool:
    shown, said = letters(text), letters(summary.rstrip("…. "))
    return len(said) >= _SHORTEST_SUMMARY and (shown == said or shown.startswith(said))


def _captions(found: Sequence[Run], kept: set[int], top: int | None) -> Iterator[int]:
    """The captions among the text, or beside it under the same element, which extraction passes over."""
    first, last = min(kept), max(kept)
    for number, run in enumerate(found):
        if number in kept or _kind(run) is not BlockKind.CAPTION or _near(run, tuple(_NOT_BESIDE), 9) is not None:
            continue
        under_top = top is not None and top < number < first
        figure = _near(run, ("figure",), 9)
        beside = figure is not None and figure.getparent() in found[last].block.iterancestors()
        if first < number < last or under_top or beside:
            yield number


def _near(run: Run, tags: Sequence[str], steps: int) -> Any:
    """The run's element or one of its next ancestors, that has one of the tags; None where none has."""
    element = run.block
    for _ in range(steps + 1):
        if element is None or element.tag in tags:
            return element
        element = element.getparent()
    return None


def _marked(run: Run, pattern: re.Pattern[str]) -> bool:
    """Whether the run's element or its parent bears a name that fits."""
    elements = (element for element in (run.block, run.block.getparent()) if element is not None)
    names = (element.get(key) or "" for element in elements for key in ("class", "itemprop", "id"))
    return any(pattern.search(name) for name in names if len(name) < _LONGEST_NAME)


def _kind(run: Run) -> BlockKind:
    """What a run is, by the elements around it."""
    if _near(run, ("figcaption",), 4) is not None or _marked(run, _CAPTION):
        return BlockKind.CAPTION
    if _near(run, tuple(_HEADINGS), 2) is not None:
        return BlockKind.SUBHEADING
    if _near(run, ("blockquote",), 4) is not None:
        return BlockKind.QUOTE
    return BlockKind.LIST_ITEM if _near(run, ("li", "dd", "dt"), 2) is not None else BlockKind.PARAGRAPH


def _blocks(found: Sequence[Run], kept: Sequence[int], first: int | None) -> Iterator[Block]:
    tables = _data_tables(found, kept)
    shown: set[Any] = set()
    for number in kept:
        table = _near(found[number], ("table",), 9)
        if table in tables:
            if table not in shown and tables[table]:
                yield Block(BlockKind.TABLE, "")
            shown.add(table)
            continue
        content = inline(found[number].pieces)
        if content.text:
            yield _block(BlockKind.STANDFIRST if number == first else _kind(found[number]), content)


def _block(kind: BlockKind, content: Inline) -> Block:
    return Block(kind, content.text, content.marks)


def _data_tables(found: Sequence[Run], kept: Sequence[int]) -> dict[Any, bool]:
    """The tables of several rows of short cells, which are no layout: whether each says something, or is a menu."""
    cells: dict[Any, list[Run]] = {}
    for number in kept:
        table = _near(found[number], ("table",), 9)
        if table is not None:
            cells.setdefault(table, []).append(found[number])
    return {
        table: not all(_in_link(piece) for run in runs for piece in run.pieces if piece.text.strip())
        for table, runs in cells.items()
        if len(table.findall(".//tr")) > 1
        and len(runs) > _FEWEST_CELLS
        and sum(len(run.bare) for run in runs) / len(runs) < _SHORT_CELL
    }
