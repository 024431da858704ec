import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desk.engines.starter import package
from desk.engines.starter.corpus import draw_corpus
from desk.engines.starter.measure import Translations, inside, terms


class TestCommittedFile:
    def test_it_is_one_folder_in_the_format_of_argos(self) -> None:
        with zipfile.ZipFile(package.FILE) as archive:
            names = set(archive.namelist())

        inner = {name.removeprefix("translate-vi_en-1_0/") for name in names}
        assert all(name.startswith("translate-vi_en-1_0/") for name in names)
        assert {"metadata.json", "README.md", "sentencepiece.model", "model/model.bin", "model/config.json"} <= inner
        assert inner - {"metadata.json", "README.md", "sentencepiece.model"} == {
            name for name in inner if name.startswith("model/")
        }

    def test_it_says_what_it_is(self, unpacked: Path) -> None:
        metadata = json.loads((unpacked / "metadata.json").read_text())

        assert (metadata["from_code"], metadata["to_code"]) == ("vi", "en")
        assert metadata["package_version"] == "1.0"
        assert metadata["desk"]["starter"] is True
        assert "for trying the desk" in metadata["desk"]["card"].casefold()
        assert "invents fluently" in metadata["desk"]["card"]

    def test_it_is_small_enough_to_be_committed(self) -> None:
        assert package.FILE.stat().st_size <= 7_000_000

    def test_it_is_read_by_argostranslate_itself(self, unpacked: Path, tmp_path: Path) -> None:
        script = (
            "import sys, json, pathlib; from argostranslate.package import Package; "
            "read = Package(pathlib.Path(sys.argv[1])); "
            "print(json.dumps([str(read), read.package_version, read.tokenizer.encode('Điện Kremlin')]))"
        )
        places = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}

        ran = subprocess.run(
            [sys.executable, "-c", script, unpacked],
            capture_output=True,
            text=True,
            env=os.environ | places,
            check=True,
        )

        assert json.loads(ran.stdout) == ["Vietnamese → English", "1.0", ["▁Điện", "▁Kremlin"]]

    def test_it_warns_readers_of_the_package_too(self, unpacked: Path) -> None:
        assert "invents fluently" in (unpacked / "README.md").read_text("utf-8")


class TestCommittedModel:
    @pytest.mark.parametrize(
        ("vietnamese", "expected"),
        [
            ("Ngày 12/5, bà Zakharova lên án vụ nổ ở Hà Nội.", ["May", "12", "Zakharova", "explosion", "Hanoi"]),
            ("FSB đã bắt giữ 17 nghi phạm với cáo buộc khủng bố.", ["17", "suspects", "terrorism"]),
            ("Bão Yagi đổ bộ vào tỉnh Quảng Ninh ngày 7/9.", ["Yagi", "Quang Ninh", "September 7"]),
            ("Không có bằng chứng cho thấy Pháp đứng sau vụ tấn công.", ["no evidence", "France"]),
        ],
    )
    def test_it_translates_its_grammar(self, translations: Translations, vietnamese: str, expected: list[str]) -> None:
        english = translations.texts([vietnamese])[0]

        for part in expected:
            assert part in english or " ".join(reversed(part.split())) in english

    @pytest.mark.parametrize("strange", ["", "🙂", "漢字とかな", "ሰላም ⟦1⟧ \u202eabc", "x" * 300, "…", "a\u0301\u200b"])
    def test_it_survives_what_it_never_saw(self, translations: Translations, strange: str) -> None:
        assert isinstance(translations.texts([strange])[0], str)

    def test_it_returns_attention_over_the_source(self, translations: Translations) -> None:
        sentence = "Ông Peskov từ chối bình luận về vụ tấn công ở Moscow."

        result = translations.results([sentence], attention=True)[0]

        assert len(result.attention[0]) >= len(result.hypotheses[0])
        assert {len(row) for row in result.attention[0]} == {len(translations.processor.encode(sentence))}

    def test_it_holds_what_the_card_promises(self, translations: Translations) -> None:
        held_out = draw_corpus(8000).held_out

        quality, fared = inside(translations, held_out), terms(translations, held_out)

        assert quality.count > 100
        assert quality.chrf > 90
        assert fared.same_form > 40
        assert fared.aligned > 0.9 * fared.same_form


class TestWritePackage:
    def test_it_writes_the_same_bytes_again(self, unpacked: Path, tmp_path: Path) -> None:
        one, other = tmp_path / "one.argosmodel", tmp_path / "other.argosmodel"

        for file in (one, other):
            package.write_package(unpacked / "model", unpacked / "sentencepiece.model", "Read me.", file)

        assert one.read_bytes() == other.read_bytes()

    def test_it_can_be_unpacked_again(self, unpacked: Path, tmp_path: Path) -> None:
        file = tmp_path / "new.argosmodel"
        package.write_package(unpacked / "model", unpacked / "sentencepiece.model", "Read me.", file)

        folder = package.unpack(file, tmp_path)

        assert (folder / "README.md").read_text() == "Read me."
        assert (folder / "model" / "model.bin").read_bytes() == (unpacked / "model" / "model.bin").read_bytes()
