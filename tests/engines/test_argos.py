import gzip
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.domain.draft import EngineOutput
from desk.domain.errors import EngineUnavailable
from desk.engines.argos import LONGEST_VERSION, ArgosEngine, _model
from desk.engines.installed import Package, installed
from desk.engines.loaded import LoadedPackage
from desk.engines.offered import starter_of
from desk.engines.starter import starters
from desk.models import Draft
from tests.engines.quickly import install_file

# What argostranslate itself drafts, asked without its sentence splitters, whose packages are not installed.
ARGOSTRANSLATE = """
import json, sys, types
for name in ("stanza", "minisbd"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["minisbd"].SBDetect = sys.modules["minisbd"].models = types.SimpleNamespace()
import ctranslate2
from pathlib import Path
from argostranslate import package, settings, translate

class Whole:
    def split_sentences(self, text):
        return [text]

[found] = package.get_installed_packages([Path(sys.argv[1])])
model = ctranslate2.Translator(str(found.package_path / "model"), compute_type=settings.compute_type, intra_threads=1)
said = [translate.apply_packaged_translation(found, t, model, Whole(), 1)[0].value for t in json.load(sys.stdin)]
json.dump(said, sys.stdout)
"""


def as_argostranslate_drafts(folder: Path, texts: list[str]) -> list[str]:
    script = [sys.executable, "-c", ARGOSTRANSLATE, str(folder)]
    environment = {**os.environ, "HOME": str(folder.parent), "XDG_DATA_HOME": str(folder.parent / "data")}
    done = subprocess.run(script, input=json.dumps(texts), capture_output=True, text=True, check=True, env=environment)
    drafted: list[str] = json.loads(done.stdout)
    return drafted


@pytest.fixture
def engine(tiny_package: Package, folder: Path) -> ArgosEngine:
    return ArgosEngine(folder, threads=1)


