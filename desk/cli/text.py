"""`desk extract` and `desk segment`: what intake reads, with no database."""

import re
from typing import TYPE_CHECKING

import click

from desk.cli.output import emit, read_bytes
from desk.domain.language import language

if TYPE_CHECKING:
    from desk.intake.reader import ReadArticle

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@click.command()
@click.argument("place", metavar="PATH|URL|-")
@click.option("--lang", "code", metavar="L", help="The language of the article; told from its text where not said.")
def extract(place: str, code: str | None) -> None:
    """Print the article of a page or a text as one JSON object. Example: desk extract page.html"""
    from desk.intake.records import extract_record

    article = read_article(place, code)
    tell(article)
    emit(extract_record(article))


@click.command()
@click.argument("path", metavar="PATH|-")
@click.option("--lang", "code", required=True, metavar="L", help="The language of the text.")
def segment(path: str, code: str) -> None:
    """Print a plain text's segments, one a line. Example: desk segment --lang vi article.txt"""
    from desk.intake.extract import extract_text
    from desk.intake.records import segment_records

    known = language(code).code
    text = extract_text(read_bytes(path), name=called(path))
    for record in segment_records(text.blocks, known):
        emit(record)


def read_article(place: str, code: str | None) -> "ReadArticle":
    """The article at a path or an address, or on standard input. Raises `Invalid` with one sentence."""
    from desk.intake.reader import read, read_url

    known = language(code).code if code else None
    if _ADDRESS.match(place):
        from desk.settings import load_settings

        return read_url(place, language=known, allowed_origins=frozenset(load_settings().allowed_origins))
    return read(read_bytes(place), name=called(place), language=known)


def called(path: str) -> str:
    """What messages call an input."""
    return "standard input" if path == "-" else path


def tell(article: "ReadArticle") -> None:
    """Says on standard error what whoever reads the article should know."""
    for notice in article.notices:
        click.echo(f"desk: {notice}", err=True)
