"""What people say of a finding."""

from desk.api.host import actor, session, wiring
from desk.api.operation import EDITOR, WRITERS, operation
from desk.api.schemas.stories import Reason
from desk.api.schemas.translations import Finding
from desk.models import FindingRow
from desk.services.findings import findings_of


@operation("POST", "/findings/{finding_id}/dismiss", WRITERS, "Dismiss a warning or a note, with a reason")
def dismiss_finding(finding_id: str, body: Reason) -> Finding:
    return _said(wiring().findings(session(), actor()).dismiss(finding_id, body.reason))


@operation("POST", "/findings/{finding_id}/contest", WRITERS, "Contest a blocking finding, for an editor to decide")
def contest_finding(finding_id: str, body: Reason) -> Finding:
    return _said(wiring().findings(session(), actor()).contest(finding_id, body.reason))


@operation("POST", "/findings/{finding_id}/accept", EDITOR, "Accept a contest and let the text pass")
def accept_finding(finding_id: str, body: Reason) -> Finding:
    return _said(wiring().findings(session(), actor()).accept(finding_id, body.reason))


OPERATIONS = (dismiss_finding, contest_finding, accept_finding)


def _said(row: FindingRow) -> Finding:
    found = next(one for one in findings_of(session(), row.unit.translation) if one.id == row.id)
    return Finding.model_validate(found)
