"""The agreement set: drafts in which a term has to be put right, and what an editor would have written.

`benchmarks/terms/agreement/README.md` describes the files. Here they become what the desk takes: a glossary of the
item's own terms, and an engine's output with an alignment as soft as a real one.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from terms_measures import bare, replaced

from desk.domain.draft import Alignment, EngineOutput
from desk.domain.segment import Span
from desk.domain.term import TermStatus
from desk.drafting.terms import hold_terms
from desk.glossary.files import load
from desk.glossary.matcher import Glossary

FOLDER = Path(__file__).parent / "terms" / "agreement"
HALVES = ("look", "measure")
LANGUAGES = ("en", "es", "fr", "ru", "de", "uk", "ar", "vi")
FOCUS, SHARED, NEAR, FLOOR = 0.45, 0.25, 0.2, 0.1
"""Of a piece's attention: on the one that it means most, on all it is aligned with, on their neighbours, anywhere."""
_TOKEN = re.compile(r"\S+")
_PIECE = re.compile(r"\d+|[^\W\d_]{1,5}|[^\w\s]|_")


@dataclass(frozen=True)
class Occurrence:
    """A term in the source: what it was called in the draft, and the forms that are right in its place.

    `was` is "right", "forbidden" or "unknown"; `required` holds the surfaces, inflected as the sentence wants them.
    """

    term: str
    drafted: str
    was: str
    required: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A sentence with its draft. `references` are all texts that are right, the editor's own first."""

    id: str
    source_language: str
    target_language: str
    kind: str
    source: str
    draft: str
    references: tuple[str, ...]
    terms: tuple[dict[str, Any], ...]
    occurrences: tuple[Occurrence, ...]
    attention: str
    links: frozenset[tuple[int, int]]

    def forms(self, term: str, *statuses: str) -> list[str]:
        """The bare forms of a term in the target language: `preferred`, `admitted`, `forbidden`."""
        entry = next(each for each in self.terms if each["id"] == term)["forms"][self.target_language]
        given = [entry.get(status, []) for status in statuses]
        flat = [form for each in given for form in (each if isinstance(each, list) else [each])]
        return [bare(form["text"] if isinstance(form, dict) else form, self.target_language) for form in flat]

    def reference_for(self, output: str) -> str:
        """What an output is compared with: itself where it is one of the right texts, else the editor's."""
        return output if output in self.references else self.references[0]


def read(language: str, half: str, folder: Path = FOLDER) -> list[Item]:
    """The items of a language and half, in order."""
    text = (folder / f"{language}.{half}.jsonl").read_text("utf-8")
    return [_item(json.loads(line)) for line in text.splitlines()]


def _item(record: dict[str, Any]) -> Item:
    occurrences = tuple(
        Occurrence(
            each["term"], record["draft"][each["draft"][0] : each["draft"][1]], each["was"], tuple(each["required"])
        )
        for each in record["occurrences"]
    )
    links = frozenset(tuple(map(int, pair.split("-"))) for pair in record["alignment"].split())
    return Item(
        record["id"], record["source_language"], record["target_language"], record["kind"], record["source"],
        record["draft"], (record["reference"], *record.get("also", ())), tuple(record["terms"]), occurrences,
        record["attention"], links,
    )  # fmt: skip


def glossary(item: Item) -> Glossary:
    """The terms of an item, read from a glossary's file. JSON is YAML too."""
    document = {"title": item.id, "topic": "benchmark", "terms": item.terms}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{item.id}.yaml"
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        return load([path])


def held(item: Item) -> tuple[str, int]:
    """The desk's text, and how many of its terms it reports as missed."""
    output = EngineOutput(item.draft, alignment=alignment(item))
    text, outcomes = hold_terms(glossary(item), item.source, output, item.source_language, item.target_language)
    return text, sum(outcome.status is TermStatus.MISSED for outcome in outcomes)


def substituted(item: Item) -> str:
    """The draft with each forbidden form replaced by the bare preferred one."""
    variants = {
        form.casefold(): item.forms(term["id"], "preferred")[0]
        for term in item.terms
        for form in item.forms(term["id"], "forbidden")
    }
    return replaced(item.draft, variants, item.target_language)


def alignment(item: Item) -> Alignment:
    """Attention over pieces of at most five letters, spread as a model spreads it.

    Pieces of a token inherit the token's links; marks of punctuation look at each other. Where the item says `diffuse`
    or `misled`, the pieces without links look everywhere.
    """
    source, target = list(_pieces(item.source)), list(_pieces(item.draft))
    diffuse = _diffuse_tokens(item)
    linked = [() if token in diffuse else _linked(item, source, target, n) for n, (token, _) in enumerate(target)]
    rows = tuple(_row(linked[n], len(source), _share(linked, n)) for n in range(len(target)))
    return Alignment(tuple(span for _, span in source), tuple(span for _, span in target), rows)


def _pieces(text: str) -> Iterator[tuple[int, Span]]:
    """Each piece with the number of its token."""
    for number, token in enumerate(_TOKEN.finditer(text)):
        for piece in _PIECE.finditer(text, token.start(), token.end()):
            yield number, Span(piece.start(), piece.end())


def _diffuse_tokens(item: Item) -> set[int]:
    if item.attention != "diffuse":
        return set()
    names = [found.span() for each in item.occurrences for found in re.finditer(re.escape(each.drafted), item.draft)]
    tokens = list(_TOKEN.finditer(item.draft))
    return {n for n, token in enumerate(tokens) for start, end in names if token.start() < end and start < token.end()}


def _linked(item: Item, source: list[tuple[int, Span]], target: list[tuple[int, Span]], place: int) -> tuple[int, ...]:
    """The pieces of the source that a piece of the draft means."""
    token, span = target[place]
    words = [n for n, (_, each) in enumerate(source) if _is_word(each.of(item.source))]
    if _is_word(span.of(item.draft)):
        return tuple(n for n in words if (source[n][0], token) in item.links)
    marks = set(range(len(source))) - set(words)
    wanted = place / len(target) * len(source)
    return (min(marks, key=lambda n: abs(n - wanted)),) if marks else ()


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _share(linked: list[tuple[int, ...]], place: int) -> float:
    """How far a piece stands into the run of pieces that mean the same, 0 to 1."""
    same = [n for n, each in enumerate(linked) if each == linked[place]]
    return (same.index(place) + 0.5) / len(same)


def _row(linked: tuple[int, ...], width: int, share: float) -> tuple[float, ...]:
    row = [FLOOR / width] * width
    if not linked:
        return tuple([1 / width] * width)
    row[linked[min(int(share * len(linked)), len(linked) - 1)]] += FOCUS
    near = sorted({n + by for n in linked for by in (-2, -1, 1, 2)} & set(range(width)) - set(linked)) or linked
    for places, weight in ((linked, SHARED), (near, NEAR)):
        for n in places:
            row[n] += weight / len(places)
    return tuple(row)
