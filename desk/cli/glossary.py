"""`desk glossary`: the terms' files."""

from pathlib import Path

import click

from desk.cli.glossary_sync import sync
from desk.cli.options import as_json, narrowed
from desk.cli.output import emit, read_text, write_bytes
from desk.domain.language import language
from desk.settings import load_settings

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")


def chosen(paths: tuple[Path, ...]) -> list[Path]:
    """The files and folders that were named, or else those of the settings, or else the desk's own."""
    from desk.resources import resource

    return list(paths) or load_settings().glossary_paths or [resource("glossaries")]


@click.group()
def glossary() -> None:
    """The desk's terms, as files that people review. Example: desk glossary lint"""


@glossary.command()
@PATHS
@as_json
def lint(paths: tuple[Path, ...], json_: bool) -> int:
    """Explain what is wrong in glossary files. Example: desk glossary lint glossaries/"""
    from desk.glossary.lint import is_clean
    from desk.glossary.lint import lint as problems_of

    problems = problems_of(chosen(paths))
    for problem in problems:
        if json_:
            emit({"file": problem.file, "line": problem.line, "level": problem.level.value, "message": problem.message})
        else:
            click.echo(f"{problem.file}:{problem.line}: {problem.level}: {problem.message}")
    return 0 if is_clean(problems) else 1


@glossary.command()
@click.argument("path", metavar="PATH|-")
@click.option("--lang", required=True, metavar="L", help="The language of the text.")
@click.option("--glossary", "paths", multiple=True, type=click.Path(path_type=Path), help="May be said again.")
@narrowed
def match(path: str, lang: str, paths: tuple[Path, ...], desk: str | None, topic: str | None) -> None:
    """Find terms in a text: {"term","start","end","form"} a line. Example: desk glossary match --lang vi a.txt"""
    from desk.glossary.files import load
    from desk.glossary.records import match_record

    code = language(lang).code
    terms = load(chosen(paths)).within(desk=desk, topic=topic)
    text = read_text(path)
    for found in terms.match(text, code):
        emit(match_record(found, text))


@glossary.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.argument("target", metavar="[TO|-]", default="-")
@click.option("--from", "read_as", metavar="FORMAT", help="The format of FROM, where its ending does not say.")
@click.option("--to", "written_as", metavar="FORMAT", help="The format of TO: yaml, csv, tbx-dca or tbx-dct.")
def convert(source: Path, target: str, read_as: str | None, written_as: str | None) -> None:
    """Convert terms between YAML, CSV and TBX, and say on standard error what the other format leaves out.

    Example: desk glossary convert glossaries/crisis-and-conflict.yaml terms.tbx
    """
    from desk.glossary.exchange.collection import losses
    from desk.glossary.exchange.formats import format_of, read_bytes

    before, after = format_of(source, read_as), format_of(target, written_as)
    file = before.read(read_bytes(source), str(source))
    data = after.write(file)
    if target == "-":
        click.echo(data.decode(), nl=False)
    else:
        write_bytes(Path(target), data)
    unread = [f"{name} ({count:,})" for name, count in file.unread.items()]
    for place, lost in ((source, unread), (target, list(losses(file, after.carried)))):
        if lost:
            click.echo(f"{place}: left out or changed: {', '.join(lost)}.", err=True)


glossary.add_command(sync)
