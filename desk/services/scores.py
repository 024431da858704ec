"""Scores of approved texts against the drafts that they started from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk.domain.provenance import Origin
from desk.domain.score import Score
from desk.models import Review, ScoreRow, Story, Translation, Unit
from desk.scoring.measure import measure
from desk.scoring.metrics import from_statistics, total
from desk.scoring.pair import Pair
from desk.services.access import visible
from desk.services.actor import Actor
from desk.services.beginnings import begun_with

METRICS = ("chrf", "bleu", "hter")
MEASURED = (Origin.MACHINE, Origin.POST_EDITED)
"""Origins that speak of the engine: human texts, and all that began with the memory, are left out and counted."""


@dataclass(frozen=True, slots=True)
class EngineScore:
    """A corpus score of one engine's model over all approved articles that one may see."""

    engine: str
    model: str
    model_version: str
    language: str
    articles: int
    excluded: int
    score: Score


class Scores:
    """Writes and reads scores."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def record(self, translation: Translation, units: Sequence[Unit], review: Review) -> list[ScoreRow]:
        """Measures what texts began with against the approved text, per engine and model, and stores it."""
        begun = begun_with(self.session, units)
        pairs: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
        for unit in units:
            draft = unit.draft
            if draft is not None and not draft.from_memory and unit.origin in MEASURED:
                pairs[draft.engine, draft.model, draft.model_version].append(Pair(begun[unit.id], unit.text))
        rows = []
        for model, measured in pairs.items():
            excluded = len(units) - len(measured)
            rows += self._measure(translation, review, model, measured, excluded)
        self.session.add_all(rows)
        self.session.flush()
        return rows

    def _measure(
        self,
        translation: Translation,
        review: Review,
        model: tuple[str, str, str],
        pairs: Sequence[Pair],
        excluded: int,
    ) -> list[ScoreRow]:
        rows = []
        measured = measure(pairs, translation.language)
        for metric in METRICS:
            score = measured.scores[metric]
            rows.append(
                ScoreRow(
                    translation_id=translation.id,
                    review_id=review.id,
                    engine=model[0],
                    model=model[1],
                    model_version=model[2],
                    metric=metric,
                    value=score.value,
                    unit=score.unit,
                    n=score.n,
                    excluded=excluded,
                    signature=score.signature,
                    statistics=measured.statistics[metric],
                    content_hash=review.content_hash or "",
                )
            )
        return rows

    def forget(self, translation: Translation) -> None:
        """A score disappears when its text changes (design, rule 10)."""
        self.session.execute(delete(ScoreRow).where(ScoreRow.translation_id == translation.id))

    def of(self, translation: Translation) -> list[ScoreRow]:
        """The scores of the translation's approved text."""
        query = select(ScoreRow).where(ScoreRow.translation_id == translation.id)
        return list(self.session.scalars(query.order_by(ScoreRow.engine, ScoreRow.model, ScoreRow.metric)))

    def by_engine(self, actor: Actor) -> list[EngineScore]:
        """Corpus scores per engine, model, version and target language: sums of the stored statistics."""
        query = (
            select(ScoreRow, Translation.language)
            .join(Translation, Translation.id == ScoreRow.translation_id)
            .join(Story, Story.id == Translation.story_id)
            .where(visible(actor))
            .order_by(ScoreRow.engine, ScoreRow.model, ScoreRow.model_version, ScoreRow.metric)
        )
        groups: dict[tuple[str, str, str, str, str], list[ScoreRow]] = defaultdict(list)
        for row, language in self.session.execute(query):
            groups[row.engine, row.model, row.model_version, language, row.metric].append(row)
        return [_total(key, rows) for key, rows in groups.items()]


def _total(key: tuple[str, str, str, str, str], rows: Sequence[ScoreRow]) -> EngineScore:
    engine, model, version, language, metric = key
    score = from_statistics(metric, total(row.statistics for row in rows), language, sum(row.n for row in rows))
    return EngineScore(engine, model, version, language, len(rows), sum(row.excluded for row in rows), score)
