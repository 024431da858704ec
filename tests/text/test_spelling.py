"""Spelling, by a real dictionary in hunspell's format that the test writes."""

import threading
from pathlib import Path

import pytest

from desk.text.spelling import Speller, Spellers

AFFIX = "SET UTF-8\nTRY esianrtolcdugmphbyfvkw\nSFX S Y 1\nSFX S 0 s .\n"
WORDS = ("the", "hospital/S", "burnt", "was", "old", "it", "don’t", "a")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en_US.aff").write_text(AFFIX, encoding="utf-8")
    (tmp_path / "en_US.dic").write_text("\n".join((str(len(WORDS)), *WORDS)), encoding="utf-8")
    return tmp_path


@pytest.fixture
def speller(folder: Path) -> Speller:
    return Speller(folder / "en_US")


def unknown(speller: Speller, text: str, *known: str) -> list[str]:
    return [span.of(text) for span in speller.unknown(text, known)]


class TestUnknown:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("The hospitals burnt.", []),
            ("The hospitl burnt.", ["hospitl"]),
            ("It burnt. Teh hospital was old.", ["Teh"]),
            ("The hospital in Krasnogorsk burnt.", ["in"]),
            ("the hospitl, the hospitl", ["hospitl"]),
            ("the A380 was old", []),
            ("", []),
        ],
    )
    def test_it_finds_words_and_leaves_names(self, speller: Speller, text: str, words: list[str]) -> None:
        assert unknown(speller, text) == words

    def test_words_that_somebody_knows_are_left(self, speller: Speller) -> None:
        assert unknown(speller, "The hospitl burnt.", "Hospitl") == []

    def test_it_says_what_may_be_meant(self, speller: Speller) -> None:
        assert "hospital" in speller.suggestions("hospitl")


class TestSpellers:
    def test_it_knows_what_the_machine_has(self, folder: Path) -> None:
        assert Spellers([folder, folder / "nowhere"]).languages() == ["en"]

    def test_nobody_waits_for_a_dictionary(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        may_read = threading.Event()
        read = Speller.suggestions
        monkeypatch.setattr(Speller, "suggestions", lambda self, *word: may_read.wait(10) and read(self, *word))
        spellers = Spellers([folder])

        assert spellers.now("en") is None
        may_read.set()

        assert spellers.wait("en") is not None
        assert spellers.now("en") is spellers.wait("en")

    def test_a_language_without_one_has_none(self, folder: Path) -> None:
        assert Spellers([folder]).wait("vi") is None

    def test_a_broken_one_is_none(self, folder: Path) -> None:
        (folder / "de_DE.aff").write_text("SET no-such-encoding\n")
        (folder / "de_DE.dic").write_text("1\nx\n")

        assert Spellers([folder]).wait("de") is None
        assert Spellers([folder]).now("de") is None

    def test_it_keeps_a_few_in_memory(self, folder: Path) -> None:
        for code in ("fr", "es", "ru"):
            (folder / f"{code}.aff").write_text(AFFIX)
            (folder / f"{code}.dic").write_text("1\nx\n")
        spellers = Spellers([folder])
        first = spellers.wait("en")
        for code in ("fr", "es", "ru"):
            assert spellers.wait(code) is not None

        assert spellers.wait("en") is not first
