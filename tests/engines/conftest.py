"""Packages to test with: tiny ones made on the spot, and the real ones beside the test data."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from desk.engines.installed import Package
from desk.engines.packages import install_file


@pytest.fixture(scope="session")
def tiny() -> Iterator[ModuleType]:
    """The module that builds tiny packages; under importlib's mode a test cannot import its neighbour by name."""
    spec = importlib.util.spec_from_file_location("tiny_package", Path(__file__).with_name("tiny_package.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["tiny_package"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["tiny_package"]


@pytest.fixture(scope="session")
def tiny_file(tiny: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package file vi → en that translates word by word."""
    path: Path = tiny.build(tmp_path_factory.mktemp("tiny") / "tiny.argosmodel")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for packages, empty."""
    return tmp_path / "packages"


@pytest.fixture
def tiny_package(tiny_file: Path, folder: Path) -> Package:
    """The tiny package, installed in `folder`."""
    return install_file(tiny_file, folder)


@pytest.fixture(scope="session")
def models(test_data: Path) -> Path:
    """The folder of real package files beside the test data."""
    return test_data.parent / "models"
