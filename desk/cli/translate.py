"""`desk translate`: texts in, drafts out, with no database."""

import json
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.ahead import ahead, chunks
from desk.cli.glossary import chosen
from desk.cli.lines import read_lines
from desk.cli.options import narrowed
from desk.cli.output import emit
from desk.domain.draft import DraftResult, EngineOutput, TranslationEngine
from desk.domain.errors import Invalid
from desk.domain.language import language

if TYPE_CHECKING:
    from desk.drafting.pipeline import HoldTerms

CHUNK = 512
"""Sentences that go to the engine at once; with their alignments they take about 40 MB."""

Text = tuple[str, str]
"""The id of a text, and the text."""


@click.command()
@click.argument("path", metavar="PATH|-")
@click.option("--from", "source", required=True, metavar="L", help="The language of the texts.")
@click.option("--to", "target", required=True, metavar="L", help="The language to translate into.")
@click.option("--engine", help="What drafts; the best for the pair where it is not said.")
@click.option("--glossary", "paths", multiple=True, type=click.Path(path_type=Path), help="May be said again.")
@click.option("--no-glossary", is_flag=True, help="Hold no terms: the drafts are the engine's own, and faster.")
@narrowed
def translate(
    path: str,
    source: str,
    target: str,
    engine: str | None,
    paths: tuple[Path, ...],
    no_glossary: bool,
    desk: str | None,
    topic: str | None,
) -> int:
    """Draft plain lines, or JSON Lines {"id","source"}, as they come, in order.

    Example: desk translate --from vi --to en article.txt
    """
    from desk.domain.term import term_record
    from desk.drafting.pipeline import draft

    if no_glossary and paths:
        raise click.UsageError("Say --glossary or --no-glossary, not both.")
    pair = language(source).code, language(target).code
    hold_terms = None if no_glossary else _holder(paths, desk, topic, pair[0])
    drafting = engine_for(engine, *pair, with_alignment=hold_terms is not None)

    def drafted(texts: Sequence[Text]) -> list[tuple[Text, DraftResult]]:
        results = draft([text for _, text in texts], *pair, drafting, hold_terms=hold_terms)
        return list(zip(texts, results, strict=True))

    failed = False
    results = ahead(drafted, chunks(inputs(read_lines(path), path), CHUNK))
    for (name, text), result in _shown(one for chunk in results for one in chunk):
        record: dict[str, Any] = {"id": name, "source": text, "target": result.text, "score": result.raw.score}
        record |= {"origin": "machine", "terms": [term_record(term) for term in result.terms]}
        emit(record | ({"error": result.raw.error} if result.raw.error else {}))
        failed = failed or result.raw.error is not None
    return 1 if failed else 0


def _holder(paths: tuple[Path, ...], desk: str | None, topic: str | None, source: str) -> "HoldTerms":
    """Holds the terms of the glossary, one text at a time: what it uses was not written for threads."""
    from desk.drafting.terms import hold_terms
    from desk.glossary.files import load

    terms = load(chosen(paths)).within(desk=desk, topic=topic, source_language=source)
    lock = threading.Lock()

    def hold(text: str, output: EngineOutput, one: str, other: str) -> Any:
        with lock:
            return hold_terms(terms, text, output, one, other)

    return hold


def _shown(results: Iterable[tuple[Text, DraftResult]]) -> Iterator[tuple[Text, DraftResult]]:
    """The results, counted on a terminal where they themselves go elsewhere."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    hidden = sys.stdout.isatty() or not sys.stderr.isatty()
    columns = (SpinnerColumn(), "drafted", MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True) as progress:
        task = progress.add_task("", total=None)
        for result in results:
            progress.advance(task)
            yield result


def engine_for(name: str | None, source: str, target: str, *, with_alignment: bool = True) -> TranslationEngine:
    """The engine of a name or, where none is said, the first in the usual order for the pair. Raises `Invalid`."""
    from desk.domain.routing import in_order
    from desk.engines.engines import Engines
    from desk.engines.registry import EngineOptions, engine_from, engines_from
    from desk.settings import load_settings

    settings = load_settings()
    options = EngineOptions.of(settings, with_alignment=with_alignment)
    if name:
        return engine_from(name, options)
    engines = Engines(engines_from(settings.engine, options))
    return engines.get(in_order(engines.states(), (source, target))[0])


def inputs(lines: Iterable[tuple[int, str]], path: str) -> Iterator[Text]:
    """Ids and source texts: of JSON Lines where the first line is an object, else of plain lines, numbered from 1.

    Raises `Invalid` naming file and line.
    """
    as_json: bool | None = None
    for number, line in lines:
        as_json = line.lstrip().startswith("{") if as_json is None else as_json
        yield _record(line, number, path) if as_json else (str(number), line)


def _record(line: str, number: int, path: str) -> Text:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise Invalid(f"{path}, line {number}: this is not JSON ({error}).") from error
    if not isinstance(record, dict) or not isinstance(record.get("source"), str):
        raise Invalid(f'{path}, line {number}: a record is {{"id", "source"}}, and this has no “source” text.')
    return str(record.get("id", number)), record["source"]
