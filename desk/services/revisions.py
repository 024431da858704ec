"""Building a revision of an article from what was extracted less what was removed, and following it in translations."""

from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz.distance import Levenshtein
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.cleaning import Removal
from desk.domain.language import language
from desk.domain.notification import NotificationKind
from desk.domain.phrase import phrase
from desk.domain.segment import Block, BlockKind, Mark, MarkKind
from desk.domain.workflow import Action, State
from desk.models import (
    Article,
    BlockRow,
    RemovalRow,
    Revision,
    SegmentRow,
    Translation,
    Unit,
    UnitSegment,
)
from desk.models.base import utc_now
from desk.services.actor import Actor, system
from desk.services.draft_queue import ask_for_drafts, wait_anew
from desk.services.leases import hold, submitter
from desk.services.notifications import Notifications
from desk.services.scores import Scores
from desk.services.units import source_fingerprint, units_of
from desk.services.workflow import Workflow
from desk.text.cleaning import apply_removals, kept_indexes
from desk.text.segmentation import segment

OPEN_STATES = (State.DRAFTING, State.DRAFTED, State.EDITING, State.SUBMITTED, State.CANCELLED)


class Revisions:
    """Adds revisions to articles. `person_id` is who asked, None for the desk."""

    def __init__(self, session: Session, person_id: str | None) -> None:
        self.session = session
        self.person_id = person_id

    def add(
        self,
        article: Article,
        extracted: Sequence[Block],
        removals: Sequence[Removal],
        reason: str,
        notices: Sequence[str],
    ) -> Revision:
        """Writes the next revision of an article: blocks, segments with exact spans, and the removals themselves."""
        number = max((revision.number for revision in article.revisions), default=0) + 1
        revision = Revision(
            article=article,
            number=number,
            created_by=self.person_id,
            reason=reason,
            extracted=[block_record(block) for block in extracted],
            notices=list(notices),
        )
        self.session.add(revision)
        self._add_blocks(revision, extracted, removals)
        revision.removals = [
            RemovalRow(
                block=removal.block,
                start=removal.start,
                end=removal.end,
                text=removal.text,
                replacement=removal.replacement,
                reason=removal.reason,
            )
            for removal in removals
        ]
        self.session.flush()
        return revision

    def _add_blocks(self, revision: Revision, extracted: Sequence[Block], removals: Sequence[Removal]) -> None:
        code = revision.article.language
        blocks = apply_removals(extracted, removals)
        rows = [
            BlockRow(
                position=position,
                extracted_index=index,
                kind=block.kind,
                text=block.text,
                language=code,
                direction=language(code).direction,
                marks=block_record(block)["marks"],
            )
            for position, (index, block) in enumerate(zip(kept_indexes(extracted, removals), blocks, strict=True))
        ]
        revision.blocks = rows
        revision.segments = [
            SegmentRow(block=rows[part.block], position=position, start=part.start, end=part.end, text=part.text)
            for position, part in enumerate(segment(blocks, code))
        ]

    def undo_removal(self, removal: RemovalRow) -> Revision:
        """Makes a revision in which one removal is taken back and all else stays, and follows it everywhere."""
        old = self.session.get_one(Revision, removal.revision_id)
        remaining = [removal_of(row) for row in old.removals if row.id != removal.id]
        extracted = [block_of(record) for record in old.extracted]
        revision = self.add(old.article, extracted, remaining, f"undo:{removal.reason}", old.notices)
        self.follow(revision)
        return revision

    def follow(self, revision: Revision) -> None:
        """Maps every open translation of the article onto a newer revision; approved and published ones stay behind.

        Those that stay are stale: their revision is no longer the newest.
        """
        query = select(Translation).where(Translation.article_id == revision.article_id).with_for_update()
        for translation in self.session.scalars(query):
            if translation.state in OPEN_STATES:
                self._remap(translation, revision)
            elif translation.state is State.APPROVED:
                self._reopen(translation)
                self._remap(translation, revision)
            self._tell(translation)

    def _tell(self, translation: Translation) -> None:
        """Tells who works on the translation, or else who submitted it, that its source is another now."""
        if translation.state in (State.KILLED, State.CANCELLED):
            return
        actor = Actor(self.person_id, translation.story.desk_id, frozenset())
        people = [translation.holder_id or submitter(self.session, translation)]
        Notifications(self.session, actor).tell(NotificationKind.STALE, people, translation)

    def catch_up(self, translation: Translation) -> None:
        """Maps a translation that stayed behind onto its article's newest revision; one that did not is let alone."""
        newest = max(translation.article.revisions, key=lambda one: one.number)
        if translation.revision_id != newest.id:
            self._remap(translation, newest)

    def _reopen(self, translation: Translation) -> None:
        """Takes an approval back, with its scores; who submitted the text has it again, or else whoever claims it."""
        workflow = Workflow(self.session, system(translation.story.desk_id))
        workflow.apply(translation, Action.REOPEN, reason=phrase("The source changed."))
        Scores(self.session).forget(translation)
        holder = submitter(self.session, translation)
        if holder is None:
            workflow.apply(translation, Action.EXPIRE)
        else:
            hold(translation, holder)

    def _remap(self, translation: Translation, revision: Revision) -> None:
        units = units_of(self.session, translation)
        before = {unit.id: source_fingerprint(unit) for unit in units}
        segments = list(revision.segments)
        matches = match_units([[link.segment.text for link in unit.sources] for unit in units], segments)
        ordered: list[Unit] = []
        for unit, mapped in zip((*units, None), matches, strict=True):
            if unit is not None and mapped is not None:
                ordered.append(self._map(unit, mapped))
            elif unit is not None:
                unit.retired_at = utc_now()
        taken = {link.segment_id for unit in ordered for link in unit.sources}
        added = [new_unit(translation, row) for row in segments if row.id not in taken]
        self.session.add_all(added)
        self.session.flush()
        ordered.extend(added)
        self._renumber(ordered, segments)
        translation.revision = revision
        self._draft_anew(translation, ordered, before)
        self.session.flush()
        ask_for_drafts(self.session, translation, self.person_id)

    def _draft_anew(self, translation: Translation, units: Sequence[Unit], before: Mapping[str, str]) -> None:
        """Asks for a draft of every unit without a person's text whose sentence has changed, and of no other.

        `before` holds the fingerprints of the sources as they were. What waits for a draft already goes on waiting.
        """
        outdated = {
            unit.id
            for unit in units
            if unit.author_id is None
            and unit.drafted_round >= translation.draft_round
            and before.get(unit.id, source_fingerprint(unit)) != source_fingerprint(unit)
        }
        if outdated:
            wait_anew(translation, units, outdated)

    def _map(self, unit: Unit, segments: Sequence[SegmentRow]) -> Unit:
        if not unit.sources and not segments:
            return unit
        unit.sources.clear()
        self.session.flush()
        unit.sources.extend(UnitSegment(segment_id=row.id, segment=row, position=n) for n, row in enumerate(segments))
        return unit

    def _renumber(self, units: list[Unit], segments: Sequence[SegmentRow]) -> None:
        place = {row.id: row.position for row in segments}
        last = -1.0
        keys: dict[str, float] = {}
        for unit in units:  # an added unit has no segment: it stays behind the one before it
            mapped = [place[link.segment_id] for link in unit.sources]
            last = float(mapped[0]) if mapped else last + 0.001
            keys[unit.id] = last
        for position, unit in enumerate(sorted(units, key=lambda one: keys[one.id])):
            unit.position = position
            if unit.sources:
                block = unit.sources[0].segment.block
                unit.paragraph, unit.kind = block.position, block.kind


