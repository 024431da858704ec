import stat
import warnings
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from desk.domain.errors import Invalid, TooLarge
from desk.engines.archive import check_archive, unpack

TOP = "translate-vi_en-1_0"
PARTS = {
    "metadata.json": b'{"from_code": "vi", "to_code": "en", "package_version": "1.0"}',
    "model/model.bin": b"weights",
    "sentencepiece.model": b"pieces",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.argosmodel"


def add(path: Path, name: str, content: bytes = b"x", **attributes: int) -> Path:
    """Adds a member whose name goes into the file as it is."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        member = zipfile.ZipInfo("placeholder")
        member.filename = name
        member.compress_type = zipfile.ZIP_DEFLATED
        for key, value in attributes.items():
            setattr(member, key, value)
        archive.writestr(member, content)
    return path


class TestCheckArchive:
    def test_it_returns_what_the_package_says_of_itself(self, tiny_file: Path) -> None:
        metadata = check_archive(tiny_file)

        assert (metadata.source, metadata.target, metadata.version) == ("vi", "en", "1.0")

    def test_it_takes_a_package_with_entries_for_its_folders(self, tiny: ModuleType, path: Path) -> None:
        tiny.pack(path, {"": b"", "model/": b"", **PARTS}, TOP)

        assert check_archive(path).name == "translate-vi_en"

    @pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 and then nothing"])
    def test_it_refuses_what_is_no_zip(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)

        with pytest.raises(Invalid, match="not an Argos package: it is broken, or no zip archive at all"):
            check_archive(path)

    def test_it_refuses_a_file_that_is_not_there(self, path: Path) -> None:
        with pytest.raises(Invalid, match="not a file"):
            check_archive(path)

    @pytest.mark.parametrize(
        "name",
        [
            "../evil",
            f"{TOP}/../../evil",
            f"{TOP}/..",
            f"{TOP}/./evil",
            "/etc/passwd",
            f"{TOP}//evil",
            "C:/evil",
            f"{TOP}\\..\\evil",
            f"{TOP}/evil\x00.txt",
            f"{TOP}/evil\n",
            f"{TOP}/stream:hidden",
            f"{TOP}/" + "a" * 300,
        ],
    )
    def test_it_refuses_a_name_that_leads_out(self, tiny: ModuleType, path: Path, name: str) -> None:
        tiny.pack(path, PARTS, TOP)

        with pytest.raises(Invalid, match="could lead out"):
            check_archive(add(path, name))

    @pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
    def test_it_refuses_links_and_devices(self, tiny: ModuleType, path: Path, kind: int) -> None:
        tiny.pack(path, PARTS, TOP)

        with pytest.raises(Invalid, match="link or a device"):
            check_archive(add(path, f"{TOP}/link", b"/etc/passwd", external_attr=(kind | 0o777) << 16))

    def test_it_refuses_a_bomb(self, tiny: ModuleType, path: Path) -> None:
        tiny.pack(path, {**PARTS, "model/model.bin": bytes(50 * 2**20)}, TOP)

        with pytest.raises(TooLarge, match="100 times its size"):
            check_archive(path)

    def test_it_refuses_too_many_files(self, tiny: ModuleType, path: Path) -> None:
        tiny.pack(path, {**PARTS, **{f"stanza/{number}": b"" for number in range(1000)}}, TOP)

        with pytest.raises(Invalid, match="1003 files"):
            check_archive(path)

    @pytest.mark.parametrize("name", ["other/file", "loose"])
    def test_it_refuses_more_than_one_folder(self, tiny: ModuleType, path: Path, name: str) -> None:
        tiny.pack(path, PARTS, TOP)

        with pytest.raises(Invalid, match="not one folder"):
            check_archive(add(path, name))

    @pytest.mark.parametrize("name", [f"{TOP}/model/model.bin", f"{TOP}/MODEL/model.bin"])
    def test_it_refuses_two_files_of_one_name(self, tiny: ModuleType, path: Path, name: str) -> None:
        tiny.pack(path, PARTS, TOP)

        with pytest.raises(Invalid, match="two files"):
            check_archive(add(path, name))

    @pytest.mark.parametrize("part", PARTS)
    def test_it_refuses_a_package_that_lacks_a_part(self, tiny: ModuleType, path: Path, part: str) -> None:
        tiny.pack(path, {name: content for name, content in PARTS.items() if name != part}, TOP)

        with pytest.raises(Invalid, match=part.replace(".", r"\.")):
            check_archive(path)

    def test_it_takes_bpe_in_place_of_sentencepiece(self, tiny: ModuleType, path: Path) -> None:
        parts = {name.replace("sentencepiece", "bpe"): content for name, content in PARTS.items()}

        assert check_archive(tiny.pack(path, parts, TOP))

    @pytest.mark.parametrize("content", [b"{", b'{"from_code": "vi", "to_code": "vi"}', b"[" * 100_000])
    def test_it_refuses_broken_metadata(self, tiny: ModuleType, path: Path, content: bytes) -> None:
        tiny.pack(path, {**PARTS, "metadata.json": content}, TOP)

        with pytest.raises(Invalid, match=r"some\.argosmodel"):
            check_archive(path)

    def test_it_refuses_an_encrypted_file(self, tiny: ModuleType, path: Path) -> None:
        tiny.pack(path, PARTS, TOP)
        content = bytearray(path.read_bytes())
        content[content.rindex(b"PK\x01\x02") + 8] |= 1  # the flag of the last member in the central directory
        path.write_bytes(content)

        with pytest.raises(Invalid, match="encrypted"):
            check_archive(path)

    def test_it_refuses_files_that_lie_one_over_another(self, tiny: ModuleType, path: Path) -> None:
        tiny.pack(path, {**PARTS, "model/a": bytes(5000), "model/b": bytes(6000)}, TOP, zipfile.ZIP_STORED)
        content = bytearray(path.read_bytes())
        central = content.rindex(b"PK\x01\x02")  # of model/b: as long as the whole archive
        content[central + 20 : central + 24] = (len(content)).to_bytes(4, "little")
        path.write_bytes(content)

        with pytest.raises(Invalid, match="one over another"):
            check_archive(path)

    @pytest.mark.parametrize("comment", [b"", b"PK\x05\x06 and more"])
    def test_it_refuses_a_list_of_files_that_would_fill_the_memory(
        self, tiny: ModuleType, path: Path, comment: bytes
    ) -> None:
        tiny.pack(path, {**PARTS, **{f"stanza/{number:0150}": b"" for number in range(6000)}}, TOP)
        content = path.read_bytes()
        path.write_bytes(content[:-2] + len(comment).to_bytes(2, "little") + comment)

        with pytest.raises(TooLarge, match="list of files"):
            check_archive(path)

    def test_it_refuses_a_list_of_files_for_archives_above_4_gb(self, tiny: ModuleType, path: Path) -> None:
        tiny.pack(path, PARTS, TOP)
        content = path.read_bytes()
        path.write_bytes(content[:-22] + b"PK\x06\x07" + bytes(16) + content[-22:])

        with pytest.raises(TooLarge, match="list of files"):
            check_archive(path)


class TestUnpack:
    def test_it_writes_the_content_of_the_top_folder(self, tiny: ModuleType, path: Path, tmp_path: Path) -> None:
        tiny.pack(path, {"": b"", "model/": b"", **PARTS}, TOP)

        unpack(path, tmp_path / "new")

        found = {str(file.relative_to(tmp_path / "new")): file.read_bytes() for file in (tmp_path / "new").rglob("*.*")}
        assert found == PARTS

    def test_it_says_when_the_content_is_damaged(self, tiny: ModuleType, path: Path, tmp_path: Path) -> None:
        tiny.pack(path, {**PARTS, "model/model.bin": bytes(range(256)) * 99}, TOP)
        content = bytearray(path.read_bytes())
        place = content.index(b"model/model.bin") + 60
        content[place : place + 20] = bytes(20)
        path.write_bytes(content)

        with pytest.raises(Invalid, match=r"damaged|unpacked"):
            unpack(path, tmp_path / "new")

    def test_it_says_when_a_file_is_also_a_folder(self, tiny: ModuleType, path: Path, tmp_path: Path) -> None:
        tiny.pack(path, {**PARTS, "model/model.bin/inner": b"x"}, TOP)

        with pytest.raises(Invalid, match="unpacked"):
            unpack(path, tmp_path / "new")
