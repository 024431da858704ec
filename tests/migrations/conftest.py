from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from alembic import command

from desk import dialects
from desk.db import Database, alembic_config
from tests import databases

Again = Callable[[str], None]
"""Goes down to a step and up again."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database at the newest step."""
    sqlite = nullcontext(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    with sqlite if request.param == "sqlite" else databases.empty_postgresql() as url:
        made = Database(url)
        made.upgrade()
        yield made
        made.close()


@pytest.fixture
def again(migrated: Database) -> Again:
    def down_and_up(revision: str) -> None:
        with dialects.migrating(migrated.engine) as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.downgrade(config, revision)
        migrated.upgrade()

    return down_and_up
