"""`desk glossary`: the terms' files."""

from pathlib import Path

import click

from desk.cli.glossary_sync import sync
from desk.cli.output import emit, read_text
from desk.cli.session import as_json
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
def match(path: str, lang: str, paths: tuple[Path, ...]) -> None:
    """Find terms in a text: {"term","start","end","form"} a line. Example: desk glossary match --lang vi a.txt"""
    from desk.glossary.files import load
    from desk.glossary.records import match_record

    code = language(lang).code
    terms = load(chosen(paths))
    text = read_text(path)
    for found in terms.match(text, code):
        emit(match_record(found, text))


glossary.add_command(sync)
