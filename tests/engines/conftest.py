"""Packages to test with: tiny ones made on the spot, and the real ones beside the test data. And a program."""

import importlib.util
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from desk.engines.installed import Package
from tests.engines.quickly import install_file

PROGRAM = """#!{python}
import os, sys, time
rest = b""
while True:
    read = os.read(0, 65536)
    if not read:
        break
    *texts, rest = (rest + read).split(b"\\0")
    for text in texts:
        if b"DIE" in text:
            sys.exit(3)
        if b"HANG" in text:
            time.sleep(60)
        if b"SHOUT" in text:
            text = text * 1000
        os.write(1, b"" if b"NOTHING" in text else text.replace(b"a", b"o"))
        os.write(1, b"\\0")
"""


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


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that says o for a, and dies, hangs, says too much or nothing when it is told to."""
    path = tmp_path / "programs" / "translator"
    path.parent.mkdir()
    path.write_text(PROGRAM.format(python=sys.executable))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
