"""What `desk check` reads and prints: JSON Lines or TSV in, one record per finding out.

XLIFF and TMX come later; until then they are refused with a sentence that says so.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from desk.checks.article import CheckArticle, CheckSegment, Glossary
from desk.domain.errors import Invalid
from desk.domain.finding import Finding
from desk.domain.language import language
from desk.domain.segment import BlockKind, Span

FIELDS = ("id", "source", "target", "from", "to", "article", "kind")
"""The fields of a record; the first three are needed, the others may be left out."""

_KINDS = {kind.value for kind in BlockKind}


@dataclass(frozen=True, slots=True)
class Record:
    """A line of input, with its languages settled."""

    segment: CheckSegment
    source_language: str
    target_language: str
    article: str


def read_records(
    lines: Iterable[str], name: str, source_language: str | None = None, target_language: str | None = None
) -> Iterator[Record]:
    """The records of a JSON Lines or TSV text; a first line that is no JSON is taken for the header of a TSV.

    `name` is the file's, for messages; the languages hold for records that name none. Texts are brought to NFC, and the
    spans of findings count the code points of that. Raises `Invalid` with file and
    line where a line cannot be read.
    """
    numbered = ((number, line.strip("\ufeff\r\n")) for number, line in enumerate(lines, start=1))
    rows = ((number, line) for number, line in numbered if line.strip())
    header: list[str] | None = None
    for first, (number, line) in enumerate(rows):
        place = f"{name}, line {number}"
        if not first and line.lstrip()[0] not in "{[":
            header = _header(line, place)
            continue
        fields = _from_json(line, place) if header is None else _from_tsv(line, header, place)
        yield _record(fields, place, source_language, target_language)


def articles(records: Iterable[Record], glossary: Glossary | None = None) -> list[CheckArticle]:
    """The records as articles: those that share `article` and languages together, the others each by itself.

    Raises `Invalid` where an article has two segments with one id.
    """
    groups: dict[tuple[str, str, str], list[CheckSegment]] = {}
    for place, record in enumerate(records):
        name = f"a {record.article}" if record.article else f"s {place}"
        segments = groups.setdefault((name, record.source_language, record.target_language), [])
        if any(segment.id == record.segment.id for segment in segments):
            raise Invalid(f"Article “{record.article}” has two segments with the id “{record.segment.id}”.")
        segments.append(record.segment)
    return [CheckArticle(source, target, tuple(segments), glossary) for (_, source, target), segments in groups.items()]


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as `desk check` prints it; spans are [start, end] in code points, or null."""
    return {
        "id": finding.segment,
        "check": finding.check,
        "level": finding.level.value,
        "message": finding.message,
        "source_span": _span(finding.source_span),
        "target_span": _span(finding.target_span),
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _header(line: str, place: str) -> list[str]:
    names = [name.strip() for name in line.split("\t")]
    if line.lstrip().startswith("<"):
        raise Invalid(f"{place}: XLIFF and TMX cannot be read yet; give JSON Lines or TSV.")
    if missing := [name for name in FIELDS[:3] if name not in names]:
        raise Invalid(f"{place}: the header of a TSV must name id, source and target; {', '.join(missing)} is missing.")
    return names


def _from_json(line: str, place: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as err:
        raise Invalid(f"{place}: this is not JSON.") from err
    if not isinstance(fields, dict):
        raise Invalid(f"{place}: a line must be one JSON object.")
    return fields


def _from_tsv(line: str, header: list[str], place: str) -> dict[str, Any]:
    cells = line.split("\t")
    if len(cells) != len(header):
        raise Invalid(f"{place}: the line has {len(cells)} cells, the header {len(header)}.")
    return {name: cell for name, cell in zip(header, cells, strict=True) if cell or name in FIELDS[:3]}


def _record(fields: dict[str, Any], place: str, source_language: str | None, target_language: str | None) -> Record:
    texts = {name: _text(fields, name, place) for name in FIELDS[:3]}
    kind = fields.get("kind") or BlockKind.PARAGRAPH.value
    if kind not in _KINDS:
        raise Invalid(f"{place}: “{kind}” is no kind of block.")
    return Record(
        CheckSegment(texts["id"], texts["source"], texts["target"], BlockKind(kind)),
        _language(fields.get("from") or source_language, place, "from"),
        _language(fields.get("to") or target_language, place, "to"),
        str(fields.get("article") or ""),
    )


def _text(fields: dict[str, Any], name: str, place: str) -> str:
    value = fields.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or (name == "id" and not value):
        raise Invalid(f"{place}: the field “{name}” must be a text.")
    return unicodedata.normalize("NFC", value)


def _language(code: Any, place: str, name: str) -> str:
    if not code:
        raise Invalid(f"{place}: the language is missing; give “{name}” in the record or --{name}.")
    try:
        return language(str(code)).code
    except Invalid as err:
        raise Invalid(f"{place}: {err}") from err
