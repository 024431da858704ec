import re

from desk.engines.starter import package
from desk.engines.starter.alignment import Head
from desk.engines.starter.card import Making, card
from desk.engines.starter.measure import Quality, Terms

MAKING = Making(
    sentences=157_000,
    held_out=3_200,
    parameters=5_500_000,
    pieces=4000,
    steps=4000,
    minutes=30.4,
    head=Head(1, 2, 0.99),
    size=6_100_000,
)
INSIDE = Quality(3_200, 92.94, 88.0, "nrefs:1|nc:6", "nrefs:1|tok:13a")
TERMS = Terms(4_000, 3_000, 2_970)


class TestCard:
    def test_it_gives_the_figures(self) -> None:
        text = card(MAKING, INSIDE, Quality(200, 15.2, 0.4, "", ""), TERMS)

        assert "| its own grammar, held out | 3,200 | 92.9 | 88.0 |" in text
        assert "| real news, Vietnamese–English of NTREX-128 | 200 | 15.2 | 0.4 |" in text
        assert "5.5 M parameters" in text
        assert "6.1 MB" in text
        assert "2,970 of those 3,000 (99.0%)" in text

    def test_it_says_when_real_news_was_not_measured(self) -> None:
        assert "| not measured |" in card(MAKING, INSIDE, None, TERMS)


class TestCommittedCard:
    def test_it_has_figures_for_inside_and_outside(self) -> None:
        text = package.CARD.read_text("utf-8")

        figures = re.findall(r"^\| (?:its own grammar|real news).*\| ([\d,]+) \| ([\d.]+) \| ([\d.]+) \|$", text, re.M)

        assert len(figures) == 2
        assert float(figures[0][1]) > float(figures[1][1])

    def test_it_warns_in_plain_words(self) -> None:
        text = package.CARD.read_text("utf-8")

        assert package.WARNING in text
        assert "For trying the desk" in text
        assert "outside its grammar it invents fluently" in text
        assert "Apache-2.0" in text

    def test_it_tells_the_true_size(self) -> None:
        size = re.search(r"\| size \| ([\d.]+) MB \|", package.CARD.read_text("utf-8"))

        assert size
        assert abs(float(size[1]) - package.FILE.stat().st_size / 1e6) < 0.1
