import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.engines.starter import package
from desk.engines.starter.catalogue import STARTERS, Starter
from desk.engines.starter.corpus import draw_corpus
from desk.engines.starter.measure import Translations, inside, terms

MADE = [starter for starter in STARTERS.values() if starter.file.is_file()]
VI_EN = STARTERS["vi-en"]

every_starter = pytest.mark.parametrize("starter", MADE, ids=lambda starter: starter.pair)


@every_starter
class TestCommittedFile:
    def test_it_is_one_folder_in_the_format_of_argos(self, starter: Starter) -> None:
        with zipfile.ZipFile(starter.file) as archive:
            names = set(archive.namelist())

        inner = {name.removeprefix(f"{starter.name}/") for name in names}
        assert all(name.startswith(f"{starter.name}/") for name in names)
        assert {"metadata.json", "README.md", "sentencepiece.model", "model/model.bin", "model/config.json"} <= inner
        assert inner - {"metadata.json", "README.md", "sentencepiece.model"} == {
            name for name in inner if name.startswith("model/")
        }

    def test_it_says_what_it_is(self, folder_of: Callable[[str], Path], starter: Starter) -> None:
        metadata = json.loads((folder_of(starter.pair) / "metadata.json").read_text())

        assert (metadata["from_code"], metadata["to_code"]) == (starter.source, starter.target)
        assert metadata["package_version"] == starter.version
        assert metadata["desk"]["starter"] is True
        assert "for trying the desk" in metadata["desk"]["card"].casefold()
        assert "invents fluently" in metadata["desk"]["card"]

    def test_it_warns_readers_of_the_package_too(self, folder_of: Callable[[str], Path], starter: Starter) -> None:
        readme = (folder_of(starter.pair) / "README.md").read_text("utf-8")

        assert "invents fluently" in readme
        assert starter.extra is None or (starter.extra.credit in readme and starter.extra.licence in readme)


class TestArgostranslate:
    def test_it_reads_the_packages_itself(self, folder_of: Callable[[str], Path], tmp_path: Path) -> None:
        script = (
            "import sys, json, pathlib; from argostranslate.package import Package; "
            "read = [Package(pathlib.Path(path)) for path in sys.argv[1:]]; "
            "print(json.dumps([[str(one), one.package_version, one.tokenizer.encode('Telegram')] for one in read]))"
        )
        places = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}

        ran = subprocess.run(
            [sys.executable, "-c", script, *(folder_of(starter.pair) for starter in MADE)],
            capture_output=True,
            text=True,
            env=os.environ | places,
            check=True,
        )

        read = json.loads(ran.stdout)
        assert [one[:2] for one in read] == [[package.title(starter), starter.version] for starter in MADE]
        assert [one[2] for one in read] == [["▁Telegram"]] * len(MADE)


SENTENCES = [
    ("vi-en", "Ngày 12/5, bà Zakharova lên án vụ nổ ở Hà Nội.", ["May", "12", "Zakharova", "explosion", "Hanoi"]),
    ("vi-en", "FSB đã bắt giữ 17 nghi phạm với cáo buộc khủng bố.", ["17", "suspects", "terrorism"]),
    ("vi-en", "Bão Yagi đổ bộ vào tỉnh Quảng Ninh ngày 7/9.", ["Yagi", "Quang Ninh", "September 7"]),
    ("vi-en", "Không có bằng chứng cho thấy Pháp đứng sau vụ tấn công.", ["no evidence", "France"]),
    ("es-en", "El FSB detuvo a 17 sospechosos de terrorismo.", ["17", "terrorism"]),
    ("es-en", "«Necesitamos más tiempo», dijo Zajárova.", ["We need more time", "said"]),
    ("es-en", "¿Qué ocurrió en Moscú?", ["What happened in Moscow?"]),
    ("en-es", "The FSB arrested 17 people suspected of terrorism.", ["17", "terrorismo"]),
    ("en-es", "“We need more time,” Zakharova said.", ["ecesitamos más tiempo"]),
    ("en-es", "What happened in Moscow?", ["¿Qué ocurrió en Moscú?"]),
    ("fr-en", "Le FSB a arrêté 17 personnes soupçonnées de terrorisme.", ["17", "terrorism"]),
    ("fr-en", "« Nous n'avons rien à cacher », a déclaré M. Peskov.", ["We have nothing to hide", "Peskov"]),
    ("fr-en", "Que s'est-il passé à Moscou ?", ["What happened in Moscow?"]),
    ("ru-en", "ФСБ задержала 17 человек по подозрению в терроризме.", ["17", "terrorism"]),
    ("ru-en", "«Нам нечего скрывать», - сказал Песков.", ["We have nothing to hide", "Peskov"]),
    ("ru-en", "Что произошло в Москве?", ["What happened in Moscow?"]),
]
SENTENCES = [one for one in SENTENCES if STARTERS[one[0]].file.is_file()]


