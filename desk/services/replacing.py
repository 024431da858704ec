"""Replacing words in texts: finding the segments that have them, changing these, and taking that back."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, contains_eager

from desk.domain.errors import DeskError, NotFound
from desk.domain.workflow import Role, State
from desk.models import (
    ChangeKind,
    ChangeOutcome,
    Replacement,
    ReplacementChange,
    Story,
    Translation,
    Unit,
)
from desk.services import access
from desk.services.actor import Actor
from desk.services.editing import Editing
from desk.services.findings import Findings
from desk.services.glossary_effects import OPEN, is_untouched, reword
from desk.services.translations import Translations
from desk.text.replacing import Wanted

_KINDS = {State.APPROVED: ChangeKind.APPROVED, State.PUBLISHED: ChangeKind.PUBLISHED}


def wanted(replacement: Replacement) -> Wanted:
    """What a replacement looks for."""
    return Wanted(replacement.wanted, case=replacement.case, words=replacement.words)


class Looking:
    """Finds the segments that a replacement would change, among those that its maker may see."""

    def __init__(self, session: Session, actor: Actor, replacement: Replacement) -> None:
        self.session = session
        self.actor = actor
        self.replacement = replacement
        self.editing = Editing(session, actor)

    def count(self) -> int:
        """How many segments there are to look at."""
        query = select(func.count(Unit.id)).join(Unit.translation).join(Translation.story).where(*self._where())
        return self.session.scalar(query) or 0

    def chunk(self, after: str, size: int) -> tuple[list[ReplacementChange], str, int]:
        """The changes in the segments behind the id `after`, the last id (empty at the end), how many were looked at.

        Texts alone are read; whole rows only of the segments that have the words.
        """
        query = select(Unit.id, Unit.text).join(Unit.translation).join(Translation.story).where(*self._where())
        rows = self.session.execute(query.where(Unit.id > after).order_by(Unit.id).limit(size)).all()
        looked_for = wanted(self.replacement)
        ids = [unit_id for unit_id, text in rows if looked_for.replaced(text, self.replacement.by) != text]
        found = [self._change(unit, looked_for) for unit in self._units(ids)]
        return found, rows[-1][0] if len(rows) == size else "", len(rows)

    def _where(self) -> tuple[ColumnElement[bool], ...]:
        of_one = self.replacement.translation_id
        scope = Translation.id == of_one if of_one else Translation.language == self.replacement.language
        alive = (Translation.state.in_((*OPEN, *_KINDS)), Unit.retired_at.is_(None), Unit.text != "")
        return access.visible(self.actor), scope, *alive

    def _units(self, ids: Sequence[str]) -> Sequence[Unit]:
        whole = contains_eager(Unit.translation).contains_eager(Translation.story).load_only(Story.id)
        query = select(Unit).join(Unit.translation).join(Translation.story).where(Unit.id.in_(ids)).options(whole)
        return self.session.scalars(query.order_by(Unit.id)).all() if ids else ()

    def _change(self, unit: Unit, looked_for: Wanted) -> ReplacementChange:
        kind = self._kind(unit)
        return ReplacementChange(
            replacement_id=self.replacement.id,
            translation_id=unit.translation_id,
            unit_id=unit.id,
            unit_version=unit.version,
            kind=kind,
            before=unit.text,
            after=looked_for.replaced(unit.text, self.replacement.by),
            chosen=kind is not ChangeKind.CLOSED,
            confirmed=unit.confirmed_at is not None,
        )

    def _kind(self, unit: Unit) -> ChangeKind:
        state = unit.translation.state
        if state in _KINDS:
            return _KINDS[state]
        if not self.editing.refusal(unit):
            return ChangeKind.WRITTEN
        return ChangeKind.DRAFT if self.actor.has(Role.EDITOR) and is_untouched(unit) else ChangeKind.CLOSED


class Changing:
    """Makes a replacement's changes and takes them back, a translation at a time; what is done is passed over."""

    def __init__(self, session: Session, actor: Actor, replacement: Replacement, findings: Findings) -> None:
        self.session = session
        self.actor = actor
        self.replacement = replacement
        self.findings = findings
        self.editing = Editing(session, actor)

    def next_translation(self, *, made: bool = False) -> str | None:
        """A translation with changes that nobody has seen to yet; with `made`, with some that were made."""
        query = self._changes(made).order_by(ReplacementChange.translation_id).limit(1)
        return self.session.scalar(query.with_only_columns(ReplacementChange.translation_id))

    def left(self, *, made: bool = False) -> int:
        """How many changes nobody has seen to yet; with `made`, how many were made."""
        return self.session.scalar(select(func.count()).select_from(self._changes(made).subquery())) or 0

    def make(self, translation_id: str) -> int:
        """Makes the changes in one translation, opens it first where that was ticked; returns how many it had."""
        changes = self._of(translation_id, made=False)
        translation = self._translation(translation_id)
        if translation is None:
            return self._all(changes, ChangeOutcome.REFUSED)
        units = self._units(changes)
        opens = changes[0].kind in _KINDS.values()
        refused = self._opened(translation, changes[0].kind) if opens else None
        if refused is not None:
            return self._all(changes, refused)
        for change in changes:
            change.outcome = self._made(change, units[change.unit_id])
        self._check(translation)
        return len(changes)

    def undo(self, translation_id: str) -> int:
        """Takes the changes in one translation back, where the text is as they left it; returns how many it had."""
        changes = self._of(translation_id, made=True)
        translation = self._translation(translation_id)
        units = self._units(changes) if translation else {}
        for change in changes:
            unit = units.get(change.unit_id)
            back = unit is not None and unit.version == change.made_version and unit.text == change.after
            written = unit is not None and back and self._write(change, unit, change.before, "replacement undone")
            change.outcome = ChangeOutcome.UNDONE if written else ChangeOutcome.MOVED_ON
        if translation:
            self._check(translation)
        return len(changes)

    def _made(self, change: ReplacementChange, unit: Unit) -> ChangeOutcome:
        if not change.chosen or change.kind is ChangeKind.CLOSED:
            return ChangeOutcome.LEFT
        if unit.version != change.unit_version or unit.text != change.before or unit.retired_at is not None:
            return ChangeOutcome.MOVED_ON
        reason = f"replaced “{self.replacement.wanted}” by “{self.replacement.by}”"
        if not self._write(change, unit, change.after, reason):
            return ChangeOutcome.REFUSED
        change.made_version = unit.version
        return ChangeOutcome.MADE

    def _write(self, change: ReplacementChange, unit: Unit, text: str, reason: str) -> bool:
        """Writes a text as its maker's, or into a draft as a machine's; whether that was allowed.

        What was confirmed stays so, since its maker saw the text that comes.
        """
        if change.kind is ChangeKind.DRAFT and is_untouched(unit) and unit.translation.state in OPEN:
            reword(self.session, unit, text, self.actor.person, reason)
            return True
        if self.editing.refusal(unit):
            return False
        if unit.text != text:
            self.editing.save(unit.id, text, unit.version, end_of_burst=True, reason=reason)
        if change.confirmed and unit.text.strip():
            self.editing.confirm(unit.id, unit.text, unit.version)
        return True

    def _opened(self, translation: Translation, kind: ChangeKind) -> ChangeOutcome | None:
        """Opens an approved or published translation that was ticked, by the workflow's own move; why not, if not."""
        if translation.id not in self.replacement.opens:
            return ChangeOutcome.LEFT
        translations = Translations(self.session, self.actor, self.findings)
        try:
            with self.session.begin_nested():
                if kind is ChangeKind.APPROVED:
                    translations.reopen(translation.id, reason=self.replacement.note or "words were replaced")
                else:
                    translations.revise(translation.id, correction_note=self.replacement.note)
        except DeskError:
            return ChangeOutcome.REFUSED
        return None

    def _translation(self, translation_id: str) -> Translation | None:
        """The translation, locked; None where it was restricted meanwhile."""
        try:
            return access.translation(self.session, self.actor, translation_id)
        except NotFound:
            return None

    def _units(self, changes: Sequence[ReplacementChange]) -> Mapping[str, Unit]:
        query = select(Unit).where(Unit.id.in_([change.unit_id for change in changes]))
        fresh = query.with_for_update(of=Unit).execution_options(populate_existing=True)
        return {unit.id: unit for unit in self.session.scalars(fresh)}

    def _all(self, changes: Sequence[ReplacementChange], outcome: ChangeOutcome) -> int:
        for change in changes:
            change.outcome = outcome
        self.session.flush()
        return len(changes)

    def _check(self, translation: Translation) -> None:
        self.session.flush()
        if translation.state in OPEN and translation.state is not State.DRAFTING:
            self.findings.look(translation)

    def _of(self, translation_id: str, *, made: bool) -> Sequence[ReplacementChange]:
        query = self._changes(made).where(ReplacementChange.translation_id == translation_id)
        return self.session.scalars(query.order_by(ReplacementChange.unit_id)).all()

    def _changes(self, made: bool) -> Select[ReplacementChange]:
        outcome = ReplacementChange.outcome
        of_it = ReplacementChange.replacement_id == self.replacement.id
        return select(ReplacementChange).where(of_it, outcome == ChangeOutcome.MADE if made else outcome.is_(None))
