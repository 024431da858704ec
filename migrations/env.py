"""Alembic's environment: runs the migrations on the connection that `desk.db` hands over."""

from alembic import context
from sqlalchemy import Connection

from desk.models import Base

target_metadata = Base.metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
