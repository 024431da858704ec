"""`desk settings` and `desk db`."""

import click

from desk.cli.output import emit, table
from desk.cli.session import as_json, make_wiring
from desk.settings import Settings, load_settings

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
    make_wiring().database.upgrade()
    click.echo("The tables are up to date.")
