"""What pages show beside the thing itself: people's names, jobs of late, and all about one story."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, selectinload

from desk.models import (
    Article,
    Draft,
    Job,
    Membership,
    Profile,
    Publication,
    Revision,
    ScoreRow,
    Story,
    Translation,
    Unit,
)
from desk.services.actor import Actor
from desk.services.progress import waits_of
from desk.services.stories import Stories


@dataclass(frozen=True, slots=True)
class TranslationView:
    """A translation in its story: how far it is, its publications and scores, and what must be said of its drafts.

    `waits_for` says why drafting waits, empty where it does not.
    """

    translation: Translation
    units: int
    drafted: int
    confirmed: int
    stale: bool
    publications: Sequence[Publication]
    scores: Sequence[ScoreRow]
    notices: Sequence[str]
    waits_for: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its article, the newest revision, and its translations by language."""

    story: Story
    article: Article
    revision: Revision
    translations: Sequence[TranslationView]


def names(session: Session, actor: Actor) -> Mapping[str, str]:
    """The names of everybody at the actor's desk by their ids; people who have left have none any more."""
    query = select(Profile.person_id, Profile.name).where(
        Profile.person_id.in_(select(Membership.person_id).where(Membership.desk_id == actor.desk_id))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def recent_jobs(session: Session, kind: str, limit: int) -> Sequence[Job]:
    """The newest jobs of a kind, the newest first."""
    return session.scalars(select(Job).where(Job.kind == kind).order_by(Job.id.desc()).limit(limit)).all()


def story_view(session: Session, actor: Actor, story_id: str) -> StoryView:
    """All about a story, in a fixed number of queries. Raises `NotFound` where it is not the actor's to see."""
    stories = Stories(session, actor)
    story, translations = stories.story(story_id), stories.translations(story_id)
    article = story.articles[0]
    revision = article.revisions[-1]
    ids = [one.id for one in translations]
    counts, notices = _counts(session, ids), _notices(session, ids)
    publications, scores = _publications(session, ids), _scores(session, ids)
    waits = waits_of(session, translations)
    views = [
        TranslationView(
            one,
            *counts.get(one.id, (0, 0, 0)),
            stale=one.revision_id != revision.id,
            publications=publications[one.id],
            scores=scores[one.id],
            notices=notices[one.id],
            waits_for=waits.get(one.id, ""),
        )
        for one in _with_history(session, ids)
    ]
    return StoryView(story, article, revision, views)


def _with_history(session: Session, ids: Sequence[str]) -> Sequence[Translation]:
    query = select(Translation).where(Translation.id.in_(ids)).options(selectinload(Translation.transitions))
    return session.scalars(query.order_by(Translation.language)).all()


def _counts(session: Session, ids: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    """By translation: units, drafted ones, confirmed ones."""
    drafted = case((Unit.drafted_round >= Translation.draft_round, 1))
    query = (
        select(Unit.translation_id, func.count(), func.count(drafted), func.count(Unit.confirmed_at))
        .join(Unit.translation)
        .where(Unit.translation_id.in_(ids), Unit.retired_at.is_(None))
        .group_by(Unit.translation_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}


def _notices(session: Session, ids: Sequence[str]) -> defaultdict[str, list[str]]:
    """By translation: what must be said of the drafts that its units started from."""
    query = (
        select(Unit.translation_id, Draft.notice)
        .join(Draft, Draft.id == Unit.draft_id)
        .where(Unit.translation_id.in_(ids), Unit.retired_at.is_(None), Draft.notice != "")
        .distinct()
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for translation_id, notice in session.execute(query):
        found[translation_id].append(notice)
    return found


def _publications(session: Session, ids: Sequence[str]) -> defaultdict[str, list[Publication]]:
    query = (
        select(Publication)
        .where(Publication.translation_id.in_(ids))
        .order_by(Publication.number)
        .options(selectinload(Publication.events))
    )
    found: defaultdict[str, list[Publication]] = defaultdict(list)
    for publication in session.scalars(query):
        found[publication.translation_id].append(publication)
    return found


def _scores(session: Session, ids: Sequence[str]) -> defaultdict[str, list[ScoreRow]]:
    query = select(ScoreRow).where(ScoreRow.translation_id.in_(ids))
    found: defaultdict[str, list[ScoreRow]] = defaultdict(list)
    for row in session.scalars(query.order_by(ScoreRow.engine, ScoreRow.model, ScoreRow.metric)):
        found[row.translation_id].append(row)
    return found
