"""A new version stands beside the old one until it has drafted, and stands back where it fails."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from desk.domain.draft import EngineModel, EngineOutput
from desk.domain.errors import EngineUnavailable
from desk.engines.argos import ArgosEngine
from desk.engines.examination import examine_here
from desk.engines.installed import Package, installed
from desk.engines.note import NAME, read_note
from desk.engines.packages import verify
from desk.engines.standing import Standing, standing
from tests.engines.quickly import install_file

Put = Callable[..., Package]

AS_ARGOSTRANSLATE_SEES_IT = """
import json, sys
from pathlib import Path
from argostranslate import package
print(json.dumps(sorted(one.package_version for one in package.get_installed_packages([Path(sys.argv[1])]))))
"""


@pytest.fixture
def put(tiny: ModuleType, tmp_path: Path, folder: Path) -> Put:
    """Builds a package and installs it."""

    def build_and_install(version: str, **options: object) -> Package:
        return install_file(tiny.build(tmp_path / f"{version}.argosmodel", version=version, **options), folder)

    return build_and_install


@pytest.fixture
def engine(folder: Path) -> ArgosEngine:
    return ArgosEngine(folder, threads=1, examine=examine_here)


def versions(folder: Path) -> dict[str, Standing]:
    packages = installed(folder)
    return {one.version: standing(one, packages) for one in packages}


def by(output: EngineOutput) -> str:
    """The version that drafted."""
    return plain(output.model)


def plain(model: EngineModel | None) -> str:
    """A model's version, without what tells the contents of one version apart."""
    assert model is not None
    return re.sub(r"\+[0-9a-f]{6}", "", model.version)


