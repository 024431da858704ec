"""The committed starter packages, each unpacked and loaded once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from desk.engines.starter import package
from desk.engines.starter.catalogue import STARTERS
from desk.engines.starter.measure import Translations


@pytest.fixture(scope="session")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the unpacked package of a pair."""
    return cache(lambda pair: package.unpack(STARTERS[pair].file, tmp_path_factory.mktemp("starter")))


@pytest.fixture(scope="session")
def translations_of(folder_of: Callable[[str], Path]) -> Callable[[str], Translations]:
    """The package of a pair at work."""
    return cache(lambda pair: Translations(folder_of(pair), threads=1))


@pytest.fixture(scope="session")
def unpacked(folder_of: Callable[[str], Path]) -> Path:
    return folder_of("vi-en")


@pytest.fixture(scope="session")
def translations(translations_of: Callable[[str], Translations]) -> Translations:
    return translations_of("vi-en")
