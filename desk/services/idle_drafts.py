"""What is done with drafts when nothing else waits: how sure the engine was, shadows, and round trips.

All of it is of raw drafts that units began with, in translations that are not yet approved.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, func, insert, select
from sqlalchemy.orm import Session, aliased

from desk.domain.draft import DraftKind, EngineModel, EngineOutput, TokenScores
from desk.domain.ids import new_id
from desk.domain.provenance import fingerprint
from desk.models import Article, Draft, DraftConfidence, Story, Translation, Unit
from desk.models.base import utc_now
from desk.services.draft_queue import DRAFTABLE, Queue
from desk.services.passages import passages

DOUBTFUL_SHARE: Final = 0.1
"""Of a model's tokens, the least likely share that counts as doubtful."""
SURE: Final = math.log(0.5)
"""No token that the model thinks likelier than not is doubtful, however sure the model is of all others."""
SAMPLE: Final = 200
"""Drafts of a model from which its quantile is taken."""


@dataclass(frozen=True, slots=True)
class Made:
    """A raw draft with the source that it was made of."""

    draft_id: str
    unit_id: str
    revision_id: str
    round: int
    source: str
    text: str


class IdleDrafts:
    """The raw drafts of a desk's pair, and what is still to be done with them."""

    def __init__(self, session: Session, queue: Queue) -> None:
        self.session = session
        self.queue = queue

    def unscored(self, model: EngineModel) -> ColumnElement[bool]:
        """The condition on drafts of this very model of which nobody has asked how sure it was."""
        scored = exists().where(DraftConfidence.draft_id == Draft.id)
        return (
            (Draft.engine == model.engine)
            & (Draft.model == model.model)
            & (Draft.model_version == model.version)
            & ~scored
        )

    def by_others(self, engine: str) -> ColumnElement[bool]:
        """The condition on drafts that another engine made."""
        return Draft.engine != engine

    def without(self, kind: DraftKind, engine: str | None = None) -> ColumnElement[bool]:
        """The condition on drafts without a companion of a kind, of a certain engine or of any."""
        other = aliased(Draft)
        same = (other.unit_id == Draft.unit_id, other.round == Draft.round, other.kind == kind)
        by = (other.engine == engine,) if engine else ()
        return ~exists().where(*same, *by)

    def open_to_all(self) -> ColumnElement[bool]:
        """The condition on drafts of stories that are no secret.

        Of others the engines of the route alone are told: one that may be on somebody else's machine needs not be.
        """
        passed = Story.embargo_until.is_(None) | (Story.embargo_until <= utc_now())
        return Story.restricted.is_(False) & passed

    def chunk(self, wanted: ColumnElement[bool], after: str, size: int) -> tuple[list[Made], str]:
        """The next drafts after an id, and the id of the last one looked at; empty at the end.

        Drafts whose source is another by now are looked at, and left out.
        """
        query = self._raw(Draft).where(wanted, Draft.id > after).order_by(Draft.id).limit(size)
        drafts = list(self.session.scalars(query))
        sources = passages(self.session, [draft.unit_id for draft in drafts])
        made = [
            Made(one.id, one.unit_id, one.revision_id, one.round, sources[one.unit_id].text, one.text)
            for one in drafts
            if fingerprint(sources[one.unit_id].text) == one.source_fingerprint
        ]
        return made, drafts[-1].id if drafts else ""

    def count(self, wanted: ColumnElement[bool], after: str) -> int:
        return self.session.scalar(self._raw(func.count()).where(wanted, Draft.id > after)) or 0

    def _raw(self, *columns: Any) -> Select[Any]:
        begun = aliased(Draft)
        return (
            select(*columns)
            .select_from(Draft)
            .join(Unit, Unit.id == Draft.unit_id)
            .join(begun, begun.id == Unit.draft_id)
            .join(Unit.translation)
            .join(Translation.article)
            .join(Translation.story)
            .where(
                is_raw_of(begun),
                Translation.state.in_(DRAFTABLE),
                Unit.retired_at.is_(None),
                Story.desk_id == self.queue.desk_id,
                Article.language == self.queue.source,
                Translation.language == self.queue.target,
            )
        )

    def store_scores(self, scores: Mapping[str, TokenScores | None], model: EngineModel) -> None:
        """Stores by draft id how sure a model was of each token; of what it says nothing about, that."""
        known = select(DraftConfidence.draft_id).where(DraftConfidence.draft_id.in_(scores))
        new = {id: tokens_of(one) for id, one in scores.items() if id not in set(self.session.scalars(known))}
        doubtful = self._doubtful(model, new.values())
        rows = [
            {"draft_id": id, "tokens": tokens, "doubtful": doubtful, "created_at": utc_now()}
            for id, tokens in new.items()
        ]
        if rows:
            self.session.execute(insert(DraftConfidence), rows)

    def _doubtful(self, model: EngineModel, new: Iterable[Sequence[Any]]) -> float:
        query = (
            select(DraftConfidence.tokens)
            .join(Draft, Draft.id == DraftConfidence.draft_id)
            .where(Draft.engine == model.engine, Draft.model == model.model, Draft.model_version == model.version)
            .order_by(DraftConfidence.draft_id.desc())
            .limit(SAMPLE)
        )
        return doubtful_below([token[2] for tokens in (*self.session.scalars(query), *new) for token in tokens])

    def store_drafts(self, kind: DraftKind, outputs: Sequence[tuple[Made, EngineOutput]], model: EngineModel) -> None:
        """Stores drafts that nobody sees. One that failed has no text, and its notice says why."""
        ids = [made.unit_id for made, _ in outputs]
        known = select(Draft.unit_id, Draft.round).where(
            Draft.unit_id.in_(ids), Draft.kind == kind, Draft.engine == model.engine
        )
        there = {(unit_id, round) for unit_id, round in self.session.execute(known)}
        rows = [
            _row(kind, made, output, output.model or model)
            for made, output in outputs
            if (made.unit_id, made.round) not in there
        ]
        if rows:
            self.session.execute(insert(Draft), rows)


