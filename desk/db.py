"""The database: an engine, its sessions, and the migrations that build it."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from desk import dialects
from desk.domain.errors import Invalid
from desk.resources import resource

if TYPE_CHECKING:
    from alembic.config import Config


class Database:
    """A database by its SQLAlchemy URL. Sessions are made here and committed by whoever opened them."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.url.database and self.url.get_backend_name() == "sqlite":
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        pings = self.url.get_backend_name() != "sqlite"
        # An error that named its parameters would carry texts that few may see into logs and onto other stories' pages.
        self.engine = create_engine(self.url, pool_pre_ping=pings, hide_parameters=True)
        dialects.prepare(self.engine)

    def session(self, *, write: bool = False) -> Session:
        """A new session. One that is going to write says so, and holds SQLite's one write lock from its beginning."""
        engine = self.engine.execution_options(**{dialects.WRITE: True}) if write else self.engine
        return Session(engine, expire_on_commit=False)

    def has_tables(self) -> bool:
        """Whether the migrations have been run. Raises `Invalid` where the database cannot be opened."""
        try:
            return inspect(self.engine).has_table("alembic_version")
        except OperationalError as error:
            place = self.url.render_as_string(hide_password=True)
            raise Invalid(f"The database {place} cannot be opened: {error.orig}.") from error

    def upgrade(self, revision: str = "head") -> None:
        """Brings the tables to a revision of the migrations."""
        from alembic import command  # late: it costs a second, and only setting up needs it

        with dialects.migrating(self.engine) as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)

    def keep_statistics(self) -> None:
        """Has the database look again at what its indexes hold; for now and then, and after much was written."""
        dialects.keep_statistics(self.engine)

    def close(self) -> None:
        self.engine.dispose()


def alembic_config() -> "Config":
    """Alembic's settings: where the migrations lie, in a checkout as in an installed wheel."""
    from alembic.config import Config

    folder = resource("migrations")
    if not (folder / "env.py").is_file():
        raise Invalid(f"The migrations are missing: {folder} holds no env.py.")
    config = Config()
    config.set_main_option("script_location", str(folder))
    return config
