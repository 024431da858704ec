import gzip
import zipfile
from pathlib import Path

import pytest

from desk.domain.errors import Invalid
from desk.engines.starter.extra import is_sane, read_pairs

TMX = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
<tu><tuv xml:lang="en"><seg>Wash your <hi>hands</hi>.</seg></tuv><tuv xml:lang="ru"><seg>Мойте руки.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Nobody translated this.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>12</seg></tuv><tuv xml:lang="ru"><seg>12</seg></tuv></tu>
</body></tmx>"""


class TestReadPairs:
    def test_it_reads_tabs(self, tmp_path: Path) -> None:
        path = tmp_path / "spa-eng.txt.gz"
        path.write_bytes(
            gzip.compress("Go  on.\tSigue.\tCC-BY\nYes.\tEs una frase que dice mucho más que sí.\n".encode())
        )

        assert [(pair.source, pair.target) for pair in read_pairs(path, "es")] == [("Sigue.", "Go on.")]

    def test_it_reads_tmx(self, tmp_path: Path) -> None:
        path = tmp_path / "all.tmx.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("all.tmx", TMX)

        assert [(pair.source, pair.target) for pair in read_pairs(path, "ru")] == [("Мойте руки.", "Wash your hands.")]

    def test_it_says_which_file_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(Invalid, match=r"none\.txt\.gz: there is no such file in the data folder"):
            read_pairs(tmp_path / "none.txt.gz", "es")


class TestIsSane:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("12", "twelve"), ("Hola", "http://example.org"), ("Sí", "a sentence of many words"), ("a " * 80, "b " * 80)],
    )
    def test_it_refuses_what_is_no_translation(self, one: str, other: str) -> None:
        assert not is_sane(one, other)

    def test_it_takes_short_sentences(self) -> None:
        assert is_sane("Ve.", "Go.")
