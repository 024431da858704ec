"""Rows and views as the API shows them, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.orm import Session

from desk.api.schemas import newsroom
from desk.api.schemas import translations as schemas
from desk.domain.provenance import content_hash
from desk.domain.term import TermMatch
from desk.models import Draft, Proposal, ReviewReason, ScoreRow, Translation, Unit, UnitSegment
from desk.services.findings import FindingView, findings_of
from desk.services.other_drafts import OtherDraft
from desk.services.proposals import waiting_proposals
from desk.services.reviews import newest_return, reasons_by_unit
from desk.services.roster import names_of
from desk.services.scores import EngineScore, Scores
from desk.services.units import document, is_confirmed, source_text, units_of


def moved(one: Translation) -> schemas.Moved:
    return schemas.Moved(
        id=one.id,
        story=one.story_id,
        language=one.language,
        state=one.state,
        holder=one.holder_id,
        lease_until=one.lease_until,
        changed_at=one.changed_at,
    )


def translation(session: Session, one: Translation) -> schemas.Translation:
    """All that an editor needs to read before deciding."""
    units = units_of(session, one)
    by_unit: defaultdict[str, list[FindingView]] = defaultdict(list)
    for found in findings_of(session, one):
        by_unit[found.unit_id].append(found)
    proposals, sent_back = waiting_proposals(session, one, units), newest_return(session, one)
    reasons = reasons_by_unit(sent_back)
    return schemas.Translation(
        **moved(one).model_dump(),
        title=one.story.title,
        from_=one.article.language,
        revision=one.revision_id,
        stale=one.revision_id != one.article.revisions[-1].id,
        holder_name=names_of(session, [one.holder_id or ""]).get(one.holder_id or ""),
        due_at=one.due_at,
        correction_note=one.correction_note,
        content_hash=content_hash(document(one, units)),
        fields=one.fields,
        return_note=sent_back.note if sent_back else "",
        units=[unit(each, by_unit[each.id], proposals.get(each.id, ()), reasons.get(each.id)) for each in units],
        scores=[score_row(row, one.language) for row in Scores(session).of(one)],
    )


def unit(
    one: Unit, findings: Sequence[FindingView], proposals: Sequence[Proposal], reason: ReviewReason | None
) -> schemas.Unit:
    return schemas.Unit(
        id=one.id,
        position=one.position,
        paragraph=one.paragraph,
        kind=one.kind,
        version=one.version,
        source=source_text(one),
        sources=[_source(link) for link in one.sources],
        target=one.text,
        marks=one.marks,
        origin=one.origin,
        omitted_reason=one.omitted_reason,
        to_follow=one.to_follow,
        confirmed=is_confirmed(one),
        draft=_draft(one.draft) if one.draft else None,
        draft_error=one.draft_error,
        findings=[schemas.Finding.model_validate(each) for each in findings],
        proposals=[schemas.Proposal.model_validate(each) for each in proposals],
        returned=schemas.SentBack.model_validate(reason) if reason else None,
    )


def _source(link: UnitSegment) -> schemas.Source:
    segment = link.segment
    return schemas.Source(
        segment=segment.id, block=segment.block_id, start=segment.start, end=segment.end, text=segment.text
    )


def _draft(one: Draft) -> schemas.Draft:
    return schemas.Draft(
        id=one.id,
        kind=one.kind,
        engine=one.engine,
        model=one.model,
        version=one.model_version,
        score=one.score,
        terms=[schemas.Term.model_validate(term) for term in one.terms],
        notice=one.notice,
        text=one.text,
    )


def offered_draft(one: OtherDraft) -> schemas.OfferedDraft:
    draft = _draft(one.draft)
    return schemas.OfferedDraft(**dict(draft), sort=one.sort, of_other_source=one.of_other_source)


def saved(one: Unit, findings: Sequence[FindingView]) -> schemas.Saved:
    return schemas.Saved(
        unit=one.id,
        version=one.version,
        text=one.text,
        origin=one.origin,
        confirmed=is_confirmed(one),
        findings=[schemas.Finding.model_validate(each) for each in findings],
    )


def score_row(row: ScoreRow, language: str) -> schemas.Score:
    """A score of one article."""
    return schemas.Score(
        engine=row.engine,
        model=row.model,
        version=row.model_version,
        language=language,
        metric=row.metric,
        value=row.value,
        unit=row.unit,
        n=row.n,
        articles=1,
        excluded=row.excluded,
        signature=row.signature,
    )


def engine_score(one: EngineScore) -> schemas.Score:
    """A score over many articles."""
    return schemas.Score(
        engine=one.engine,
        model=one.model,
        version=one.model_version,
        language=one.language,
        metric=one.score.metric,
        value=one.score.value,
        unit=one.score.unit,
        n=one.score.n,
        articles=one.articles,
        excluded=one.excluded,
        signature=one.score.signature,
    )


def match(one: TermMatch, language: str) -> newsroom.Match:
    return newsroom.Match(
        term=one.term.id,
        start=one.span.start,
        end=one.span.end,
        form=one.form.text,
        status=one.form.status,
        preferred=one.term.preferred(language),
        note=one.term.note,
    )