def is_raw_of(begun: type[Draft]) -> ColumnElement[bool]:
    """The condition on `Draft` that it is the raw one behind the draft that a unit began with.

    That may be of a later round: the article decides on terms again when another sentence was drafted anew.
    """
    other = aliased(Draft)
    raw = (other.unit_id == begun.unit_id, other.kind == DraftKind.RAW, other.round <= begun.round)
    newest = select(func.max(other.round)).where(*raw).scalar_subquery()
    return (Draft.unit_id == begun.unit_id) & (Draft.kind == DraftKind.RAW) & (Draft.round == newest)


def doubtful_below(log_probs: Sequence[float]) -> float:
    """The log-probability at or below which a token is doubtful, for a model that gave these: a quantile of them.

    A fixed number would say nothing: small models are unsure of everything, large ones of hardly anything.
    """
    if not log_probs:
        return SURE
    return min(sorted(log_probs)[int(DOUBTFUL_SHARE * (len(log_probs) - 1))], SURE)


def tokens_of(scores: TokenScores | None) -> list[list[float]]:
    """Scores as JSON: [start, end, log-probability], the mark that ends the sentence left out."""
    if scores is None:
        return []
    return [[s.start, s.end, round(p, 3)] for s, p in zip(scores.spans, scores.log_probs, strict=True)]


def _row(kind: DraftKind, made: Made, output: EngineOutput, model: EngineModel) -> dict[str, Any]:
    return {
        "id": new_id(),
        "unit_id": made.unit_id,
        "revision_id": made.revision_id,
        "round": made.round,
        "kind": kind,
        "engine": model.engine,
        "model": model.model,
        "model_version": model.version,
        "notice": output.error or model.notice,
        "source_fingerprint": fingerprint(made.source),
        "text": "" if output.error else output.text,
        "score": output.score,
        "terms": [],
        "created_at": utc_now(),
    }
