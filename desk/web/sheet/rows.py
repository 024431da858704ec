"""A translation's rows: each unit with source, state, terms, findings, proposals and what an editor said."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sqlalchemy.orm import Session

from desk.domain.finding import FindingState, Level
from desk.domain.provenance import Origin
from desk.domain.segment import Span
from desk.domain.workflow import State
from desk.glossary.matcher import Glossary
from desk.models import Proposal, Review, ReviewReason, Translation, Unit
from desk.services.actor import Actor
from desk.services.alternatives import Alternative, alternatives_of
from desk.services.comment_threads import Thread, threads_of
from desk.services.desk_settings import limits_of
from desk.services.doubts import doubts_of
from desk.services.findings import FindingView, findings_of
from desk.services.overview import names
from desk.services.proposals import waiting_proposals
from desk.services.repeats import filled_from
from desk.services.reviews import newest_return, reasons_by_unit
from desk.services.units import Placed, is_confirmed, outline_of, source_text, units_of
from desk.web.sheet.marking import Piece, pieces
from desk.web.sheet.seen import stamp
from desk.web.sheet.terms import TermChip, beside_terms, chips, matches_in, source_marks, target_marks


class Status(StrEnum):
    """How far a unit is."""

    WAITING = "waiting"
    FAILED = "failed"
    EMPTY = "empty"
    DRAFT = "draft"
    MEMORY = "memory"
    EDITED = "edited"
    CONFIRMED = "confirmed"
    STALE = "stale"
    OMITTED = "omitted"


@dataclass(frozen=True, slots=True)
class Late:
    """A text that came too late: whose, when, and what it says. `author` is empty for somebody who has left."""

    author: str
    text: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as its row shows it. `number` counts from 1; `first` says that a paragraph begins here.

    `failure` is why it has no draft, empty where the page says so once for all. `returned` is why the newest return
    sent it back, `answered` whether it was confirmed again since. `limit`: characters its paragraph should have.
    `filled_from` is the number of the segment that says the same and whose text was filled in, 0 where none was.
    """

    unit: Unit
    number: int
    first: bool
    source: str
    status: Status
    source_pieces: Sequence[Piece]
    target_pieces: Sequence[Piece]
    terms: Sequence[TermChip]
    findings: Sequence[FindingView]
    proposals: Sequence[Late]
    failure: str
    returned: ReviewReason | None
    answered: bool
    alternative: Alternative | None
    doubts: Sequence[Span] = ()
    talk: Sequence[Thread] = ()
    limit: int | None = None
    filled_from: int = 0

    @property
    def open_findings(self) -> Sequence[FindingView]:
        """What is neither fixed nor dismissed; contested findings are among them."""
        return [found for found in self.findings if found.state is not FindingState.DISMISSED]

    @property
    def closed_findings(self) -> Sequence[FindingView]:
        return [found for found in self.findings if found.state is FindingState.DISMISSED]

    @property
    def spots(self) -> list[list[int | str]]:
        """Where open findings lie in the target, as [start, end, level] in code points, for the page's script.

        Terms follow them in the same way: "term-kept" or "term-repaired" is how they came there. Then come, as "doubt",
        doubtful words that neither covers.
        """
        found = [(span, level.value) for span, level in _spots(self.open_findings, target=True)]
        terms = [(span, f"term-{fared}") for span, fared in target_marks(self.terms)]
        covered = [span for span, _ in found]
        doubts = [(span, "doubt") for span in self.own_doubts if not any(span.overlaps(other) for other in covered)]
        return [[span.start, span.end, kind] for span, kind in (*found, *terms, *doubts)]

    @property
    def own_doubts(self) -> Sequence[Span]:
        """The doubtful words that are the engine's own: a term that stands as it should leaves nothing to doubt."""
        return beside_terms(self.doubts, self.terms)

    @property
    def doubtful_words(self) -> Sequence[str]:
        """The doubtful words in order, each once, for those who do not see underlines."""
        return list(dict.fromkeys(span.of(self.unit.text) for span in self.own_doubts))

    @property
    def open_talk(self) -> Sequence[Thread]:
        """The threads that wait for somebody."""
        return [one for one in self.talk if one.open]

    @property
    def stamp(self) -> int:
        """What the page's script says of the row when it asks whether it is another by now."""
        return stamp(self.unit.version, self.unit.confirmed_at is not None)

    @property
    def confirmed(self) -> bool:
        return self.status in (Status.CONFIRMED, Status.OMITTED)


@dataclass(frozen=True, slots=True)
class _Aids:
    """What rows show besides their texts, by unit id; of rows that are not drawn nothing."""

    alternatives: Mapping[str, Alternative] = field(default_factory=dict)
    proposals: Mapping[str, Sequence[Proposal]] = field(default_factory=dict)
    doubts: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    filled: Mapping[str, int] = field(default_factory=dict)


