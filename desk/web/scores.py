"""The scores of the desk: per engine, model and language, over all approved articles that the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template

from desk.services.scores import EngineScore, Scores
from desk.web.permissions import NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session

blueprint = Blueprint("scores", __name__)

SMALL = 100
"""Below so many segments a difference between two engines says next to nothing."""


@dataclass(frozen=True, slots=True)
class EngineRow:
    """All metrics of one engine's model into one language. `small`: there are too few segments to compare by."""

    engine: str
    model: str
    version: str
    language: str
    articles: int
    n: int
    excluded: int
    scores: Mapping[str, EngineScore]

    @property
    def small(self) -> bool:
        return self.n < SMALL


@blueprint.get("/scores")
@permit(NEWSROOM)
def index() -> str:
    return render_template("pages/scores.html", rows=by_model(Scores(session()).by_engine(actor())), small=SMALL)


def by_model(scores: Sequence[EngineScore]) -> list[EngineRow]:
    """One row per engine, model, version and language, the one with most segments first."""
    groups: dict[tuple[str, str, str, str], dict[str, EngineScore]] = {}
    for one in scores:
        key = (one.engine, one.model, one.model_version, one.language)
        groups.setdefault(key, {})[one.score.metric] = one
    rows = [_row(key, metrics) for key, metrics in groups.items()]
    return sorted(rows, key=lambda row: (row.language, -row.n, row.engine, row.model))


def _row(key: tuple[str, str, str, str], metrics: Mapping[str, EngineScore]) -> EngineRow:
    any_ = next(iter(metrics.values()))
    return EngineRow(*key, any_.articles, any_.score.n, any_.excluded, metrics)
