"""The page of scores."""

from desk.domain.score import Score
from desk.services.scores import EngineScore
from desk.web.scores import by_model
from tests import factories
from tests.web.conftest import Visitor, WebDesk


def found(metric: str, engine: str = "argos", n: int = 120, language: str = "en") -> EngineScore:
    return EngineScore(engine, "m", "1", language, 3, 2, Score(metric, 50.0, "0–100", n, f"{metric}|nrefs:1"))


class TestRows:
    def test_it_puts_the_metrics_of_a_model_together(self) -> None:
        rows = by_model([found("bleu"), found("chrf"), found("chrf", "other")])

        assert [(row.engine, sorted(row.scores)) for row in rows] == [("argos", ["bleu", "chrf"]), ("other", ["chrf"])]

    def test_it_tells_a_small_sample(self) -> None:
        assert [row.small for row in by_model([found("bleu", n=100), found("bleu", "b", n=99)])] == [False, True]

    def test_it_compares_within_a_language(self) -> None:
        rows = by_model([found("bleu", language="fr"), found("bleu", "b", 10), found("bleu", "a", 20)])

        assert [(row.language, row.engine) for row in rows] == [("en", "a"), ("en", "b"), ("fr", "argos")]


class TestPage:
    def test_it_says_when_there_are_none(self, translator: Visitor) -> None:
        assert "No scores yet" in translator.get("/scores").text

    def test_it_shows_scores_with_what_makes_them_again(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.approved(home)

        page = translator.get("/scores").text

        for word in ("chrF++", "BLEU", "HTER", "nrefs:1", "quiet", "Small sample", "Below 100 segments"):
            assert word in page

    def test_it_leaves_out_what_its_reader_may_not_see(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)
            made.story.restricted = True

        assert "No scores yet" in editor.get("/scores").text
