from pathlib import Path

import pytest

from desk.domain.errors import Invalid
from desk.engines.argos import ArgosEngine
from desk.engines.installed import Package
from desk.engines.quiet import QuietEngine
from desk.engines.registry import EngineOptions, engine_from, engines_from


class TestEngineFrom:
    def test_it_makes_the_engine_of_a_name(self, folder: Path) -> None:
        assert isinstance(engine_from("argos", EngineOptions(packages_dir=folder)), ArgosEngine)
        assert isinstance(engine_from("quiet"), QuietEngine)

    def test_it_takes_argostranslate_s_folder(
        self, tiny_package: Package, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))

        assert engine_from("argos").pairs() == [("vi", "en")]

    def test_it_says_which_engines_there_are(self) -> None:
        with pytest.raises(Invalid, match="there are: argos, "):
            engine_from("oracle")


class TestEnginesFrom:
    def test_it_begins_with_the_one_that_is_named(self) -> None:
        options = EngineOptions(libretranslate_url="https://translate.example")

        assert [engine.name for engine in engines_from("argos", options)] == ["argos", "libretranslate", "apertium"]
        assert [engine.name for engine in engines_from("apertium", options)] == ["apertium", "argos", "libretranslate"]

    def test_libretranslate_needs_an_address(self) -> None:
        assert [engine.name for engine in engines_from("argos")] == ["argos", "apertium"]
        with pytest.raises(Invalid, match="“libretranslate” is not set up here"):
            engines_from("libretranslate")

    def test_the_quiet_engine_comes_alone(self) -> None:
        assert [engine.name for engine in engines_from("quiet")] == ["quiet"]


class TestEngineOptions:
    def test_they_do_not_show_the_key(self) -> None:
        assert "s3cret" not in repr(EngineOptions(libretranslate_key="s3cret"))
