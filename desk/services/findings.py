"""Findings as rows: running the checks over a translation, and what people say of what they found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.checks import CHECKS, run_checks
from desk.checks.article import CheckArticle, CheckSegment
from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.finding import ONLY_FIXED, Finding, FindingState, Fix, Level
from desk.domain.phrase import phrase
from desk.domain.provenance import Origin, fingerprint
from desk.domain.segment import Span
from desk.domain.workflow import Role, State
from desk.glossary.matcher import Glossary
from desk.models import Dismissal, FindingRow, Translation, Unit
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor
from desk.services.units import source_text, source_texts, units_alone

_ALONE = frozenset(check.id for check in CHECKS if check.scope == "segment")
"""Checks that look at one segment alone."""

_STATES = {
    "dismissed": FindingState.DISMISSED,
    "accepted": FindingState.DISMISSED,
    "contested": FindingState.CONTESTED,
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as people see it, with what was last said of it."""

    id: str
    unit_id: str
    check: str
    level: Level
    message: str
    state: FindingState
    source_span: Span | None
    target_span: Span | None
    fix: Fix | None
    reason: str = ""
    person_id: str | None = None


def findings_of(session: Session, translation: Translation) -> list[FindingView]:
    """The findings of the text as it stands, dismissed ones too, in the order of units; two queries."""
    rows = list(
        session.scalars(
            select(FindingRow)
            .join(FindingRow.unit)
            .where(
                FindingRow.translation_id == translation.id,
                FindingRow.fixed_at.is_(None),
                Unit.retired_at.is_(None),
            )
            .order_by(Unit.position, FindingRow.id)
        )
    )
    said = _said(session, translation)
    return [_view(row, said.get((row.unit_id, row.fingerprint))) for row in rows]


def open_findings(session: Session, translation: Translation) -> list[FindingView]:
    """The findings that are neither fixed nor dismissed; contested ones are among them."""
    return [found for found in findings_of(session, translation) if found.state is not FindingState.DISMISSED]


def _said(session: Session, translation: Translation) -> dict[tuple[str, str], Dismissal]:
    """The latest word on each finding's fingerprint."""
    query = select(Dismissal).join(Unit, Unit.id == Dismissal.unit_id).where(Unit.translation_id == translation.id)
    return {(row.unit_id, row.fingerprint): row for row in session.scalars(query.order_by(Dismissal.id))}


