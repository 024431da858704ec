"""`desk translate`: texts in, drafts out, with no database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from desk.cli.glossary import chosen, narrowed
from desk.cli.output import emit, read_text
from desk.domain.draft import TranslationEngine
from desk.domain.errors import Invalid
from desk.domain.language import language


@click.command()
@click.argument("path", metavar="PATH|-")
@click.option("--from", "source", required=True, metavar="L", help="The language of the texts.")
@click.option("--to", "target", required=True, metavar="L", help="The language to translate into.")
@click.option("--engine", help="What drafts; the best for the pair where it is not said.")
@click.option("--glossary", "paths", multiple=True, type=click.Path(path_type=Path), help="May be said again.")
@narrowed
def translate(
    path: str,
    source: str,
    target: str,
    engine: str | None,
    paths: tuple[Path, ...],
    desk: str | None,
    topic: str | None,
) -> int:
    """Draft plain lines, or JSON Lines {"id","source"}. Example: desk translate --from vi --to en article.txt"""
    from desk.drafting.pipeline import draft
    from desk.drafting.terms import hold_terms
    from desk.glossary.files import load
    from desk.services.drafting import term_record

    pair = language(source).code, language(target).code
    records = list(inputs(read_text(path), path))
    terms = load(chosen(paths)).within(desk=desk, topic=topic, source_language=pair[0])
    results = draft(
        [text for _, text in records],
        *pair,
        engine_for(engine, *pair),
        hold_terms=lambda text, output, one, other: hold_terms(terms, text, output, one, other),
    )
    for (name, text), result in zip(records, results, strict=True):
        record: dict[str, Any] = {"id": name, "source": text, "target": result.text, "score": result.raw.score}
        record |= {"origin": "machine", "terms": [term_record(term) for term in result.terms]}
        emit(record | ({"error": result.raw.error} if result.raw.error else {}))
    return 1 if any(result.raw.error for result in results) else 0


def engine_for(name: str | None, source: str, target: str) -> TranslationEngine:
    """The engine of a name or, where none is said, the first in the usual order for the pair. Raises `Invalid`."""
    from desk.cli.session import make_wiring
    from desk.domain.routing import in_order
    from desk.engines.registry import engine_from

    wiring = make_wiring()
    if name:
        return engine_from(name, wiring.engine_options)
    return wiring.engines.get(in_order(wiring.engines.states(), (source, target))[0])


def inputs(text: str, path: str) -> Iterator[tuple[str, str]]:
    """Ids and source texts: of JSON Lines where the first line is an object, else of plain lines, numbered from 1.

    Raises `Invalid` naming file and line.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    as_json = bool(lines) and lines[0][1].lstrip().startswith("{")
    for number, line in lines:
        yield _record(line, number, path) if as_json else (str(number), line)


def _record(line: str, number: int, path: str) -> tuple[str, str]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise Invalid(f"{path}, line {number}: this is not JSON ({error}).") from error
    if not isinstance(record, dict) or not isinstance(record.get("source"), str):
        raise Invalid(f'{path}, line {number}: a record is {{"id", "source"}}, and this has no “source” text.')
    return str(record.get("id", number)), record["source"]
