import re

import pytest

from desk.engines.starter import package
from desk.engines.starter.alignment import Head
from desk.engines.starter.card import Making, card
from desk.engines.starter.catalogue import STARTERS, Starter
from desk.engines.starter.measure import Figures, Quality, Terms

MADE = [starter for starter in STARTERS.values() if starter.file.is_file()]
MAKING = Making(
    sentences=58_000,
    extra=112_000,
    parameters=6_000_000,
    steps=4000,
    minutes=30.4,
    head=Head(1, 2, 0.99),
    size=6_540_000,
)
INSIDE = Quality(1_200, 92.94, 88.0, "nrefs:1|nc:6", "nrefs:1|tok:13a")
FIGURES = Figures(
    INSIDE, Quality(500, 51.2, 33.3, "", ""), Quality(1997, 20.2, 2.4, "", ""), Terms(4_000, 3_000, 2_970)
)


class TestCard:
    def test_it_gives_the_figures(self) -> None:
        text = card(STARTERS["es-en"], MAKING, FIGURES)

        assert "| its own grammar, held out | 1,200 | 92.9 | 88.0 |" in text
        assert "| Tatoeba, held out | 500 | 51.2 | 33.3 |" in text
        assert "| real news, Spanish → English of NTREX-128 | 1,997 | 20.2 | 2.4 |" in text
        assert "6.0 M parameters" in text
        assert "6.5 MB" in text
        assert "2,970 of those 3,000 (99.0%)" in text

    def test_it_names_what_others_made(self) -> None:
        text = card(STARTERS["ru-en"], MAKING, FIGURES)

        assert "58,000 sentences drawn from `lexicon.ru.txt`, the project's own grammar" in text
        assert "112,000 pairs of texts about the pandemic from TICO-19, each 3 times" in text
        assert "TICO-19, which it learned from, is under CC0" in text

    def test_it_says_when_real_news_was_not_measured(self) -> None:
        figures = Figures(INSIDE, None, None, FIGURES.terms)

        assert "of NTREX-128 | not measured |" in card(STARTERS["vi-en"], MAKING, figures)


@pytest.mark.parametrize("starter", MADE, ids=lambda starter: starter.pair)
class TestCommittedCard:
    def test_it_has_figures_for_inside_and_outside(self, starter: Starter) -> None:
        text = starter.card.read_text("utf-8")

        figures = re.findall(r"^\| [^|]* \| ([\d,]+) \| ([\d.]+) \| ([\d.]+) \|$", text, re.M)

        assert len(figures) == (3 if starter.extra else 2)
        assert float(figures[0][1]) > float(figures[-1][1])

    def test_it_warns_in_plain_words(self, starter: Starter) -> None:
        text = starter.card.read_text("utf-8")

        assert package.warning(starter) in text
        assert "For trying the desk" in text
        assert "it invents fluently" in text

    def test_it_names_data_and_licences(self, starter: Starter) -> None:
        text = starter.card.read_text("utf-8")

        assert f"`lexicon.{starter.language}.txt`, the project's own grammar" in text
        assert "| licence | Apache-2.0" in text
        if starter.extra:
            assert starter.extra.credit in text
            assert f"{starter.extra.name}, which it learned from, is under {starter.extra.licence}" in text

    def test_it_tells_the_true_size(self, starter: Starter) -> None:
        size = re.search(r"\| size \| ([\d.]+) MB \|", starter.card.read_text("utf-8"))

        assert size
        assert abs(float(size[1]) - starter.file.stat().st_size / 1e6) < 0.1