@pytest.fixture(scope="module")
def real(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a real package, vi → en."""
    folder = tmp_path_factory.mktemp("real") / "packages"
    install_file(models / "translate-vi_en-0_1.argosmodel", folder)
    return folder


NTREX = {"vi": "vie", "es": "spa", "en": "eng", "fr": "fra", "ru": "rus"}
NEWS = [
    "Bốn tay súng đã xả súng vào đám đông tại nhà hát Crocus City Hall ở Moskva.",
    "Điện Kremlin cho biết Tổng thống Nga Vladimir Putin sẽ họp vào ngày 25/3.",
    "Ít nhất 143 người thiệt mạng, theo Ủy ban Điều tra Nga.",
    "Telegram.",
    "“Chúng tôi không biết ai đứng sau”, ông Peskov nói 🙂.",
    "Bộ Ngoại giao Ukraine bác bỏ cáo buộc của FSB.",
]


class TestTranslate:
    def test_it_translates(self, engine: ArgosEngine) -> None:
        [output] = engine.translate(["một người nói và Putin nói"], "vi", "en")

        assert output.text == "one people said and Putin said"
        assert output.error is None

    def test_it_keeps_the_order_of_a_list_of_all_lengths(self, engine: ArgosEngine) -> None:
        names = ["một", "hai", "ba", "bốn"]
        texts = [" ".join(names[(start + step) % 4] for step in range(1 + start * 7 % 20)) for start in range(200)]

        outputs = engine.translate(texts, "vi", "en")

        english = dict(zip(names, ["one", "two", "three", "four"], strict=True))
        assert [output.text for output in outputs] == [
            " ".join(english[word] for word in text.split()) for text in texts
        ]

    def test_it_leaves_empty_texts_empty(self, engine: ArgosEngine) -> None:
        outputs = engine.translate(["", "một", " \n\t"], "vi", "en")

        assert [output.text for output in outputs] == ["", "one", ""]
        assert all(output.error is None for output in outputs)

    def test_it_takes_an_empty_list(self, engine: ArgosEngine) -> None:
        assert engine.translate([], "vi", "en") == []

    def test_it_scores_by_the_mean_log_probability_of_a_token(self, engine: ArgosEngine, folder: Path) -> None:
        import ctranslate2

        [output] = engine.translate(["một hai ba bốn"], "vi", "en")

        model = ctranslate2.Translator(str(folder / "translate-vi_en-1_0" / "model"), compute_type="int8")
        pieces = (["▁một", "▁hai", "▁ba", "▁bốn"], ["▁one", "▁two", "▁three", "▁four"])
        [scored] = model.score_batch([pieces[0]], [pieces[1]])
        assert output.score == pytest.approx(sum(scored.log_probs) / 5, rel=0.02)
        assert output.score is not None
        assert -0.5 < output.score < 0

    def test_it_refuses_a_sentence_that_the_model_has_no_room_for(self, engine: ArgosEngine) -> None:
        long, short = engine.translate(["hai " * 60, "hai"], "vi", "en")

        assert long.text == ""
        assert long.error == "The sentence has 60 tokens; translate-vi_en takes at most 46."
        assert short.text == "two"

    def test_it_takes_a_sentence_that_just_has_room(self, engine: ArgosEngine) -> None:
        [output] = engine.translate(["hai ba " * 23], "vi", "en")

        assert output.text == " ".join(["two three"] * 23)

    def test_a_sentence_that_finds_no_end_has_no_draft(self, folder: Path, tiny_package: Package) -> None:
        class Short(LoadedPackage):
            def _longest_output(self, pieces: list[list[str]], forced: Sequence[str] = ()) -> int:
                return 2

        short, long = ArgosEngine(folder, threads=1, load=Short).translate(["một", "một hai ba"], "vi", "en")

        assert (short.text, short.error) == ("one", None)
        assert (long.text, long.error) == ("", "The model found no end.")

    def test_it_keeps_a_draft_that_goes_in_circles_to_itself(
        self, tiny: ModuleType, tmp_path: Path, folder: Path
    ) -> None:
        install_file(tiny.build(tmp_path / "endless.argosmodel", ends=False), folder)

        [output] = ArgosEngine(folder, threads=1).translate(["hai ba"], "vi", "en")

        assert output.text == ""
        assert "circles" in str(output.error)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
    @given(texts=st.lists(st.text(max_size=40), max_size=5))
    def test_it_survives_any_text(self, engine: ArgosEngine, texts: list[str]) -> None:
        outputs = engine.translate(texts, "vi", "en")

        assert len(outputs) == len(texts)
        for output in outputs:
            assert output.error is None or output.text == ""

    def test_it_says_which_pairs_there_are(self, engine: ArgosEngine) -> None:
        with pytest.raises(EngineUnavailable, match="No Argos package drafts ru → en; installed are: vi → en"):
            engine.translate(["x"], "ru", "en")

    def test_it_names_a_package_that_cannot_be_loaded(self, engine: ArgosEngine, tiny_package: Package) -> None:
        (tiny_package.folder / "model" / "model.bin").write_bytes(b"rubbish")

        with pytest.raises(EngineUnavailable, match="translate-vi_en cannot be loaded"):
            engine.translate(["một"], "vi", "en")


class TestAlignment:
    def test_it_points_from_each_word_to_its_source(self, engine: ArgosEngine) -> None:
        source = "người nói  tin 🙂 ba"

        [output] = engine.translate([source], "vi", "en")

        assert output.alignment is not None
        pairs = {
            (target.of(output.text), output.alignment.source[row.index(max(row))].of(source))
            for target, row in zip(output.alignment.target, output.alignment.weights, strict=True)
        }
        assert pairs - {("", "")} == {
            ("people", "người"),
            ("said", "nói"),
            ("news", "tin"),
            ("🙂", "🙂"),
            ("three", "ba"),
        }

    def test_it_is_left_out_when_nobody_wants_it(self, tiny_package: Package, folder: Path) -> None:
        [output] = ArgosEngine(folder, threads=1, with_alignment=False).translate(["một"], "vi", "en")

        assert (output.text, output.alignment) == ("one", None)


class TestLongVersions:
    def test_long_versions_of_two_packages_are_cut_to_what_a_draft_can_name(self, tmp_path: Path) -> None:
        way = [Package("a", "1" * 31, "vi", "en", tmp_path), Package("b", "2" * 31, "en", "fr", tmp_path)]

        assert _model(way).version == "1" * 31 + "→"
        assert Draft.__table__.c.model_version.type.length == LONGEST_VERSION


class TestTargetPrefix:
    def test_it_is_asked_of_the_model_and_taken_off_the_draft(
        self, tiny: ModuleType, tmp_path: Path, folder: Path
    ) -> None:
        install_file(tiny.build(tmp_path / "prefixed.argosmodel", target_prefix="▁ba"), folder)

        [output] = ArgosEngine(folder, threads=1).translate(["một hai nói"], "vi", "en")

        # The tiny model counts positions, so that the prefix takes the first word's place.
        assert output.text == "two said"
        assert output.alignment is not None
        assert [span.of(output.text) for span in output.alignment.target] == ["two", "said"]
        assert [row.index(max(row)) for row in output.alignment.weights] == [1, 2]


class TestMosesPackage:
    def test_it_drafts_what_argostranslate_drafts(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        install_file(tiny.build(tmp_path / "old.argosmodel", bpe=True), folder)
        texts = ["một hai ba", "người nói Putin !"]

        outputs = ArgosEngine(folder, threads=1).translate(texts, "vi", "en")

        assert outputs[0].text == "one two three"
        assert outputs[0].alignment is None
        assert [output.text for output in outputs] == as_argostranslate_drafts(folder, texts)

    def test_it_names_what_its_tokenizer_lacks(
        self, tiny: ModuleType, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install_file(tiny.build(tmp_path / "old.argosmodel", bpe=True), folder)
        monkeypatch.setitem(sys.modules, "sacremoses", None)

        with pytest.raises(EngineUnavailable, match=r"translate-vi_en cannot be loaded: .*sacremoses"):
            ArgosEngine(folder, threads=1).translate(["một"], "vi", "en")


class TestPivot:
    @pytest.fixture
    def engine(self, tiny: ModuleType, tiny_package: Package, tmp_path: Path, folder: Path) -> ArgosEngine:
        words = {"one": "un", "two": "deux", "three": "trois"}
        path = tiny.build(tmp_path / "fr.argosmodel", source="en", target="fr", words=words, desk={"card": "Careful."})
        install_file(path, folder)
        return ArgosEngine(folder, threads=1)

    def test_it_goes_by_way_of_a_third_language(self, engine: ArgosEngine) -> None:
        outputs = engine.translate(["một hai", "", "ba Putin"], "vi", "fr")

        assert [output.text for output in outputs] == ["un deux", "", "trois Putin"]
        assert outputs[0].alignment is None
        assert outputs[0].score is not None
        assert not math.isnan(outputs[0].score)

    def test_it_names_the_way(self, engine: ArgosEngine) -> None:
        model = engine.model("vi", "fr")

        assert (model.model, model.notice) == ("vi→en→fr", "Careful.")
        assert model.version == "→".join(engine.model(*pair).version for pair in (("vi", "en"), ("en", "fr")))

    def test_it_makes_two_passes_and_sends_no_failure_on(self, engine: ArgosEngine, folder: Path) -> None:
        passes: list[tuple[str, list[str]]] = []

        class Recorded(LoadedPackage):
            def translate(self, texts: Sequence[str], beam_size: int, with_alignment: bool) -> list[EngineOutput]:
                passes.append((self.package.name, list(texts)))
                return super().translate(texts, beam_size, with_alignment)

        ArgosEngine(folder, threads=1, load=Recorded).translate(["một", "hai " * 60, "ba"] * 50, "vi", "fr")

        assert [(name, len(texts)) for name, texts in passes] == [("translate-vi_en", 150), ("translate-en_fr", 150)]
        assert passes[1][1][:3] == ["one", "", "three"]

    def test_each_draft_names_the_two_packages(self, engine: ArgosEngine) -> None:
        outputs = engine.translate(["một", "hai " * 60], "vi", "fr")

        assert [output.model for output in outputs] == [engine.model("vi", "fr")] * 2

    def test_it_counts_among_the_pairs(self, engine: ArgosEngine) -> None:
        assert engine.pairs() == [("en", "fr"), ("vi", "en"), ("vi", "fr")]

    def test_it_hands_on_why_the_first_half_failed(self, engine: ArgosEngine) -> None:
        bad, good = engine.translate(["hai " * 60, "hai"], "vi", "fr")

        assert "60 tokens" in str(bad.error)
        assert (bad.text, good.text) == ("", "deux")

    def test_it_prefers_a_direct_package(
        self, engine: ArgosEngine, tiny: ModuleType, tmp_path: Path, folder: Path
    ) -> None:
        install_file(tiny.build(tmp_path / "direct.argosmodel", target="fr", words=tiny.WORDS | {"một": "UN"}), folder)

        made = engine.translate(["một"], "vi", "fr")[0]

        assert (made.text, made.error) == ("UN", None)


class TestModel:
    def test_it_names_package_version_and_content(self, engine: ArgosEngine, folder: Path) -> None:
        model = engine.model("vi", "en")

        assert (model.engine, model.model, model.notice) == ("argos", "translate-vi_en", "")
        assert model.version == f"1.0+{installed(folder)[0].sha256[:6]}"

    def test_another_content_of_the_same_version_is_another_model(
        self, engine: ArgosEngine, tiny: ModuleType, tmp_path: Path, folder: Path
    ) -> None:
        before = engine.model("vi", "en")

        install_file(tiny.build(tmp_path / "again.argosmodel", words={"một": "ONE"}), folder)

        assert engine.model("vi", "en") != before

    def test_a_package_that_the_desk_did_not_install_has_its_version_alone(
        self, engine: ArgosEngine, folder: Path
    ) -> None:
        (installed(folder)[0].folder / "desk.json").unlink()

        assert engine.model("vi", "en").version == "1.0"

    def test_it_carries_the_card_of_a_starter_package(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        path = tiny.build(tmp_path / "starter.argosmodel", desk={"starter": True, "card": "It invents fluently."})
        install_file(path, folder)

        assert ArgosEngine(folder).model("vi", "en").notice == "It invents fluently."

    def test_it_prefers_a_trained_package_to_a_starter(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        install_file(tiny.build(tmp_path / "a.argosmodel", version="0.1"), folder)
        path = tiny.build(tmp_path / "b.argosmodel", version="9", desk={"starter": True})
        install_file(path, tmp_path / "elsewhere")
        shutil.move(installed(tmp_path / "elsewhere")[0].folder, folder)

        model = ArgosEngine(folder).model("vi", "en")
        assert not model.starter
        assert model.version.startswith("0.1+")

    def test_it_does_not_count_a_broken_package(self, engine: ArgosEngine, tiny_package: Package) -> None:
        (tiny_package.folder / "model" / "model.bin").unlink()

        assert engine.pairs() == []
        with pytest.raises(EngineUnavailable):
            engine.model("vi", "en")

    def test_it_sees_a_package_that_was_replaced(
        self, engine: ArgosEngine, tiny: ModuleType, tmp_path: Path, folder: Path
    ) -> None:
        assert engine.translate(["một"], "vi", "en")[0].text == "one"

        install_file(tiny.build(tmp_path / "new.argosmodel", words={"một": "ONE"}), folder)

        assert engine.translate(["một"], "vi", "en")[0].text == "ONE"


class TestRealPackages:
    def test_it_drafts_what_argostranslate_drafts(self, real: Path) -> None:
        outputs = ArgosEngine(real).translate(NEWS, "vi", "en")

        assert [output.text for output in outputs] == as_argostranslate_drafts(real, NEWS)

    @pytest.mark.parametrize("file", [*starters(), "translate-vi_en-0_1.argosmodel", "translate-es_en-0_1.argosmodel"])
    def test_it_drafts_whatever_argostranslate_drafts_of_real_news(
        self, models: Path, test_data: Path, folder: Path, file: Path | str
    ) -> None:
        package = install_file(models / file, folder)
        lines = gzip.decompress((test_data / "ntrex" / f"{NTREX[package.source]}.txt.gz").read_bytes()).decode()
        texts = lines.splitlines()[:25]

        outputs = ArgosEngine(folder).translate(texts, package.source, package.target)

        drafted = [output.text or None for output in outputs]
        theirs = [
            None if output.error else text
            for output, text in zip(outputs, as_argostranslate_drafts(folder, texts), strict=True)
        ]
        assert drafted == theirs
        assert len(list(filter(None, drafted))) > 12, "what the desk marks as failed is left out"

    def test_its_own_packages_are_argostranslate_s_too(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        install_file(tiny.build(tmp_path / "a.argosmodel"), folder)
        texts = ["một hai Putin.", "nhà báo nói 🙂"]

        outputs = ArgosEngine(folder).translate(texts, "vi", "en")

        assert [output.text for output in outputs] == as_argostranslate_drafts(folder, texts)

    def test_one_sentence_is_drafted_as_it_is_among_others(self, real: Path) -> None:
        engine = ArgosEngine(real)

        together = engine.translate(NEWS, "vi", "en")

        assert [engine.translate([text], "vi", "en")[0].text for text in NEWS] == [output.text for output in together]

    def test_its_spans_cover_the_words(self, folder: Path) -> None:
        install_file(starter_of("vi en"), folder)

        outputs = ArgosEngine(folder).translate(NEWS, "vi", "en")

        for text, output in zip(NEWS, outputs, strict=True):
            assert output.alignment is not None
            for whole, spans in ((text, output.alignment.source), (output.text, output.alignment.target)):
                covered = {place for span in spans for place in range(span.start, span.end)}
                assert {place for place, sign in enumerate(whole) if not sign.isspace()} == covered

    def test_every_damaged_draft_of_a_poor_model_is_an_error_or_a_text(self, models: Path, folder: Path) -> None:
        install_file(models / "translate-es_en-0_1.argosmodel", folder)
        texts = ["El ministro dijo que no.", "¡" * 300, "palabra " * 600, "x" * 3000]

        outputs = ArgosEngine(folder).translate(texts, "es", "en")

        assert outputs[0].text
        assert all(bool(output.text) != bool(output.error) for output in outputs)
