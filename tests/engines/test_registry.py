from pathlib import Path

import pytest

from desk.domain.errors import Invalid
from desk.engines.argos import ArgosEngine
from desk.engines.installed import Package
from desk.engines.quiet import QuietEngine
from desk.engines.registry import engine_from, serves


class TestEngineFrom:
    def test_it_makes_the_engine_of_a_name(self, folder: Path) -> None:
        assert isinstance(engine_from("argos", packages_dir=folder), ArgosEngine)
        assert isinstance(engine_from("quiet"), QuietEngine)

    def test_it_takes_argostranslate_s_folder(
        self, tiny_package: Package, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))

        assert engine_from("argos").pairs() == [("vi", "en")]

    def test_it_says_which_engines_there_are(self) -> None:
        with pytest.raises(Invalid, match="there are: argos, quiet"):
            engine_from("oracle")


class TestServes:
    def test_it_looks_at_the_packages(self, tiny_package: Package, folder: Path) -> None:
        assert serves("argos", "vi", "en", packages_dir=folder)
        assert not serves("argos", "en", "vi", packages_dir=folder)
