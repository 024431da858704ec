"""`desk settings` and `desk db`."""

import click

from desk.cli.output import emit, table
from desk.cli.session import as_json, make_wiring, opened
from desk.services.queue_entries import QueueEntries
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
    made = _fill(wiring)
    click.echo("The tables are up to date." + (f" The queue has {made} more rows." if made else ""))


@db.command()
def reindex() -> None:
    """Make anew what is derived from the rest: the queue's rows. Example: desk db reindex

    The desk keeps them in step by itself; this is for after somebody changed the database by hand.
    """
    wiring = make_wiring()
    done = 0
    with opened(wiring, write=True) as session:
        for made in QueueEntries(session).rebuild():
            session.commit()
            done += made
    click.echo(f"{done} translations.")


def _fill(wiring: Wiring) -> int:
    """Makes the rows of translations that are older than the queue's rows; returns how many."""
    made = 0
    while True:
        with opened(wiring, write=True) as session:
            missing = QueueEntries(session).missing()
            QueueEntries(session).refresh(missing)
        if not missing:
            return made
        made += len(missing)
