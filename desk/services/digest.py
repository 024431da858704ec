"""What became of one's own sentences in review: those that read differently when an editor approved them.

It is told without names and without counts: what changed is worth reading, who changed it and how often is not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from desk.domain.notification import NotificationKind
from desk.domain.week import Week
from desk.domain.workflow import Action
from desk.models import Edit, Review, Story, Transition, Translation, Unit
from desk.services import access
from desk.services.actor import Actor, system
from desk.services.notifications import Notifications
from desk.services.passages import passages


@dataclass(frozen=True, slots=True)
class Reread:
    """A sentence that somebody submitted and that reads differently since: its source, and both texts."""

    unit_id: str
    person_id: str
    before: str
    after: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class RereadArticle:
    """A translation with its sentences that read differently after review, in order."""

    translation: Translation
    sentences: Sequence[Reread]


class Digest:
    """The approvals of a week, looked at for what was changed between submission and approval."""

    def __init__(self, session: Session, actor: Actor, week: Week) -> None:
        self.session = session
        self.actor = actor
        self.week = week

    def mine(self) -> list[RereadArticle]:
        """The actor's own, by article; a fixed number of queries."""
        wrote = exists().where(
            Edit.unit_id == Unit.id, Unit.translation_id == Review.translation_id, Edit.author_id == self.actor.person
        )
        reviews = self.session.scalars(self._approvals().where(wrote)).all()
        found = [one for one in self._changed(reviews) if one[1].person_id == self.actor.person]
        sources = passages(self.session, [one.unit_id for _, one in found])
        by_translation: defaultdict[str, list[Reread]] = defaultdict(list)
        for translation_id, one in found:
            by_translation[translation_id].append(
                Reread(one.unit_id, one.person_id, one.before, one.after, sources[one.unit_id].text)
            )
        return [RereadArticle(one, by_translation[one.id]) for one in self._translations(list(by_translation))]

    def people(self) -> set[str]:
        """Whoever has something to read in it."""
        reviews = self.session.scalars(self._approvals()).all()
        return {one.person_id for _, one in self._changed(reviews)}

    def tell(self) -> None:
        """Tells them, each once."""
        Notifications(self.session, self.actor).tell(
            NotificationKind.DIGEST, self.people(), None, key=f"digest:{self.week.name}"
        )

    def _approvals(self) -> Select[Review]:
        """The newest approval in the week of each translation that the actor may see."""
        later = aliased(Review)
        inside = (later.at >= self.week.start, later.at < self.week.end, later.decision == "approved")
        superseded = exists().where(later.translation_id == Review.translation_id, later.id > Review.id, *inside)
        return (
            select(Review)
            .join(Translation, Translation.id == Review.translation_id)
            .join(Story, Story.id == Translation.story_id)
            .where(
                Review.decision == "approved",
                Review.at >= self.week.start,
                Review.at < self.week.end,
                ~superseded,
                access.visible(self.actor),
            )
            .order_by(Review.id)
        )

    def _changed(self, reviews: Sequence[Review]) -> list[tuple[str, Reread]]:
        """The sentences that somebody else than their submitter changed, by translation id in the order of the text."""
        by_id = {one.translation_id: one for one in reviews}
        submitted = self._submitted(by_id)
        query = (
            select(Edit, Unit.translation_id)
            .join(Unit, Unit.id == Edit.unit_id)
            .where(Unit.translation_id.in_(by_id), Unit.retired_at.is_(None))
            .order_by(Unit.translation_id, Unit.position, Edit.id)
        )
        then: dict[str, Edit] = {}
        now: dict[str, tuple[str, Edit]] = {}
        for edit, translation_id in self.session.execute(query):
            if edit.id < submitted.get(translation_id, ""):
                then[edit.unit_id] = edit
            if edit.id < by_id[translation_id].id:
                now[edit.unit_id] = (translation_id, edit)
        return list(_differing(then, now))

    def _submitted(self, approvals: Mapping[str, Review]) -> dict[str, str]:
        """By translation, the first submission that led to its approval: the first one since the approval before."""
        query = (
            select(Transition.translation_id, Transition.action, Transition.id)
            .where(
                Transition.translation_id.in_(approvals),
                Transition.action.in_((Action.SUBMIT, Action.REOPEN, Action.REVISE)),
            )
            .order_by(Transition.id)
        )
        first: dict[str, str] = {}
        for translation_id, action, transition_id in self.session.execute(query):
            if transition_id > approvals[translation_id].id:
                continue
            if action is not Action.SUBMIT:
                first.pop(translation_id, None)
            else:
                first.setdefault(translation_id, transition_id)
        return first

    def _translations(self, ids: Sequence[str]) -> Sequence[Translation]:
        query = select(Translation).where(Translation.id.in_(ids)).order_by(Translation.id)
        return self.session.scalars(query.options(joinedload(Translation.story), joinedload(Translation.article))).all()


def _differing(then: Mapping[str, Edit], now: Mapping[str, tuple[str, Edit]]) -> Iterator[tuple[str, Reread]]:
    for unit_id, (translation_id, last) in now.items():
        first = then.get(unit_id)
        if first is not None and last.author_id != first.author_id and last.after != first.after:
            yield translation_id, Reread(unit_id, first.author_id, first.after, last.after)


def anything_approved(session: Session, week: Week) -> bool:
    """Whether any editor approved anything in a week: else there is nothing to look at."""
    inside = (Review.at >= week.start, Review.at < week.end, Review.decision == "approved")
    return session.scalar(select(Review.id).where(*inside).limit(1)) is not None


def tell_everybody(session: Session, desk_ids: Sequence[str], week: Week) -> None:
    """Tells everybody at some desks of a week that has passed; a second time does no harm."""
    for desk_id in desk_ids:
        Digest(session, system(desk_id), week).tell()
