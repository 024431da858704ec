"""`desk check` and `desk score`: findings and scores of files, with no database."""

import json
from dataclasses import replace
from pathlib import Path

import click

from desk.cli.glossary import chosen
from desk.cli.options import narrowed
from desk.cli.output import emit, text_lines
from desk.domain.finding import Level
from desk.domain.language import language

LEFT_OUT = frozenset({"human", "memory", "omitted", "none"})
"""Origins that say nothing about an engine (`desk story export` writes them)."""


@click.command()
@click.argument("path", metavar="PATH|-")
@click.option("--from", "source", metavar="L", help="The language of the sources, where the records do not say.")
@click.option("--to", "target", metavar="L", help="The language of the targets, where the records do not say.")
@click.option("--glossary", "paths", multiple=True, type=click.Path(path_type=Path), help="May be said again.")
@narrowed
def check(
    path: str, source: str | None, target: str | None, paths: tuple[Path, ...], desk: str | None, topic: str | None
) -> int:
    """Print what is wrong in translated segments. Status 1 where a finding blocks. Example: desk check pairs.jsonl

    PATH holds JSON Lines {"id","source","target","from"?,"to"?,"article"?}, or tab-separated values with a header.
    """
    from desk.checks import run_checks
    from desk.checks.records import articles, finding_record, read_records
    from desk.glossary.files import load

    pair = (source and language(source).code, target and language(target).code)
    records = read_records(text_lines(path), path, *pair)
    blocked = False
    terms = load(chosen(paths))
    for article in articles(records):
        held = terms.within(desk=desk, topic=topic, source_language=article.source_language)
        for finding in run_checks(replace(article, glossary=held)):
            blocked = blocked or finding.level is Level.BLOCK
            emit(finding_record(finding))
    return 1 if blocked else 0


@click.command()
@click.argument("path", metavar="PATH|-")
@click.option("--to", "target", required=True, metavar="L", help="The language of the drafts.")
@click.option("--segments", is_flag=True, help="Add every segment's scores.")
@click.option("--compare", is_flag=True, help="Add paired significance, each system against the first.")
def score(path: str, target: str, segments: bool, compare: bool) -> None:
    """Score drafts against final texts: BLEU and chrF++ 0–100, TER per 100 words, HTER per word, with 95 % intervals.

    PATH holds JSON Lines {"id","draft","final","system"?,"reference"?}. Records of `desk story export` whose text is no
    machine's draft, post-edited or not, are left out and counted on standard error.

    Example: desk score --to en drafts.jsonl
    """
    from desk.scoring.records import read
    from desk.scoring.report import report

    lines = text_lines(path)
    kept = [line if _speaks_of_an_engine(line) else "" for line in lines]
    left_out = sum(bool(line.strip()) and not other for line, other in zip(lines, kept, strict=True))
    if left_out:
        click.echo(f"{left_out} segments are left out: written by hand, from memory, or omitted.", err=True)
    records = read(kept, path)
    emit(report(records, language(target).code, segments=segments, comparison=compare))


def _speaks_of_an_engine(line: str) -> bool:
    """Whether a record is to be scored: all but exported ones of another origin; what is no JSON is refused later."""
    try:
        record = json.loads(line)
    except ValueError:
        return True
    return not (isinstance(record, dict) and record.get("origin") in LEFT_OUT)
