"""Fixtures that every test may use; rooms add their own beside their tests."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real data (`DESK_TEST_DATA`). Skips where it is not set, but never in CI."""
    folder = os.environ.get("DESK_TEST_DATA")
    if folder and Path(folder).is_dir():
        return Path(folder)
    reason = "DESK_TEST_DATA does not name the folder of test data"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
