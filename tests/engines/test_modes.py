from pathlib import Path

import pytest

from desk.engines.modes import installed_modes


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "a file's data.bin"
    path.write_bytes(b"data")
    return path


@pytest.fixture
def modes(tmp_path: Path) -> Path:
    folder = tmp_path / "modes"
    folder.mkdir()
    return folder


def write(modes: Path, name: str, line: str) -> None:
    (modes / f"{name}.mode").write_text(line)


class TestInstalledModes:
    def test_it_reads_programs_and_their_arguments(self, modes: Path, data: Path) -> None:
        write(modes, "spa-eng", f'cat "{data}" | cat -g $2 \'a b\'|cat $1 "{data}"\n')

        mode = installed_modes(modes)["es", "en"]

        assert (mode.name, mode.source, mode.target) == ("spa-eng", "es", "en")
        assert mode.stages == (
            ("cat", "-z", str(data)),
            ("cat", "-z", "-g", "a b"),
            ("cat", "-z", "-n", str(data)),
        )

    def test_it_takes_the_desk_s_languages_alone(self, modes: Path) -> None:
        for name in ("spa-eng", "es-fr", "spa-cat", "spa-eng_US", "spa-eng-tagger", "README"):
            write(modes, name, "cat")

        assert set(installed_modes(modes)) == {("es", "en"), ("es", "fr")}

    @pytest.mark.parametrize(
        "line", ["", "cat '", "cat '/no/such/data.bin'", "no-such-program-of-apertium | cat", "cat \udc80"]
    )
    def test_it_leaves_out_what_cannot_run(self, modes: Path, line: str) -> None:
        (modes / "spa-eng.mode").write_bytes(line.encode("utf-8", "surrogateescape"))
        write(modes, "eng-spa", "cat")

        assert set(installed_modes(modes)) == {("en", "es")}

    def test_it_may_have_no_folder(self, tmp_path: Path) -> None:
        assert installed_modes(tmp_path / "nowhere") == {}


class TestVersion:
    def test_it_is_that_of_the_data(self, modes: Path, data: Path) -> None:
        write(modes, "spa-eng", f'cat "{data}"')
        before = installed_modes(modes)["es", "en"]

        first = before.version()
        data.write_bytes(b"newer data")
        after = installed_modes(modes)["es", "en"]

        assert before != after
        assert first != after.version()
        assert len(first) == 12
