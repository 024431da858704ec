import gzip
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.engines.starter.catalogue import STARTERS
from desk.engines.starter.corpus import (
    DEMO_ARTICLES,
    Corpus,
    demo_sentences,
    draw_corpus,
    extra_corpus,
    folded,
    is_held_out,
)


def taught(pair: str, data: Path) -> Corpus:
    extra = STARTERS[pair].extra
    assert extra
    return extra_corpus(STARTERS[pair], extra, data)


VI_EN, EN_ES = STARTERS["vi-en"], STARTERS["en-es"]


class TestDrawCorpus:
    def test_it_holds_sentences_out_that_are_not_trained_on(self) -> None:
        corpus = draw_corpus(VI_EN, 3000, seed=1)

        train, held_out = ({folded(pair.source) for pair in side} for side in (corpus.train, corpus.held_out))

        assert len(held_out) > 20
        assert not train & held_out
        assert len(train) + len(held_out) == 3000

    def test_it_holds_out_the_same_sentences_for_any_seed(self) -> None:
        one, other = draw_corpus(VI_EN, 3000, seed=1), draw_corpus(VI_EN, 3000, seed=2)

        assert not {folded(pair.source) for pair in one.held_out} & {folded(pair.source) for pair in other.train}

    def test_it_draws_the_same_corpus_again(self) -> None:
        assert draw_corpus(VI_EN, 500, seed=4) == draw_corpus(VI_EN, 500, seed=4)

    def test_it_leaves_out_what_is_excluded(self) -> None:
        free = draw_corpus(VI_EN, 500, seed=4, excluded=frozenset())
        excluded = frozenset(folded(pair.source) for pair in free.train[:50] + free.held_out[:2])

        corpus = draw_corpus(VI_EN, 500, seed=4, excluded=excluded)

        assert len(excluded) > 40
        assert not excluded & {folded(pair.source) for pair in corpus.train + corpus.held_out}

    def test_it_leaves_out_the_demo_by_itself(self) -> None:
        excluded = demo_sentences()

        corpus = draw_corpus(VI_EN, 8000, seed=20240322)

        assert not excluded & {folded(pair.source) for pair in corpus.train + corpus.held_out}

    def test_it_turns_a_lexicon_round(self) -> None:
        corpus = draw_corpus(EN_ES, 300, seed=4, excluded=frozenset())

        assert any(" the " in pair.source and " el " in pair.target for pair in corpus.train)
        assert not any(" the " in pair.target for pair in corpus.train)


class TestExtraCorpus:
    @pytest.fixture
    def data(self, test_data: Path, tmp_path: Path) -> Path:
        """A data folder with the first 4,000 pairs of the Spanish Tatoeba, and TICO-19 as it is."""
        (tmp_path / "tatoeba").mkdir()
        (tmp_path / "tico19").symlink_to(test_data / "tico19")
        with gzip.open(test_data / "tatoeba" / "spa-eng.txt.gz") as whole:
            first = b"".join(islice(whole, 4000))
        (tmp_path / "tatoeba" / "spa-eng.txt.gz").write_bytes(gzip.compress(first))
        return tmp_path

    @pytest.mark.parametrize("pair", ["es-en", "en-es", "ru-en"])
    def test_it_takes_each_source_once_and_holds_some_out(self, data: Path, pair: str) -> None:
        corpus = taught(pair, data)

        train, held_out = ([folded(one.source) for one in side] for side in (corpus.train, corpus.held_out))
        assert len(set(train)) == len(train) > 1000
        assert len(held_out) > 5
        assert not set(train) & set(held_out)

    def test_it_holds_an_english_sentence_out_in_both_directions(self, data: Path) -> None:
        there, back = taught("es-en", data), taught("en-es", data)

        english = {folded(pair.target) for pair in there.train}

        assert not english & {folded(pair.source) for pair in back.held_out}


class TestDemoSentences:
    def test_it_knows_the_sentences_of_pages_and_plain_texts(self) -> None:
        sentences = demo_sentences()

        assert folded("Cả bốn nghi phạm đều là công dân Tajikistan.") in sentences
        assert folded("Mực nước sông Hồng ở Hà Nội dâng lên mức cao nhất trong 20 năm.") in sentences
        assert folded("Bà Zakharova: Rất khó tin rằng ISIS-K đứng sau vụ tấn công ở Moscow") in sentences

    def test_it_knows_every_plain_line(self) -> None:
        sentences = demo_sentences()

        for path in DEMO_ARTICLES.glob("*.txt"):
            for line in filter(None, path.read_text("utf-8").splitlines()):
                assert folded(line) in sentences


class TestFolded:
    @given(st.text())
    def test_it_folds_once_and_for_all(self, text: str) -> None:
        assert folded(folded(text)) == folded(text)

    def test_it_sees_through_case_and_end_marks(self) -> None:
        assert folded("“Xem  Thêm!”") == folded("xem thêm")
        assert is_held_out("Xem thêm") == is_held_out("xem thêm.")
