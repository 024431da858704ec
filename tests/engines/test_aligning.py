from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from desk.domain.draft import Alignment
from desk.engines.aligning import ANY, ENOUGH, FEWEST, AlignmentQuality, anchors, measure, probe, sentence_pairs
from desk.engines.argos import ArgosEngine
from desk.engines.examination import Examination, examine_here
from desk.engines.install import install_file
from desk.engines.installed import Package
from tests.engines.quickly import install_file as install_quickly


def by_copies(pairs: Sequence[tuple[str, str]]) -> list[Alignment | None]:
    """An attention that points from each anchor to itself."""
    return [_of_anchors(*pair, shift=0) for pair in pairs]


def amiss(pairs: Sequence[tuple[str, str]]) -> list[Alignment | None]:
    """An attention that points from each anchor to the one behind it."""
    return [_of_anchors(*pair, shift=1) for pair in pairs]


def _of_anchors(source: str, target: str, shift: int) -> Alignment:
    found = list(anchors(source, target))
    here, there = (tuple(pair[side] for pair in found) for side in (0, 1))
    rows = [[float(s == (t + shift) % len(found)) for s in range(len(found))] for t in range(len(found))]
    return Alignment(here, there, tuple(map(tuple, rows)))


class TestAnchors:
    def test_they_are_words_with_a_digit_or_a_capital_that_stand_once_on_both_sides(self) -> None:
        source, target = "Ông Putin nói với COVID-19 lúc 22:45, A và 7.", "Mr Putin told COVID-19 at 22:45, A and 7."

        found = [(here.of(source), there.of(target)) for here, there in anchors(source, target)]

        assert found == [("Putin", "Putin"), ("COVID-19", "COVID-19"), ("22:45", "22:45")]

    def test_what_stands_twice_is_none(self) -> None:
        assert list(anchors("Berlin und Berlin", "Berlin")) == []
        assert list(anchors("Berlin", "Berlin, Berlin")) == []


class TestTheProbe:
    @pytest.mark.parametrize("language", sorted(probe().keys() - {ANY}))
    def test_its_sentences_say_the_same_in_every_language(self, language: str) -> None:
        pairs = list(zip(probe()[language], probe()["en"], strict=True))

        assert len(pairs) == 12
        assert all(any(True for _ in anchors(*pair)) for pair in pairs), "every sentence has an anchor"
        assert sum(1 for pair in pairs for _ in anchors(*pair)) >= 30

    def test_it_has_the_languages_of_the_desk(self) -> None:
        assert {"en", "vi", "es", "fr", "ru", "de", "uk", "ar", "zh", "ja", "ko", "pt", "it"} < probe().keys()

    def test_a_language_without_sentences_has_names_and_numbers(self) -> None:
        pairs = sentence_pairs("eo", "en")

        assert len(pairs) == 12
        assert all(source == target for source, target in pairs)
        assert sum(1 for pair in pairs for _ in anchors(*pair)) >= FEWEST


class TestMeasure:
    def test_it_is_the_share_of_anchors_that_are_found(self) -> None:
        good, bad = measure(by_copies, "ru", "en"), measure(amiss, "ru", "en")

        assert good is not None
        assert bad is not None
        assert (good.value, good.suffices) == (1.0, True)
        assert (bad.n, bad.suffices) == (good.n, False)
        assert bad.value < 0.2

    def test_it_knows_nothing_of_a_model_that_gives_no_attention(self) -> None:
        assert measure(lambda pairs: [None] * len(pairs), "ru", "en") is None

    def test_too_few_anchors_are_not_believed(self) -> None:
        assert not AlignmentQuality(1.0, FEWEST - 1).suffices
        assert AlignmentQuality(ENOUGH, FEWEST).suffices


class TestInTheEngine:
    def install(self, tiny: ModuleType, tmp_path: Path, folder: Path, quality: AlignmentQuality | None) -> Package:
        return install_file(
            tiny.build(tmp_path / "a.argosmodel"),
            folder,
            examine=lambda package: replace(examine_here(package), alignment=quality),
        )

    @pytest.mark.parametrize("quality", [None, AlignmentQuality(0.4, 70), AlignmentQuality(1.0, 3)])
    def test_a_package_whose_attention_points_anywhere_gives_no_alignment(
        self, tiny: ModuleType, tmp_path: Path, folder: Path, quality: AlignmentQuality | None
    ) -> None:
        package = self.install(tiny, tmp_path, folder, quality)
        engine = ArgosEngine(folder, threads=1)

        [output] = engine.translate(["một hai"], "vi", "en")

        assert package.alignment == quality
        assert (output.text, output.alignment) == ("one two", None)
        assert engine.redecode("một hai", "vi", "en", "one").alignment is None

    def test_one_whose_attention_points_well_gives_it(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        self.install(tiny, tmp_path, folder, AlignmentQuality(0.8, 70))

        assert ArgosEngine(folder, threads=1).translate(["một hai"], "vi", "en")[0].alignment is not None

    def test_a_tokenizer_without_spans_has_no_quality(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        package = install_quickly(tiny.build(tmp_path / "old.argosmodel", bpe=True), folder)

        assert package.alignment is None

    def test_a_verification_measures_anew(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        from desk.engines.packages import verify

        self.install(tiny, tmp_path, folder, None)

        verify("translate-vi_en", folder, lambda package: Examination(None, AlignmentQuality(0.9, 50)))

        assert ArgosEngine(folder, threads=1).translate(["một hai"], "vi", "en")[0].alignment is not None

    def test_the_starter_package_points_well(self, folder: Path) -> None:
        from desk.engines.offered import starter_of

        quality = install_quickly(starter_of("vi en"), folder).alignment

        assert quality is not None
        assert quality.suffices
