"""`desk packages`: what the Argos engine drafts with."""

import datetime as dt
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from desk.cli.options import as_json
from desk.cli.output import emit, table
from desk.settings import load_settings


@click.group()
def packages() -> None:
    """Argos packages, kept where argostranslate keeps them. Example: desk packages list"""


@packages.command("list")
@click.option("--starters", is_flag=True, help="Those that come with the desk, for trying it.")
@click.option("--index", is_flag=True, help="Those of the Argos index.")
@as_json
def list_(starters: bool, index: bool, json_: bool) -> None:
    """List what is installed, broken packages too. Example: desk packages list"""
    if starters and index:
        raise click.UsageError("Say --starters or --index, not both.")
    header, records, rows = _starters() if starters else _index() if index else _installed()
    if json_:
        for record in records:
            emit(record)
    else:
        table(rows, header)


Listing = tuple[tuple[str, ...], list[dict[str, Any]], list[tuple[object, ...]]]
"""The heads of the columns, the records, and the rows of the table."""


def _installed() -> Listing:
    from desk.engines.packages import installed, packages_folder, standing

    found = installed(packages_folder())
    stands = [standing(one, found) for one in found]
    records = [_record(one) | {"standing": stand} for one, stand in zip(found, stands, strict=True)]
    rows: list[tuple[object, ...]] = [
        (one.folder.name, one.version, _pair(one), _megabytes(one.size), _alignment(one), stand, _remarks(one))
        for one, stand in zip(found, stands, strict=True)
    ]
    return ("package", "version", "pair", "size", "alignment", "standing", "note"), records, rows


def _starters() -> Listing:
    from desk.engines.packages import offered

    offers = offered()
    rows: list[tuple[object, ...]] = [
        (one.wanted, one.version, _pair(one), _megabytes(one.size), one.card) for one in offers
    ]
    return ("install", "version", "pair", "size", "card"), [_record(one) for one in offers], rows


def _index() -> Listing:
    from desk.engines.index import read_index
    from desk.engines.installed import data_folder

    settings = load_settings()
    entries = read_index(data_folder(), frozenset(settings.allowed_origins), settings.package_indexes)
    rows: list[tuple[object, ...]] = [(one.name, one.version, _pair(one), len(one.links)) for one in entries]
    return ("package", "version", "pair", "addresses"), [_record(one) for one in entries], rows


def _record(one: Any) -> dict[str, Any]:
    """What a package, an offer or an entry says, as JSON has it."""
    return {key: _plain(value) for key, value in asdict(one).items()}


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _pair(one: Any) -> str:
    return f"{one.source}→{one.target}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _alignment(one: Any) -> str:
    """How much of its alignment was found right, of how many; in brackets where terms are not placed by it."""
    if one.alignment is None:
        return "–"
    text = f"{one.alignment.value:.0%} of {one.alignment.n}"
    return text if one.alignment.suffices else f"({text})"


def _remarks(one: Any) -> str:
    return one.broken or " ".join(filter(None, (one.failure, one.remark, one.card)))


@packages.command()
@click.argument("source", nargs=-1, required=True, metavar="NAME|FROM TO|starter FROM TO|URL|FILE")
def install(source: tuple[str, ...]) -> None:
    """Install from the index, a URL, a file, or what comes with the desk. Example: desk packages install vi en"""
    from desk.engines.packages import install as install_package

    settings = load_settings()
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("downloading", total=None)
        package = install_package(
            " ".join(source),
            indexes=settings.package_indexes,
            allowed_origins=frozenset(settings.allowed_origins),
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    click.echo(f"{package.name} {package.version} is installed and drafts {package.source}→{package.target}.")
    for remark in filter(None, (package.remark, package.card)):
        click.echo(remark)


@packages.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove a package. Example: desk packages remove translate-vi_en"""
    from desk.engines.packages import packages_folder
    from desk.engines.packages import remove as remove_package

    remove_package(name, packages_folder())
    click.echo(f"{name} is removed.")


@packages.command()
@click.argument("name", required=False)
def verify(name: str | None) -> int:
    """Say what is wrong with a package, or with any of them. Example: desk packages verify translate-vi_en"""
    from desk.engines.packages import installed, packages_folder
    from desk.engines.packages import verify as problems_of

    folder = packages_folder()
    found = 0
    for each in [name] if name else [one.folder.name for one in installed(folder)]:
        problems = problems_of(each, folder)
        found += len(problems)
        for line in problems or ["It is whole and loads."]:
            click.echo(f"{each}: {line}")
    return 1 if found else 0
