"""Texts that came too late to be saved, for as long as they wait for somebody to look at them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Proposal, Translation, Unit


def waiting_proposals(
    session: Session, translation: Translation, units: Sequence[Unit]
) -> Mapping[str, Sequence[Proposal]]:
    """By unit id, the newest first and each text once.

    A proposal waits until the unit reads like it, or until somebody confirms the unit with the proposal in sight.
    """
    by_id = {unit.id: unit for unit in units}
    query = select(Proposal).join(Unit, Unit.id == Proposal.unit_id).where(Unit.translation_id == translation.id)
    found: defaultdict[str, list[Proposal]] = defaultdict(list)
    for proposal in session.scalars(query.order_by(Proposal.id.desc())):
        unit = by_id.get(proposal.unit_id)
        if unit is not None and _waits(proposal, unit, found[unit.id]):
            found[unit.id].append(proposal)
    return found


def _waits(proposal: Proposal, unit: Unit, newer: Sequence[Proposal]) -> bool:
    if proposal.text == unit.text or any(one.text == proposal.text for one in newer):
        return False
    return unit.confirmed_at is None or unit.confirmed_at < proposal.at
