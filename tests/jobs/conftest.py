"""A desk of the test's own, whose workers commit."""

from pathlib import Path

import pytest

from desk.db import Database
from desk.engines.quiet import QuietEngine
from desk.settings import Settings
from desk.wiring import Wiring


@pytest.fixture
def wiring(own_database: Database, tmp_path: Path) -> Wiring:
    url = own_database.url.render_as_string(hide_password=False)
    wiring = Wiring(Settings(data_dir=tmp_path, database_url=url, job_lease_seconds=1.0), QuietEngine())
    vars(wiring)["database"] = own_database
    return wiring
