from pathlib import Path
from types import ModuleType

import pytest

from desk.domain.errors import EngineUnavailable, Invalid
from desk.engines import examination
from desk.engines.argos import ArgosEngine
from desk.engines.examination import examine, examine_here
from desk.engines.install import install_file as install_file_apart
from desk.engines.installed import Package, installed
from desk.engines.note import read_note
from desk.engines.packages import verify
from tests.engines.quickly import install_file


def crashing(content: bytes) -> bytes:
    """A model's file that says that its attention has no heads: CTranslate2 divides by their number."""
    name = b"decoder/num_heads\0"
    size = content.index(name) + len(name) + 2  # the rank, which is 0, and the type stand between
    value, length = size + 4, int.from_bytes(content[size : size + 4], "little")
    return content[:value] + bytes(length) + content[value + length :]


class TestExamine:
    def test_it_finds_nothing_wrong_with_a_good_package(self, tiny_package: Package) -> None:
        found = examine(tiny_package)

        assert found.problem is None
        assert found == examine_here(tiny_package)
        assert found.alignment == tiny_package.alignment

    def test_it_survives_a_model_that_crashes(self, tiny_package: Package) -> None:
        model = tiny_package.folder / "model" / "model.bin"
        model.write_bytes(crashing(model.read_bytes()))

        assert "translate-vi_en cannot be loaded: its model crashes" in str(examine(tiny_package).problem)

    def test_it_says_what_does_not_load(self, tiny_package: Package) -> None:
        (tiny_package.folder / "sentencepiece.model").write_bytes(b"rubbish")

        assert "translate-vi_en cannot be loaded" in str(examine(tiny_package).problem)

    def test_it_bears_what_a_crashing_library_prints(
        self, tiny_package: Package, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        shouting = tmp_path / "python"
        shouting.write_text("#!/bin/sh\nprintf '\\377\\033[31mbad model\\n' >&2\nexit 1\n")
        shouting.chmod(0o755)
        monkeypatch.setattr(examination.sys, "executable", str(shouting))

        assert str(examine(tiny_package).problem) == "translate-vi_en cannot be loaded: �[31mbad model."

    def test_a_strangers_model_sees_no_key_of_the_desks(
        self, tiny_package: Package, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        telling = tmp_path / "python"
        telling.write_text('#!/bin/sh\necho "key: $DESK_SECRET_KEY, home: ${HOME:+there}" >&2\nexit 1\n')
        telling.chmod(0o755)
        monkeypatch.setattr(examination.sys, "executable", str(telling))
        monkeypatch.setenv("DESK_SECRET_KEY", "s3cret")
        monkeypatch.setenv("HOME", str(tmp_path))

        assert str(examine(tiny_package).problem).endswith("key: , home: there.")

    def test_it_says_what_is_wrong_with_the_metadata(self, tiny_package: Package) -> None:
        (tiny_package.folder / "metadata.json").write_text("{")

        assert "metadata.json cannot be read" in str(examine(tiny_package).problem)

    def test_it_gives_up_on_a_model_that_does_not_answer(
        self, tiny_package: Package, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(examination, "PATIENCE", 0.001)

        assert "does not answer" in str(examine(tiny_package).problem)


class TestACrashingPackage:
    def test_it_is_not_installed(self, tiny: ModuleType, tiny_file: Path, tmp_path: Path, folder: Path) -> None:
        files = tiny.files_of(tiny_file)
        files["model/model.bin"] = crashing(files["model/model.bin"])
        path = tiny.pack(tmp_path / "bad.argosmodel", files, "translate-vi_en-2_0", 0)

        with pytest.raises(Invalid, match=r"bad\.argosmodel is not installed.*its model crashes"):
            install_file_apart(path, folder)

        assert installed(folder) == []

    def test_it_takes_no_engine_down_when_it_breaks_later(self, tiny_package: Package, folder: Path) -> None:
        model = tiny_package.folder / "model" / "model.bin"
        model.write_bytes(crashing(model.read_bytes()))

        with pytest.raises(EngineUnavailable, match="its model crashes"):
            ArgosEngine(folder, threads=1).translate(["một"], "vi", "en")

        assert "its model crashes" in installed(folder)[0].failure
        assert "its model crashes" in verify("translate-vi_en", folder)[-1]

    def test_it_takes_no_engine_down_where_somebody_else_installed_it(
        self, tiny_package: Package, folder: Path
    ) -> None:
        (tiny_package.folder / "desk.json").unlink()
        model = tiny_package.folder / "model" / "model.bin"
        model.write_bytes(crashing(model.read_bytes()))

        with pytest.raises(EngineUnavailable, match="its model crashes"):
            ArgosEngine(folder, threads=1).translate(["một"], "vi", "en")


class TestAPackageFromElsewhere:
    def test_it_is_tried_out_once_and_measured(self, tiny_package: Package, folder: Path) -> None:
        (tiny_package.folder / "desk.json").unlink()
        asked: list[str] = []

        def counting(package: Package) -> examination.Examination:
            asked.append(package.name)
            return examine_here(package)

        outputs = [
            output
            for _ in range(2)
            for output in ArgosEngine(folder, threads=1, examine=counting).translate(["một"], "vi", "en")
        ]

        assert asked == ["translate-vi_en"]
        assert all(output.alignment is not None for output in outputs)
        assert read_note(tiny_package.folder).alignment == tiny_package.alignment

    def test_what_the_desk_installed_is_not_tried_out_again(
        self, tiny: ModuleType, tmp_path: Path, folder: Path
    ) -> None:
        install_file(tiny.build(tmp_path / "a.argosmodel"), folder)

        def refuse(package: Package) -> examination.Examination:
            raise AssertionError(package.name)

        assert ArgosEngine(folder, threads=1, examine=refuse).translate(["một"], "vi", "en")[0].text == "one"
