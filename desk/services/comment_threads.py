"""Reading comments: the threads of a translation, and which of them hold its approval up."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.models import Comment, CommentChange, Membership, Person, Profile, StoryAccess, Translation, Unit
from desk.services import access
from desk.services.actor import Actor

MOST_NAMES = 8
"""How many people are offered while somebody writes a mention."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and its replies, in order. `number` is the segment's, counted from 1; None where it is on the article.

    A segment that the article lost leaves its threads to the article; `lost` says that this is one.
    """

    first: Comment
    replies: Sequence[Comment]
    number: int | None
    lost: bool = False

    @property
    def unit_id(self) -> str | None:
        return None if self.number is None else self.first.unit_id

    @property
    def all(self) -> Sequence[Comment]:
        return (self.first, *self.replies)

    @property
    def open(self) -> bool:
        """Whether it waits for somebody. What was taken back, and never answered, waits for nobody."""
        return self.first.resolved_at is None and any(one.removed_at is None for one in self.all)

    @property
    def blocks(self) -> bool:
        """Whether it holds an approval up now."""
        return self.first.blocks and self.first.resolved_at is None and self.first.removed_at is None


def threads_of(session: Session, *translations: Translation, unit_id: str | None = None) -> list[Thread]:
    """The threads of translations, or of one unit, in the order in which they began; one query."""
    here = Comment.translation_id.in_([one.id for one in translations])
    query = select(Comment).where(here).options(joinedload(Comment.unit))
    if unit_id is not None:
        query = query.where(Comment.unit_id == unit_id)
    comments = list(session.scalars(query.order_by(Comment.id)))
    replies: dict[str, list[Comment]] = {one.id: [] for one in comments if one.thread_id is None}
    for one in comments:
        if one.thread_id is not None:
            replies[one.thread_id].append(one)
    return [_thread(one, replies[one.id]) for one in comments if one.thread_id is None]


def _thread(first: Comment, replies: Sequence[Comment]) -> Thread:
    unit = first.unit
    lost = unit is not None and unit.retired_at is not None
    return Thread(first, replies, None if unit is None or lost else unit.position + 1, lost)


def blocking(session: Session, translation: Translation) -> list[int | None]:
    """The numbers of the segments at which a comment holds the approval up, None for the article; in order."""
    query = (
        select(Unit.position)
        .select_from(Comment)
        .outerjoin(Unit, (Unit.id == Comment.unit_id) & Unit.retired_at.is_(None))
        .where(
            Comment.translation_id == translation.id,
            Comment.blocks,
            Comment.resolved_at.is_(None),
            Comment.removed_at.is_(None),
        )
        .order_by(Unit.position)
    )
    return [None if position is None else position + 1 for position in session.scalars(query)]


def changes_of(session: Session, actor: Actor, comment_id: str) -> Sequence[CommentChange]:
    """All that was done with a comment, the oldest first. Raises `NotFound` where it is not the actor's to see."""
    comment = session.get(Comment, comment_id)
    try:
        access.translation(session, actor, comment.translation_id if comment else "", lock=False)
    except NotFound:
        raise NotFound(phrase("There is no comment {comment_id}.", comment_id=comment_id)) from None
    query = select(CommentChange).where(CommentChange.comment_id == comment_id).order_by(CommentChange.id)
    return session.scalars(query).all()


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who can be mentioned, and whether they may see the story and so are told."""

    username: str
    name: str
    sees: bool


def addressees(session: Session, translation: Translation, beginning: str) -> list[Addressee]:
    """People of the desk whose user name, or a word of whose name, begins so; by name, at most `MOST_NAMES`."""
    begin = beginning.strip().casefold().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    story = translation.story
    named = select(StoryAccess.person_id).where(StoryAccess.story_id == story.id)
    query = (
        select(Profile.username, Profile.name, Profile.person_id.in_(named))
        .join(Person, Person.id == Profile.person_id)
        .where(
            Person.left_at.is_(None),
            Person.memberships.any(Membership.desk_id == story.desk_id),
            Profile.username.like(f"{begin}%", escape="\\")
            | func.lower(Profile.name).like(f"{begin}%", escape="\\")
            | func.lower(Profile.name).like(f"% {begin}%", escape="\\"),
        )
        .order_by(Profile.name)
        .limit(MOST_NAMES)
    )
    return [Addressee(row[0], row[1], not story.restricted or bool(row[2])) for row in session.execute(query)]
