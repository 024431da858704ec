"""Comments: what people say to each other beside the text, and what can hold an approval up until it is resolved."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from desk.domain.mention import mentioned, stored
from desk.domain.notification import NotificationKind
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import Comment, CommentAction, CommentChange, Membership, Person, Profile, Translation, Unit
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor
from desk.services.leases import submitter
from desk.services.notifications import Notifications
from desk.text.normal import normalise

MAX_LENGTH = 5_000


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it was kept. `unheard` are those it mentions who may not see the story, and so are not told."""

    comment: Comment
    unheard: Sequence[str] = ()


class Comments:
    """What an actor says. Everybody at the desk who may see a story may comment on it, in every state."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def write(self, translation_id: str, text: str, *, unit_id: str | None = None, blocks: bool = False) -> Said:
        """Begins a thread on a translation, or on one of its units. While it is open and `blocks`, nobody approves."""
        translation = access.translation(self.session, self.actor, translation_id)
        if unit_id is not None:
            self._unit(translation, unit_id)
        return self._add(translation, text, Comment(translation_id=translation.id, unit_id=unit_id, blocks=blocks))

    def reply(self, comment_id: str, text: str) -> Said:
        """Answers in the thread of a comment."""
        answered = self._comment(comment_id)
        thread_id = answered.thread_id or answered.id
        reply = Comment(translation_id=answered.translation_id, unit_id=answered.unit_id, thread_id=thread_id)
        return self._add(answered.translation, text, reply)

    def change(self, comment_id: str, text: str) -> Said:
        """Gives one's own comment another text; the former is kept. Who is newly mentioned is told."""
        comment = self._own(comment_id)
        kept, people = self._read(text)
        if kept == comment.text:
            return Said(comment)
        before = set(mentioned(comment.text))
        comment.text, comment.changed_at = kept, utc_now()
        self._note(comment, CommentAction.CHANGED)
        return self._tell(comment, [one for one in people if one not in before], others=False)

    def remove(self, comment_id: str) -> Comment:
        """Takes one's own comment back: its place stays, and its text is shown to nobody any more."""
        comment = self._own(comment_id)
        comment.text, comment.removed_at = "", utc_now()
        self._note(comment, CommentAction.REMOVED)
        return comment

    def resolve(self, comment_id: str) -> Comment:
        """Closes a thread. One that blocks is closed by who began it, or by an editor."""
        comment = self._first(comment_id)
        if comment.resolved_at is not None:
            raise Conflict(phrase("This was resolved already."))
        comment.resolved_at, comment.resolved_by = utc_now(), self.actor.person
        self._note(comment, CommentAction.RESOLVED)
        return comment

    def reopen(self, comment_id: str) -> Comment:
        """Opens a thread again that was resolved."""
        comment = self._first(comment_id)
        if comment.resolved_at is None:
            raise Conflict(phrase("This is open already."))
        comment.resolved_at = comment.resolved_by = None
        self._note(comment, CommentAction.REOPENED)
        return comment

    def _add(self, translation: Translation, text: str, comment: Comment) -> Said:
        comment.text, people = self._read(text)
        comment.author_id, comment.translation = self.actor.person, translation
        self.session.add(comment)
        self.session.flush()
        self._note(comment, CommentAction.WRITTEN)
        return self._tell(comment, people, others=True)

    def _read(self, text: str) -> tuple[str, list[str]]:
        """What is stored of a text, and whom it mentions."""
        kept = normalise(text).strip()
        if not kept:
            raise Invalid(phrase("Write something: a comment without words says nothing."))
        if len(kept) > MAX_LENGTH:
            raise TooLarge(
                phrase(
                    "A comment may have {max_length:,} characters, this one has {count:,}.",
                    max_length=MAX_LENGTH,
                    count=len(kept),
                )
            )
        return stored(kept, self._people() if "@" in kept else {})

    def _people(self) -> dict[str, str]:
        """The ids of everybody at the desk by user name."""
        query = (
            select(Profile.username, Profile.person_id)
            .join(Person, Person.id == Profile.person_id)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.desk_id == self.actor.desk_id, Person.left_at.is_(None))
        )
        return {row[0]: row[1] for row in self.session.execute(query)}

    def _tell(self, comment: Comment, people: Sequence[str], *, others: bool) -> Said:
        """Tells those mentioned, and where `others`, those concerned: who works on the text, who spoke here before."""
        tells, translation = Notifications(self.session, self.actor), comment.translation
        seeing = access.who_may_see(self.session, translation.story, people) if people else set()
        place, said = comment.unit_id, comment.id
        tells.tell(NotificationKind.MENTION, seeing, translation, unit_id=place, comment_id=said)
        if others:
            concerned = {*self._concerned(comment)} - seeing
            tells.tell(NotificationKind.COMMENT, concerned, translation, unit_id=place, comment_id=said)
        return Said(comment, [one for one in people if one not in seeing])

    def _concerned(self, comment: Comment) -> list[str | None]:
        translation = comment.translation
        spoke: list[str | None] = []
        if comment.thread_id is not None:
            here = (Comment.id == comment.thread_id) | (Comment.thread_id == comment.thread_id)
            spoke = list(self.session.scalars(select(Comment.author_id).where(here).distinct()))
        return [*spoke, translation.holder_id or submitter(self.session, translation)]

    def _note(self, comment: Comment, action: CommentAction) -> None:
        self.session.add(
            CommentChange(comment_id=comment.id, action=action, person_id=self.actor.person, text=comment.text)
        )
        self.session.flush()

    def _comment(self, comment_id: str) -> Comment:
        """A comment that the actor may read, with its translation locked: approval looks at what blocks it."""
        owner = self.session.scalar(select(Comment.translation_id).where(Comment.id == comment_id))
        try:
            access.translation(self.session, self.actor, owner or "")
        except NotFound:  # that there is one is not this person's to learn
            raise NotFound(phrase("There is no comment {comment_id}.", comment_id=comment_id)) from None
        query = select(Comment).where(Comment.id == comment_id).execution_options(populate_existing=True)
        return self.session.scalars(query).one()

    def _own(self, comment_id: str) -> Comment:
        comment = self._comment(comment_id)
        if comment.author_id != self.actor.person:
            raise Forbidden(phrase("Only who wrote a comment can change it."))
        if comment.removed_at is not None:
            raise Conflict(phrase("This comment was taken back."))
        return comment

    def _first(self, comment_id: str) -> Comment:
        comment = self._comment(comment_id)
        if comment.thread_id is not None:
            raise Invalid(phrase("A thread is resolved as a whole, by the comment that begins it."))
        if comment.blocks and comment.author_id != self.actor.person and not self.actor.has(Role.EDITOR):
            raise Forbidden(
                phrase("This blocks approval: only who wrote it, or an editor, can say that it is resolved.")
            )
        return comment

    def _unit(self, translation: Translation, unit_id: str) -> None:
        unit = self.session.get(Unit, unit_id)
        if unit is None or unit.translation_id != translation.id or unit.retired_at is not None:
            raise NotFound(phrase("There is no unit {unit_id} in this translation.", unit_id=unit_id))