def match_units(old: Sequence[Sequence[str]], new: Sequence[SegmentRow]) -> list[list[SegmentRow] | None]:
    """For each unit its segments in a new revision, None where it has no place left; and one more None at the end.

    Equal sentences are matched by the shortest edit script; where some were replaced by as many, one follows the other.
    """
    flat = [(index, text) for index, texts in enumerate(old) for text in texts]
    found: list[list[SegmentRow] | None] = [[] if not texts else None for texts in old]
    texts = [row.text for row in new]
    for code in Levenshtein.opcodes([text for _, text in flat], texts):
        if code.tag not in ("equal", "replace"):
            continue
        pairs = zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=False)
        for source, target in pairs:
            index = flat[source][0]
            mapped = found[index]
            found[index] = [*(mapped or []), new[target]]
    return [*found, None]


def new_unit(translation: Translation, row: SegmentRow) -> Unit:
    """A unit for one source segment, still without text."""
    unit = Unit(
        translation=translation, position=row.position, paragraph=row.block.position, kind=row.block.kind, marks=[]
    )
    unit.sources.append(UnitSegment(segment_id=row.id, segment=row, position=0))
    return unit


def block_record(block: Block) -> dict[str, Any]:
    """A block as JSON."""
    marks = [[mark.kind.value, mark.start, mark.end, dict(mark.attributes)] for mark in block.marks]
    return {"kind": block.kind.value, "text": block.text, "marks": marks}


def block_of(record: dict[str, Any]) -> Block:
    """The block of a `block_record`."""
    marks = tuple(Mark(MarkKind(kind), start, end, attributes) for kind, start, end, attributes in record["marks"])
    return Block(BlockKind(record["kind"]), record["text"], marks)


def removal_of(row: RemovalRow) -> Removal:
    """A stored removal as cleaning knows it."""
    return Removal(row.block, row.start, row.end, row.text, row.replacement, row.reason)
