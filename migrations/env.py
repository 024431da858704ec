"""Alembic's environment: runs the migrations on the connection that `desk.db` hands over."""

from alembic import context
from sqlalchemy import Connection

from desk.models import Base

target_metadata = Base.metadata
INDEXES = ("memory_search", "memory_fts", "search_words", "search_fts")
"""Beginnings of the names of tables that one module per database keeps, and no model describes."""


def described(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is compared with the models."""
    return not (kind == "table" and name is not None and name.startswith(INDEXES))


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
        include_name=described,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
