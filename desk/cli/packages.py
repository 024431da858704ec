"""`desk packages`: what the Argos engine drafts with."""

import sys
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from desk.cli.output import emit, table
from desk.cli.session import as_json
from desk.settings import load_settings


@click.group()
def packages() -> None:
    """Argos packages, kept where argostranslate keeps them. Example: desk packages list"""


def _record(package: Any) -> dict[str, Any]:
    return {key: str(value) if key == "folder" else value for key, value in asdict(package).items()}


@packages.command("list")
@as_json
def list_(json_: bool) -> None:
    """List what is installed, broken packages too. Example: desk packages list"""
    from desk.engines.packages import installed, packages_folder

    found = installed(packages_folder())
    if json_:
        for package in found:
            emit(_record(package))
        return
    table(
        [
            (one.name, one.version, f"{one.source}→{one.target}", f"{one.size / 1e6:.1f} MB", one.broken or one.card)
            for one in found
        ],
        ("package", "version", "pair", "size", "note"),
    )


@packages.command()
@click.argument("source", nargs=-1, required=True, metavar="NAME|FROM TO|URL|FILE")
def install(source: tuple[str, ...]) -> None:
    """Install from the Argos index, a URL or a file. Example: desk packages install vi en"""
    from desk.engines.packages import install as install_package

    allowed = frozenset(load_settings().allowed_origins)
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("downloading", total=None)
        package = install_package(
            " ".join(source),
            allowed_origins=allowed,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    click.echo(f"{package.name} {package.version} is installed and drafts {package.source}→{package.target}.")
    if package.card:
        click.echo(package.card)


@packages.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove a package. Example: desk packages remove translate-vi_en"""
    from desk.engines.packages import packages_folder
    from desk.engines.packages import remove as remove_package

    remove_package(name, packages_folder())
    click.echo(f"{name} is removed.")


@packages.command()
@click.argument("name")
def verify(name: str) -> int:
    """Say what is wrong with a package. Example: desk packages verify translate-vi_en"""
    from desk.engines.packages import packages_folder
    from desk.engines.packages import verify as problems_of

    problems = problems_of(name, packages_folder())
    for problem in problems:
        click.echo(problem)
    if not problems:
        click.echo(f"{name} is whole and loads.")
    return 1 if problems else 0
