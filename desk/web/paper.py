"""A published document as paragraphs that a template can set, joined as the language joins its sentences."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import urlsplit

from desk.domain.language import WITHOUT_SPACES

SAFE = ("http", "https")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph with the inline markup on it. `href` is empty where there is no link to follow."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    line_break: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the published text."""

    kind: str
    runs: Sequence[Run]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Paper:
    """A published text: headline, standfirst, and body in order. `to_follow` says that parts are missing."""

    language: str
    headline: Paragraph
    standfirst: Sequence[Paragraph]
    body: Sequence[Paragraph]
    to_follow: bool

    @property
    def summary(self) -> str:
        """The sentence with which a list or a search engine introduces the text."""
        first = next(iter((*self.standfirst, *self.body)), self.headline)
        return first.text[:300]


def paper(document: str) -> Paper:
    """Reads a stored canonical document."""
    content = json.loads(document)
    language, units = content["language"], content["units"]
    shown = [unit for unit in units if unit["text"].strip() and not unit["omitted"] and not unit["to_follow"]]
    paragraphs = list(_paragraphs(shown, "" if language in WITHOUT_SPACES else " "))
    headline = next((one for one in paragraphs if one.kind == "headline"), None)
    rest = [one for one in paragraphs if one is not headline]
    return Paper(
        language=language,
        headline=headline or Paragraph("headline", (Run(rest[0].text[:120] if rest else "…"),)),
        standfirst=[one for one in rest if one.kind == "standfirst"],
        body=[one for one in rest if one.kind != "standfirst"],
        to_follow=any(unit["to_follow"] for unit in units),
    )


def _paragraphs(units: Iterable[Mapping[str, Any]], between: str) -> Iterator[Paragraph]:
    for (_, kind), group in groupby(units, key=lambda unit: (unit["paragraph"], unit["kind"])):
        runs: list[Run] = []
        for unit in group:
            if runs and between:
                runs.append(Run(between))
            runs.extend(runs_of(unit["text"], unit["marks"]))
        yield Paragraph(kind, runs)


def runs_of(text: str, marks: Sequence[Sequence[Any]]) -> list[Run]:
    """A text cut where its marks ([kind, start, end, attributes]) begin and end."""
    edges = {0, len(text)} | {min(max(place, 0), len(text)) for mark in marks for place in mark[1:3]}
    cuts = sorted(edges)
    return [_run(text[start:end], _over(marks, start, end)) for start, end in pairwise(cuts)]


def _over(marks: Sequence[Sequence[Any]], start: int, end: int) -> dict[str, Mapping[str, str]]:
    return {kind: attributes for kind, first, last, attributes in marks if first < end and start < last}


def _run(text: str, marks: Mapping[str, Mapping[str, str]]) -> Run:
    return Run(
        text=text,
        strong="strong" in marks,
        emphasis="emphasis" in marks,
        code="code" in marks,
        line_break="line_break" in marks,
        href=safe_link(marks.get("link", {}).get("href", "")),
    )


def safe_link(address: str) -> str:
    """The address where it leads to a page of the web, else nothing: a text from outside brings no script."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme in SAFE and parts.netloc else ""
