"""`desk settings` and `desk db`."""

from collections.abc import Callable, Iterable

import click
from sqlalchemy.orm import Session

from desk.cli.options import as_json
from desk.cli.output import emit, table
from desk.cli.session import make_wiring, opened
from desk.services.queue_entries import QueueEntries
from desk.services.search.documents import SearchDocuments
from desk.settings import Settings, load_settings
from desk.wiring import Wiring

SECRET = frozenset({"secret_key", "database_url", "libretranslate_key"})
"""Settings whose values are not printed: a database's address may hold a password."""


@click.command()
@as_json
def settings(json_: bool) -> None:
    """Print every setting, its value and what it is for. Example: desk settings"""
    current = load_settings()
    records = [
        {
            "setting": f"DESK_{name.upper()}",
            "value": "(hidden)" if name in SECRET and getattr(current, name) else str(getattr(current, name)),
            "help": field.description or "",
        }
        for name, field in Settings.model_fields.items()
    ]
    if json_:
        for record in records:
            emit(record)
        return
    table([tuple(record.values()) for record in records], ("setting", "value", "what it is for"))


@click.group()
def db() -> None:
    """The database's tables. Example: desk db upgrade"""


@db.command()
def upgrade() -> None:
    """Bring the tables to this version of the desk. Example: desk db upgrade"""
    wiring = make_wiring()
    wiring.database.upgrade()
    rows, stories = _fill(wiring, _missing_rows), _fill(wiring, _missing_words)
    wiring.database.keep_statistics()
    click.echo("The tables are up to date.")
    if rows or stories:
        click.echo(f"The queue has {rows} more rows, and search {stories} more stories.")


@db.command()
def reindex() -> None:
    """Make anew what is derived from the rest: the queue's rows and search's words. Example: desk db reindex

    The desk keeps them in step by itself; this is for after somebody changed the database by hand.
    """
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        rows = _committed(session, QueueEntries(session).rebuild())
        stories = _committed(session, SearchDocuments(session).rebuild())
    wiring.database.keep_statistics()
    click.echo(f"{rows} rows of the queue, {stories} stories.")


def _committed(session: Session, steps: Iterable[int]) -> int:
    """Takes steps, each of which is committed; returns what they come to."""
    done = 0
    for made in steps:
        session.commit()
        done += made
    return done


def _fill(wiring: Wiring, step: Callable[[Session], int]) -> int:
    """Takes a step again and again, each in a transaction of its own, until one finds nothing; returns the sum."""
    made = 0
    while True:
        with opened(wiring, write=True) as session:
            done = step(session)
        if not done:
            return made
        made += done


def _missing_rows(session: Session) -> int:
    """Makes rows of translations that are older than the queue's rows."""
    entries = QueueEntries(session)
    missing = entries.missing()
    entries.refresh(missing)
    return len(missing)


def _missing_words(session: Session) -> int:
    """Indexes stories that are older than search."""
    documents = SearchDocuments(session)
    missing = documents.missing()
    documents.of_stories(missing)
    return len(missing)