class TestUpgrade:
    def test_the_old_version_stays_until_the_new_one_has_drafted(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        put("1.0")
        put("1.1", words={"một": "ONE"})

        assert versions(folder) == {"1.0": Standing.OLDER, "1.1": Standing.TRIED}
        assert plain(engine.model("vi", "en")) == "1.1"

        [output] = engine.translate(["một"], "vi", "en")

        assert (output.text, by(output)) == ("ONE", "1.1")
        assert versions(folder) == {"1.1": Standing.SERVES}
        assert os.listdir(folder) == ["translate-vi_en-1_1"]

    def test_an_empty_text_is_no_draft(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        put("1.0")
        put("1.1")

        engine.translate(["", " "], "vi", "en")

        assert versions(folder) == {"1.0": Standing.OLDER, "1.1": Standing.TRIED}

    def test_argostranslate_sees_two_packages_meanwhile(self, put: Put, folder: Path) -> None:
        put("1.0")
        put("1.1")

        script = [sys.executable, "-c", AS_ARGOSTRANSLATE_SEES_IT, str(folder)]
        done = subprocess.run(script, capture_output=True, text=True, check=True)

        assert json.loads(done.stdout) == ["1.0", "1.1"]

    def test_the_old_one_serves_again_when_the_new_one_does_not_load(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        put("1.0")
        (put("1.1").folder / "model" / "model.bin").write_bytes(b"damaged")

        [output] = engine.translate(["một"], "vi", "en")

        assert (output.text, by(output)) == ("one", "1.0")
        assert versions(folder) == {"1.0": Standing.SERVES, "1.1": Standing.FAILED}
        assert "cannot be loaded" in installed(folder)[1].failure
        assert plain(engine.model("vi", "en")) == "1.0"

    def test_the_old_one_serves_again_when_the_new_one_fails_on_its_drafts(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        put("1.0")
        put("1.1", ends=False)

        outputs = engine.translate(["một", "", "hai ba"], "vi", "en")

        assert [output.text for output in outputs] == ["one", "", "two three"]
        assert {by(output) for output in outputs} == {"1.0"}
        assert versions(folder) == {"1.0": Standing.SERVES, "1.1": Standing.FAILED}
        assert installed(folder)[1].failure.startswith("It failed on 2 of 2 sentences, where translate-vi_en 1.0 did")

    def test_neither_is_judged_by_what_both_fail_on(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        put("1.0")
        put("1.1")

        [output] = engine.translate(["hai " * 60], "vi", "en")

        assert "60 tokens" in str(output.error)
        assert versions(folder) == {"1.0": Standing.OLDER, "1.1": Standing.TRIED}

    def test_the_next_version_replaces_both(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        put("1.0")
        put("1.1", ends=False)
        engine.translate(["một"], "vi", "en")
        put("1.2")

        engine.translate(["một"], "vi", "en")

        assert versions(folder) == {"1.2": Standing.SERVES}

    def test_one_that_stood_back_serves_again_when_it_is_verified(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        put("1.0")
        model = put("1.1").folder / "model" / "model.bin"
        whole = model.read_bytes()
        model.write_bytes(b"damaged")
        engine.translate(["một"], "vi", "en")
        model.write_bytes(whole)

        assert verify("translate-vi_en-1_1", folder, examine_here) == []

        assert by(engine.translate(["một"], "vi", "en")[0]) == "1.1"
        assert versions(folder) == {"1.1": Standing.SERVES}

    def test_another_content_of_the_same_version_is_an_upgrade_too(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        put("1.0")
        put("1.0", words={"một": "ONE"})
        assert sorted(os.listdir(folder)) == ["translate-vi_en-1_0", "translate-vi_en-1_0-before"]

        assert engine.translate(["một"], "vi", "en")[0].text == "ONE"

        assert os.listdir(folder) == ["translate-vi_en-1_0"]

    def test_the_older_version_may_be_installed_again(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        put("1.1")
        engine.translate(["một"], "vi", "en")
        put("1.0")

        assert by(engine.translate(["một"], "vi", "en")[0]) == "1.0"
        assert versions(folder) == {"1.0": Standing.SERVES}

    def test_a_real_package_replaces_a_starter(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        put("1.0", desk={"starter": True})
        put("0.1")

        engine.translate(["một"], "vi", "en")

        assert versions(folder) == {"0.1": Standing.SERVES}

    def test_a_starter_replaces_no_real_package(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        put("0.1")
        put("1.0", desk={"starter": True})

        assert by(engine.translate(["một"], "vi", "en")[0]) == "0.1"
        assert versions(folder) == {"0.1": Standing.SERVES, "1.0": Standing.SPARE}

    def test_what_argostranslate_installed_itself_is_not_removed_for_its_own_upgrade(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        for version in ("1.0", "1.1"):
            (put(version).folder / NAME).unlink()

        assert by(engine.translate(["một"], "vi", "en")[0]) == "1.1"

        assert set(versions(folder)) == {"1.0", "1.1"}

    def test_it_is_noted_once(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        package = put("1.0")
        engine.translate(["một"], "vi", "en")
        first = read_note(package.folder)

        engine.translate(["hai"], "vi", "en")

        assert first.drafted_at is not None
        assert read_note(package.folder) == first

    def test_a_half_of_a_pivot_is_held_against_what_it_replaces_too(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        french = {"source": "en", "target": "fr", "words": {"one": "un", "two": "deux"}}
        put("1.0")
        put("2.0", **french)
        put("2.1", ends=False, **french)

        [output] = engine.translate(["một hai"], "vi", "fr")

        assert (output.text, by(output)) == ("un deux", "1.0→2.0")
        assert versions(folder)["2.1"] is Standing.FAILED


class TestBrokenWhileInUse:
    def test_a_package_that_breaks_after_it_was_loaded_is_an_engine_that_is_not_there(
        self, put: Put, engine: ArgosEngine, folder: Path
    ) -> None:
        package = put("1.0")
        engine.translate(["một"], "vi", "en")
        (package.folder / "model" / "model.bin").write_bytes(b"damaged")

        with pytest.raises(EngineUnavailable, match="translate-vi_en cannot be loaded"):
            engine.translate(["một"], "vi", "en")

        assert installed(folder)[0].failure

    def test_it_drafts_again_when_it_is_mended(self, put: Put, engine: ArgosEngine, folder: Path) -> None:
        package = put("1.0")
        model = package.folder / "model" / "model.bin"
        whole = model.read_bytes()
        model.write_bytes(b"damaged")
        with pytest.raises(EngineUnavailable):
            engine.translate(["một"], "vi", "en")
        model.write_bytes(whole)

        assert engine.translate(["một"], "vi", "en")[0].text == "one"
        assert versions(folder) == {"1.0": Standing.SERVES}
