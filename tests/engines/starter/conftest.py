"""The committed starter package, unpacked and loaded once."""

from pathlib import Path

import pytest

from desk.engines.starter import package
from desk.engines.starter.measure import Translations


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package.unpack(package.FILE, tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="session")
def translations(unpacked: Path) -> Translations:
    return Translations(unpacked, threads=1)
