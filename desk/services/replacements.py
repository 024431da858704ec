"""Find and replace: looked at first, then made as chosen, kept as a record, and taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.language import language as known_language
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import (
    ChangeKind,
    ChangeOutcome,
    Job,
    Replacement,
    ReplacementChange,
    ReplacementState,
    Story,
    Translation,
    Unit,
)
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor
from desk.services.findings import Findings
from desk.services.jobs import Jobs
from desk.services.replacing import Changing, Looking
from desk.text.normal import normalise
from desk.text.replacing import Wanted

LONGEST = 500
"""Characters of the words looked for, and of those put in their place."""
OPENED = (ChangeKind.APPROVED, ChangeKind.PUBLISHED)
SEGMENTS = 10_000
"""Segments of one translation that are looked at in one go."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A segment that a replacement changes, with where it stands. `number` is counted from 1."""

    change: ReplacementChange
    number: int
    translation: Translation


@dataclass(frozen=True, slots=True)
class TouchedTranslation:
    """An approved or published translation that a replacement touches, and in how many segments."""

    translation: Translation
    kind: ChangeKind
    segments: int


class Replacements:
    """A person's replacements, each seen and made by nobody else."""

    def __init__(self, session: Session, actor: Actor, findings: Findings) -> None:
        self.session = session
        self.actor = actor
        self.findings = findings

    def in_translation(self, translation_id: str, wanted: Wanted, by: str) -> Replacement:
        """Looks for words in one translation, at once. Raises `Forbidden` for somebody who writes nowhere."""
        self.actor.require(Role.TRANSLATOR, Role.EDITOR)
        translation = access.translation(self.session, self.actor, translation_id, lock=False)
        replacement = self._new(wanted, by, translation.language, translation.id)
        found, _, _ = Looking(self.session, self.actor, replacement).chunk("", SEGMENTS)
        self.session.add_all(found)
        replacement.state = ReplacementState.READY
        self.session.flush()
        return replacement

    def over_desk(self, language: str, wanted: Wanted, by: str) -> Replacement:
        """Looks for words in all texts of a language that the editor may see; a job does it."""
        self.actor.require(Role.EDITOR)
        replacement = self._new(wanted, by, known_language(language).code, None)
        self._enqueue(replacement)
        return replacement

    def get(self, replacement_id: str, *, lock: bool = False) -> Replacement:
        """A replacement of the actor's own. Raises `NotFound`."""
        query = select(Replacement).where(Replacement.id == replacement_id, *self._own())
        found = self.session.scalar(query.with_for_update() if lock else query)
        if found is None:
            raise NotFound(phrase("There is no replacement {replacement_id}.", replacement_id=replacement_id))
        return found

    def make(
        self, replacement_id: str, *, without: Collection[str] = (), opens: Collection[str] = (), note: str = ""
    ) -> Replacement:
        """Makes the changes that were looked at, but for units `without`: in one translation at once, else by a job.

        `opens` are the approved and published translations to open, and `note` is what readers of the corrections will
        read. Raises `Conflict` where it was made already, and `Invalid` for a correction without a note.
        """
        replacement = self.get(replacement_id, lock=True)
        if replacement.state is not ReplacementState.READY:
            raise Conflict(phrase("This replacement is not ready, or was made already."))
        kinds = {one.translation.id: one.kind for one in self.touched(replacement)}
        chosen = [one for one in dict.fromkeys(opens) if one in kinds]
        if chosen and not self.actor.has(Role.EDITOR):
            raise Forbidden(phrase("Only an editor opens a text that was approved."))
        if not note.strip() and any(kinds[one] is ChangeKind.PUBLISHED for one in chosen):
            raise Invalid(phrase("A correction needs a note that readers will see: say what was wrong."))
        self._leave(replacement, without)
        replacement.opens, replacement.note, replacement.state = chosen, note.strip(), ReplacementState.ACTING
        self._go_on(replacement)
        return replacement

    def undo(self, replacement_id: str) -> Replacement:
        """Takes it back, wherever the text is still as it left it. Raises `Conflict` where it was not made."""
        replacement = self.get(replacement_id, lock=True)
        if replacement.state is not ReplacementState.DONE:
            raise Conflict(phrase("Only a replacement that was made can be taken back."))
        replacement.state = ReplacementState.UNDOING
        self._go_on(replacement)
        return replacement

    def job(self, replacement: Replacement) -> Job | None:
        """The newest job that works on it: how far it is, and whether it failed."""
        query = select(Job).where(Job.key == _key(replacement)).order_by(Job.id.desc()).limit(1)
        return self.session.scalars(query).first()

    def mine(self, limit: int = 50) -> Sequence[Replacement]:
        """The actor's own, the newest first, but for those that were looked at and never made."""
        made = Replacement.state.not_in((ReplacementState.LOOKING, ReplacementState.READY))
        query = select(Replacement).where(*self._own(), made).order_by(Replacement.id.desc()).limit(limit)
        return self.session.scalars(query).all()

    def outcomes(self, replacement: Replacement) -> Mapping[ChangeOutcome, int]:
        """What became of the segments, by outcome."""
        query = select(ReplacementChange.outcome, func.count()).where(
            ReplacementChange.replacement_id == replacement.id, ReplacementChange.outcome.is_not(None)
        )
        return {row[0]: row[1] for row in self.session.execute(query.group_by(ReplacementChange.outcome)) if row[0]}

    def counts(self, replacement: Replacement) -> Mapping[ChangeKind, int]:
        """How many segments there are, by kind; none of a story that its maker may see no longer."""
        query = (
            select(ReplacementChange.kind, func.count())
            .join(ReplacementChange.translation)
            .join(Translation.story)
            .where(ReplacementChange.replacement_id == replacement.id, access.visible(self.actor))
        )
        return {row[0]: row[1] for row in self.session.execute(query.group_by(ReplacementChange.kind))}

    def touched(self, replacement: Replacement) -> Sequence[TouchedTranslation]:
        """The approved and published translations that it touches, the newest first."""
        query = (
            select(Translation, ReplacementChange.kind, func.count())
            .join(ReplacementChange, ReplacementChange.translation_id == Translation.id)
            .join(Translation.story)
            .where(
                ReplacementChange.replacement_id == replacement.id,
                ReplacementChange.kind.in_(OPENED),
                access.visible(self.actor),
            )
            .group_by(Translation.id, ReplacementChange.kind)
            .order_by(Translation.id.desc())
            .options(joinedload(Translation.story))
        )
        return [TouchedTranslation(row[0], row[1], row[2]) for row in self.session.execute(query)]

    def changes(self, replacement: Replacement, page: int = 1, size: int = 100) -> Sequence[ChangeView]:
        """A page of the segments that it changes, translation by translation in the order of the text."""
        query = (
            select(ReplacementChange, Unit.position, Translation)
            .join(Unit, Unit.id == ReplacementChange.unit_id)
            .join(Translation, Translation.id == ReplacementChange.translation_id)
            .join(Translation.story)
            .where(ReplacementChange.replacement_id == replacement.id, access.visible(self.actor))
            .order_by(ReplacementChange.translation_id, Unit.position)
            .limit(size)
            .offset((page - 1) * size)
            .options(joinedload(Translation.story).load_only(Story.title))
        )
        return [ChangeView(row[0], row[1] + 1, row[2]) for row in self.session.execute(query)]

    def _new(self, wanted: Wanted, by: str, language: str, translation_id: str | None) -> Replacement:
        looked_for, put = normalise(wanted.text).strip(), normalise(by).strip()
        if not looked_for or max(len(looked_for), len(put)) > LONGEST:
            raise Invalid(phrase("Say what to look for, in at most {longest} characters.", longest=LONGEST))
        if looked_for == put:
            raise Invalid(phrase("The words to put there are the same as those to look for."))
        replacement = Replacement(
            desk_id=self.actor.desk_id,
            translation_id=translation_id,
            language=language,
            wanted=looked_for,
            by=put,
            case=wanted.case,
            words=wanted.words,
            created_by=self.actor.person,
        )
        self.session.add(replacement)
        self.session.flush()
        return replacement

    def _leave(self, replacement: Replacement, without: Collection[str]) -> None:
        """Takes segments out of what will be changed, by the ids of their units."""
        if without:
            query = select(ReplacementChange).where(
                ReplacementChange.replacement_id == replacement.id, ReplacementChange.unit_id.in_(list(without))
            )
            for change in self.session.scalars(query):
                change.chosen = False

    def _go_on(self, replacement: Replacement) -> None:
        """Makes or takes back in one translation at once; over the desk a job does."""
        if replacement.translation_id is None:
            self._enqueue(replacement)
            return
        work(Changing(self.session, self.actor, replacement, self.findings))

    def _enqueue(self, replacement: Replacement) -> None:
        self.session.flush()
        payload = {"replacement": replacement.id}
        Jobs(self.session).enqueue("replacement", _key(replacement), payload, by=self.actor.person_id)

    def _own(self) -> tuple[ColumnElement[bool], ...]:
        return Replacement.created_by == self.actor.person_id, Replacement.desk_id == self.actor.desk_id


def work(changing: Changing) -> int:
    """Sees to the next translation, and closes the replacement after the last; how many segments that were."""
    replacement = changing.replacement
    undoes = replacement.state is ReplacementState.UNDOING
    translation_id = changing.next_translation(made=undoes)
    if translation_id is not None:
        seen = changing.undo(translation_id) if undoes else changing.make(translation_id)
        if changing.left(made=undoes):
            return seen
    else:
        seen = 0
    if undoes:
        replacement.state, replacement.undone_at = ReplacementState.UNDONE, utc_now()
    else:
        replacement.state, replacement.done_at = ReplacementState.DONE, utc_now()
    return seen


def _key(replacement: Replacement) -> str:
    """The idempotency key of its work: looking, making, taking back."""
    return f"replacement:{replacement.id}"
