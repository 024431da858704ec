"""A desk in a real database, built by the migrations once; each test's work is rolled back."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from desk.db import Database
from tests import factories


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session(write=True) as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def home(session: Session) -> factories.House:
    return factories.house(session)