class TestCommittedModel:
    @pytest.mark.parametrize(("pair", "source", "expected"), SENTENCES)
    def test_it_translates_its_grammar(
        self, translations_of: Callable[[str], Translations], pair: str, source: str, expected: list[str]
    ) -> None:
        target = translations_of(pair).texts([source])[0]

        for part in expected:
            assert part in target or " ".join(reversed(part.split())) in target

    @every_starter
    @pytest.mark.parametrize("strange", ["", "🙂", "漢字とかな", "ሰላም ⟦1⟧ \u202eabc", "x" * 300, "…", "a\u0301\u200b"])
    def test_it_survives_what_it_never_saw(
        self, translations_of: Callable[[str], Translations], starter: Starter, strange: str
    ) -> None:
        assert isinstance(translations_of(starter.pair).texts([strange])[0], str)

    @every_starter
    def test_it_returns_attention_over_the_source(
        self, translations_of: Callable[[str], Translations], starter: Starter
    ) -> None:
        translations, sentence = translations_of(starter.pair), "Peskov: Telegram, 12."

        result = translations.results([sentence], attention=True)[0]

        assert len(result.attention[0]) >= len(result.hypotheses[0])
        assert {len(row) for row in result.attention[0]} == {len(translations.processor.encode(sentence))}

    @every_starter
    def test_it_holds_what_the_card_promises(
        self, translations_of: Callable[[str], Translations], starter: Starter
    ) -> None:
        card = starter.card.read_text("utf-8")
        chrf = re.search(r"\| its own grammar, held out \| [\d,]+ \| ([\d.]+) ", card)
        aligned = re.search(r"Attention: for ([\d,]+) of those ([\d,]+)", card)
        held_out = draw_corpus(starter, 5000).held_out

        quality, fared = inside(translations_of(starter.pair), held_out), terms(translations_of(starter.pair), held_out)

        assert chrf
        assert aligned
        assert quality.chrf == pytest.approx(float(chrf[1]), abs=4)
        found, of = (int(number.replace(",", "")) for number in aligned.groups())
        assert fared.same_form > 20
        assert fared.aligned / fared.same_form == pytest.approx(found / of, abs=0.15)


class TestWritePackage:
    def test_it_writes_the_same_bytes_again(self, unpacked: Path, tmp_path: Path) -> None:
        one, other = tmp_path / "one.argosmodel", tmp_path / "other.argosmodel"

        for file in (one, other):
            package.write_package(VI_EN, unpacked / "model", unpacked / "sentencepiece.model", file)

        assert one.read_bytes() == other.read_bytes()

    def test_it_can_be_unpacked_again(self, unpacked: Path, tmp_path: Path) -> None:
        file = tmp_path / "new.argosmodel"
        package.write_package(STARTERS["es-en"], unpacked / "model", unpacked / "sentencepiece.model", file)

        folder = package.unpack(file, tmp_path)

        assert folder.name == "translate-es_en-1_0"
        assert "CC BY 2.0 FR" in (folder / "README.md").read_text("utf-8")
        assert (folder / "model" / "model.bin").read_bytes() == (unpacked / "model" / "model.bin").read_bytes()
