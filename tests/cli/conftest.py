"""A desk with a translator (mai), an editor (lan) and an administrator (an), for commands."""

from pathlib import Path

import pytest

from desk.db import Database
from desk.domain.workflow import Role
from desk.services.accounts import Accounts
from tests.cli.shell import Shell


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell(tmp_path, monkeypatch)
    shell("init")
    database = Database(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    with database.session(write=True) as session:
        accounts = Accounts(session)
        accounts.add(accounts.default_desk(), "mai", "Mai", "", [Role.TRANSLATOR])
        accounts.add(accounts.default_desk(), "lan", "Lan", "", [Role.EDITOR])
        accounts.add(accounts.default_desk(), "an", "An", "", [Role.ADMINISTRATOR])
        session.commit()
    database.close()
    return shell