def _view(row: FindingRow, said: Dismissal | None) -> FindingView:
    return FindingView(
        id=row.id,
        unit_id=row.unit_id,
        check=row.check,
        level=row.level,
        message=row.message,
        state=_STATES[said.verdict] if said else FindingState.OPEN,
        source_span=_span(row.source_start, row.source_end),
        target_span=_span(row.target_start, row.target_end),
        fix=Fix(Span(row.fix["start"], row.fix["end"]), row.fix["replacement"], row.fix["label"]) if row.fix else None,
        reason=said.reason if said else "",
        person_id=said.person_id if said else None,
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


class Findings:
    """Checks a translation and takes what people say of the findings."""

    def __init__(self, session: Session, actor: Actor, glossary: Glossary | None) -> None:
        self.session = session
        self.actor = actor
        self.glossary = glossary

    def check(self, translation: Translation, changed: Collection[str] | None = None) -> list[FindingView]:
        """Looks through a translation and returns what is known of it then."""
        self.look(translation, changed)
        return findings_of(self.session, translation)

    def look(
        self,
        translation: Translation,
        changed: Collection[str] | None = None,
        units: Sequence[Unit] | None = None,
    ) -> set[str]:
        """Runs the checks and brings the rows into step: new ones added, vanished ones fixed.

        `changed` names the units whose texts changed since the last time; checks that look at one segment alone run
        on those only. None runs everything on all. `units` are all of the translation's, with their sources, where
        somebody has read them already. Returns the ids of the units whose findings are others now.
        """
        article = self._article(translation, units)
        segments = {segment.id: segment for segment in article.segments}
        results = self._run(translation, article, changed)
        found = {_key(finding, segments[finding.segment]): finding for finding in results}
        current = select(FindingRow).where(FindingRow.translation_id == translation.id, FindingRow.fixed_at.is_(None))
        others: set[str] = set()
        for row in self.session.scalars(current):
            looked_at = changed is None or row.unit_id in changed or row.check not in _ALONE
            gone = found.pop((row.unit_id, row.fingerprint, row.level, row.message), None) is None
            if looked_at and gone:
                row.fixed_at = utc_now()
                others.add(row.unit_id)
        for (unit_id, mark, _, _), finding in found.items():
            self.session.add(_row(translation, finding, mark))
            others.add(unit_id)
        self.session.flush()
        return others

    def _article(self, translation: Translation, units: Sequence[Unit] | None = None) -> CheckArticle:
        if units is None:
            sources = source_texts(self.session, translation)
        else:
            sources = {unit.id: source_text(unit) for unit in units if unit.sources}
        return CheckArticle(
            source_language=translation.article.language,
            target_language=translation.language,
            segments=tuple(
                CheckSegment(
                    id=unit.id,
                    source=sources.get(unit.id, ""),
                    target=unit.text,
                    kind=unit.kind,
                    omitted=unit.origin is Origin.OMITTED or unit.to_follow,
                    added=unit.id not in sources,
                )
                for unit in units or units_alone(self.session, translation)
            ),
            glossary=self.glossary and self.glossary.within(source_language=translation.article.language),
        )

    def _run(self, translation: Translation, article: CheckArticle, changed: Collection[str] | None) -> list[Finding]:
        chosen = translation.story.desk.settings.get("levels", {})
        levels = {name: Level(level) if level else None for name, level in chosen.items()}
        if changed is None:
            return run_checks(article, levels=levels)
        alone = [check for check in CHECKS if check.id in _ALONE]
        together = [check for check in CHECKS if check.id not in _ALONE]
        return [
            *run_checks(article, checks=alone, levels=levels, only=changed),
            *run_checks(article, checks=together, levels=levels),
        ]

    def dismiss(self, finding_id: str, reason: str) -> FindingRow:
        """Dismisses a warning or a note with a reason. An editor's dismissal of a block is its acceptance."""
        row, translation = self._open(finding_id)
        self._writes(translation)
        if row.level is Level.BLOCK and not self.actor.has(Role.EDITOR):
            raise Forbidden(phrase("Only an editor can let a blocking finding pass; contest it instead."))
        return self._say(row, "accepted" if row.level is Level.BLOCK else "dismissed", reason)

    def contest(self, finding_id: str, reason: str) -> FindingRow:
        """Contests a blocking finding: the translation may be submitted, and an editor decides."""
        row, translation = self._open(finding_id)
        self._writes(translation)
        if row.level is not Level.BLOCK:
            raise Invalid(phrase("Only blocking findings are contested; this one can be dismissed."))
        return self._say(row, "contested", reason)

    def accept(self, finding_id: str, reason: str) -> FindingRow:
        """Accepts a contest: the editor lets the text pass, and the approval's record says so."""
        self.actor.require(Role.EDITOR)
        row, _ = self._open(finding_id)
        return self._say(row, "accepted", reason)

    def _open(self, finding_id: str) -> tuple[FindingRow, Translation]:
        row = self.session.get(FindingRow, finding_id)
        if row is None:
            raise NotFound(phrase("There is no finding {finding_id}.", finding_id=finding_id))
        try:
            translation = access.translation(self.session, self.actor, row.translation_id)
        except NotFound:  # that there is one, and where it belongs, is not this person's to learn
            raise NotFound(phrase("There is no finding {finding_id}.", finding_id=finding_id)) from None
        if row.fixed_at is not None:
            raise Conflict(phrase("The text has changed since, and this finding no longer stands."))
        if translation.state not in (State.DRAFTED, State.EDITING, State.SUBMITTED):
            raise Conflict(
                phrase("A translation that is {state} takes no word on its findings.", state=translation.state)
            )
        if row.check in ONLY_FIXED:
            raise Forbidden(phrase("This can only be fixed, not dismissed."))
        return row, translation

    def _writes(self, translation: Translation) -> None:
        if translation.holder_id != self.actor.person_id and not self.actor.has(Role.EDITOR):
            raise Forbidden(phrase("Claim the translation first."))

    def _other_eyes(self, row: FindingRow) -> None:
        """Nobody lets a blocking finding pass in a text that they wrote or confirmed, nor accepts their own contest."""
        unit = self.session.get_one(Unit, row.unit_id)
        said = select(Dismissal.person_id).where(
            Dismissal.unit_id == row.unit_id,
            Dismissal.fingerprint == row.fingerprint,
            Dismissal.verdict == "contested",
        )
        own = {unit.author_id, unit.confirmed_by, *self.session.scalars(said)}
        if self.actor.person in own and unit.translation.story.desk.settings.get("four_eyes", True):
            raise Forbidden(phrase("You wrote, confirmed or contested this, so another editor has to let it pass."))

    def _say(self, row: FindingRow, verdict: str, reason: str) -> FindingRow:
        if verdict == "accepted":
            self._other_eyes(row)
        if not reason.strip():
            raise Invalid(phrase("Say why: a finding is set aside only with a reason."))
        self.session.add(
            Dismissal(
                unit_id=row.unit_id,
                finding_id=row.id,
                fingerprint=row.fingerprint,
                verdict=verdict,
                reason=reason.strip(),
                person_id=self.actor.person,
            )
        )
        self.session.flush()
        return row


def _key(finding: Finding, segment: CheckSegment) -> tuple[str, str, Level, str]:
    spans = f"{finding.source_span}{finding.target_span}"
    mark = fingerprint(finding.check, segment.source, segment.target, spans, finding.message)
    return segment.id, mark, finding.level, finding.message


def _row(translation: Translation, finding: Finding, mark: str) -> FindingRow:
    source, target, fix = finding.source_span, finding.target_span, finding.fix
    return FindingRow(
        translation_id=translation.id,
        unit_id=finding.segment,
        revision_id=translation.revision_id,
        check=finding.check,
        level=finding.level,
        message=finding.message,
        source_start=source and source.start,
        source_end=source and source.end,
        target_start=target and target.start,
        target_end=target and target.end,
        fix=fix and {"start": fix.span.start, "end": fix.span.end, "replacement": fix.replacement, "label": fix.label},
        fingerprint=mark,
    )
