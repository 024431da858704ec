"""Apertium: with pipes of programs of the test's own, and with the real one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.domain.errors import EngineUnavailable
from desk.engines.apertium import ApertiumEngine, _marked, _plain
from tests.patience import patience


@pytest.fixture
def modes(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one mode, es → en, whose program does what its texts tell it."""
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    folder = tmp_path / "modes"
    folder.mkdir()
    (folder / "spa-eng.mode").write_text("translator | translator")
    return folder


@pytest.fixture
def engine(modes: Path) -> Iterator[ApertiumEngine]:
    made = ApertiumEngine(modes, patience=4)
    yield made
    made.close()


@pytest.fixture(scope="module")
def real() -> Iterator[ApertiumEngine]:
    made = ApertiumEngine()
    if ("es", "en") not in made.pairs():
        reason = "Apertium's Spanish and English (apertium-eng-spa) is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield made
    made.close()


class TestPairs:
    def test_it_drafts_what_has_a_mode(self, engine: ApertiumEngine) -> None:
        assert engine.pairs() == [("es", "en")]

    def test_it_sees_what_was_installed_meanwhile(self, engine: ApertiumEngine, modes: Path) -> None:
        (modes / "eng-spa.mode").write_text("translator")

        assert engine.pairs() == [("en", "es"), ("es", "en")]

    def test_it_says_where_it_looked(self, engine: ApertiumEngine, modes: Path) -> None:
        with pytest.raises(EngineUnavailable, match=f"no mode in {modes} that drafts vi → en"):
            engine.model("vi", "en")


class TestFormat:
    @pytest.mark.parametrize("text", ["a" + " " * 100_000 + "b", "[" * 100_000, "a\n" * 50_000])
    def test_a_text_without_end_costs_no_more_than_its_length(self, text: str) -> None:
        with patience():
            assert _plain(_marked(text)) == text.strip()
            assert _plain(text.encode()) == text.strip()

    def test_white_space_around_a_line_s_end_goes(self) -> None:
        assert _plain(_marked(" a \t\n\n  b \u2028c")) == "a\nb\nc"


class TestTranslate:
    def test_one_text_that_breaks_the_pipe_costs_only_itself(self, engine: ApertiumEngine) -> None:
        outputs = engine.translate(["papa", "DIE", "mama", "", "DIE a", "gala"], "es", "en")

        assert [output.text for output in outputs] == ["popo", "", "momo", "", "", "golo"]
        assert [output.error for output in outputs] == [
            None,
            "Apertium fails on this text: translator ended with status 3.",
            None,
            None,
            "Apertium fails on this text: translator ended with status 3.",
            None,
        ]

    def test_one_text_that_hangs_costs_only_itself(self, engine: ApertiumEngine) -> None:
        outputs = engine.translate(["papa", "HANG", "mama"], "es", "en")

        assert [output.text for output in outputs] == ["popo", "", "momo"]
        assert "nothing for 4 seconds" in (outputs[1].error or "")

    def test_a_pipe_that_died_meanwhile_is_begun_anew(self, engine: ApertiumEngine) -> None:
        engine.translate(["papa"], "es", "en")
        for pipe in engine._pipes.values():
            pipe._processes[0].kill()
            pipe._processes[0].wait()

        [output] = engine.translate(["mama"], "es", "en")

        assert output.text == "momo"

    def test_no_answer_is_an_error(self, engine: ApertiumEngine) -> None:
        [output] = engine.translate(["NOTHING"], "es", "en")

        assert output.error == "Apertium returned nothing."

    def test_a_pair_that_answers_nothing_is_left_out(self, modes: Path) -> None:
        (modes / "rus-ukr.mode").write_text("false")
        engine = ApertiumEngine(modes)

        with pytest.raises(EngineUnavailable, match="Apertium's rus-ukr answers nothing: false ended with status 1"):
            engine.translate(["Привет.", "Пока."], "ru", "uk")

        assert engine.pairs() == [("es", "en")]
        with pytest.raises(EngineUnavailable, match="answers nothing"):
            engine.model("ru", "uk")


class TestApertium:
    def test_it_translates(self, real: ApertiumEngine) -> None:
        texts = ["La casa es roja.", "Presidente muere en Moscú"]

        assert [output.text for output in real.translate(texts, "es", "en")] == [
            "The house is red.",
            "President dies in Moscow",
        ]

    def test_it_loses_no_last_word_and_adds_no_full_stop(self, real: ApertiumEngine) -> None:
        [output] = real.translate(["Visita a los centros de evacuación el domingo"], "es", "en")

        assert output.text.endswith(" the Sunday")

    def test_a_text_s_draft_does_not_depend_on_the_one_before(self, real: ApertiumEngine) -> None:
        texts = ["la casa es roja", "hola", "Sí", "el presidente"]

        alone = [real.translate([text], "es", "en")[0].text for text in texts]
        together = [output.text for output in real.translate(texts[::-1], "es", "en")][::-1]

        assert together == alone

    def test_it_says_what_drafts(self, real: ApertiumEngine) -> None:
        model = real.model("es", "en")

        assert (model.engine, model.model, model.starter) == ("apertium", "spa-eng", False)
        assert len(model.version) == 12
        assert "by rules" in model.notice

    def test_it_leaves_unknown_words_without_a_mark(self, real: ApertiumEngine) -> None:
        [output] = real.translate(["El presidente llegó a Kalinovka."], "es", "en")

        assert output.text == "The president arrived to Kalinovka."

    @pytest.mark.parametrize(
        "text",
        [
            "^$/<>{}[]\\@",
            "[2]",
            "\\n",
            "* # + ~ & _",
            "100 %",
            "…",
            "漢字 العربية 😀",
        ],
    )
    def test_it_keeps_signs_as_they_are(self, real: ApertiumEngine, text: str) -> None:
        [output] = real.translate([text], "es", "en")

        assert output.text == text

    def test_it_keeps_addresses(self, real: ApertiumEngine) -> None:
        [output] = real.translate(["La casa: https://news.example/?q=1&r=[2]"], "es", "en")

        assert output.text == "The house: https://news.example/?q=1&r=[2]"

    def test_it_keeps_lines(self, real: ApertiumEngine) -> None:
        [output] = real.translate(["Hola.\nLa casa es roja."], "es", "en")

        assert output.text == "Hello.\nThe house is red."

    def test_it_bears_what_is_no_text(self, real: ApertiumEngine) -> None:
        outputs = real.translate(["casa\0roja \ud800", "x" * 50_000, "hola"], "es", "en")

        assert outputs[0].error is None
        assert outputs[2].text == real.translate(["hola"], "es", "en")[0].text