class Sheet:
    """Reads the rows of one translation for an actor: fourteen queries, however long the article is.

    `only` reads those of these units alone, with one query more for where they stand. `units` are all of them, with
    their sources, where somebody has read them already.
    """

    def __init__(
        self,
        session: Session,
        actor: Actor,
        translation: Translation,
        glossary: Glossary,
        only: Collection[str] | None = None,
        units: Sequence[Unit] | None = None,
    ) -> None:
        self.session = session
        self.actor = actor
        self.translation = translation
        self.glossary = glossary
        self.limits = limits_of(translation.story.desk.settings)
        self.units = units_of(session, translation, only) if units is None else units
        outline: Sequence[Placed] = self.units if only is None else outline_of(session, translation)
        self.firsts = firsts(outline)
        self.undrafted = undrafted(outline)
        self.findings = findings_of(session, translation)
        self.return_: Review | None = newest_return(session, translation)
        self.threads = threads_of(session, translation)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of everybody at the desk by their ids."""
        return names(self.session, self.actor)

    @property
    def stops(self) -> list[int]:
        """The numbers of the segments at which a comment holds the approval up; 0 stands for the article."""
        return sorted({one.number or 0 for one in self.threads if one.blocks})

    def rows(self, only: Iterable[str] | None = None, *, bare: bool = False) -> list[Row]:
        """All rows in order, or those of the units whose ids are in `only`.

        `bare` rows have no terms and nothing to draw: they are for counting, and cost little.
        """
        wanted = None if only is None else frozenset(only)
        units = [unit for unit in self.units if wanted is None or unit.id in wanted]
        reasons, findings = reasons_by_unit(self.return_), _by_unit(self.findings)
        aids = None if bare else self._aids(units)
        return [self._row(unit, findings[unit.id], reasons.get(unit.id), aids) for unit in units]

    def _aids(self, units: Sequence[Unit]) -> _Aids:
        return _Aids(
            alternatives=alternatives_of(self.session, units),
            proposals=waiting_proposals(self.session, self.translation, units),
            doubts=doubts_of(self.session, self.translation, units),
            filled=filled_from(self.session, units),
        )

    def _row(
        self, unit: Unit, findings: Sequence[FindingView], reason: ReviewReason | None, drawn: _Aids | None
    ) -> Row:
        """A row; without what it shows besides where it is not `drawn`."""
        bare, aids = drawn is None, drawn or _Aids()
        source, here = self.translation.article.language, self.translation.language
        text = source_text(unit)
        matches = () if bare else matches_in(self.glossary, text, source, here)
        terms = () if bare else chips(unit, text, matches, self.glossary, here)
        open_ones = [found for found in findings if found.state is not FindingState.DISMISSED]
        return Row(
            unit=unit,
            number=unit.position + 1,
            first=unit.id in self.firsts,
            source=text,
            status=status(unit, self.translation, self.undrafted),
            source_pieces=() if bare else pieces(text, matches, _spots(open_ones), source_marks(terms)),
            target_pieces=() if bare else pieces(unit.text, (), _spots(open_ones, target=True), target_marks(terms)),
            terms=terms,
            findings=findings,
            proposals=[
                Late(self.names.get(one.author_id, ""), one.text, one.at) for one in aids.proposals.get(unit.id, ())
            ],
            failure=unit.draft_error if unit.draft_error != self.undrafted and unit.author_id is None else "",
            returned=reason,
            answered=self._answered(unit),
            alternative=aids.alternatives.get(unit.id),
            doubts=aids.doubts.get(unit.id, ()),
            limit=self.limits.get(unit.kind.value),
            filled_from=aids.filled.get(unit.id, 0),
            talk=[one for one in self.threads if one.unit_id == unit.id],
        )

    def _late(self, proposal: Proposal) -> Late:
        return Late(self.names.get(proposal.author_id, ""), proposal.text, proposal.at)

    def _answered(self, unit: Unit) -> bool:
        return self.return_ is not None and unit.confirmed_at is not None and unit.confirmed_at > self.return_.at


def firsts(units: Sequence[Placed]) -> frozenset[str]:
    """The ids of the units with which a paragraph begins."""
    before = [None, *(unit.paragraph for unit in units)]
    return frozenset(unit.id for unit, paragraph in zip(units, before, strict=False) if unit.paragraph != paragraph)


def undrafted(units: Sequence[Placed]) -> str:
    """Why most units have no draft, where they share one reason, which is said once then; empty where they do not."""
    reason, count = next(iter(Counter(unit.draft_error for unit in units).most_common(1)), ("", 0))
    return reason if count * 2 > len(units) else ""


def status(unit: Unit, translation: Translation, undrafted: str = "") -> Status:
    """How far a unit is. A confirmation of another source than today's has gone stale.

    What has no draft for the reason that most have none, `undrafted`, has not failed: it is still to be written.
    """
    if unit.origin is Origin.OMITTED:
        return Status.OMITTED if is_confirmed(unit) else Status.STALE
    if unit.confirmed_at is not None:
        return Status.CONFIRMED if is_confirmed(unit) else Status.STALE
    if unit.author_id is not None:
        return Status.EDITED
    if translation.state is State.DRAFTING and unit.drafted_round < translation.draft_round:
        return Status.WAITING
    if unit.text:
        return Status.MEMORY if unit.origin is Origin.MEMORY else Status.DRAFT
    return Status.FAILED if unit.draft_error not in ("", undrafted) else Status.EMPTY


def _by_unit(findings: Sequence[FindingView]) -> Mapping[str, Sequence[FindingView]]:
    grouped: defaultdict[str, list[FindingView]] = defaultdict(list)
    for found in findings:
        grouped[found.unit_id].append(found)
    return grouped


def _spots(findings: Sequence[FindingView], *, target: bool = False) -> list[tuple[Span, Level]]:
    spans = ((found.target_span if target else found.source_span, found.level) for found in findings)
    return [(span, level) for span, level in spans if span is not None]
