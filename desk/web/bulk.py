"""One thing done with many translations of the queue."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, request
from flask_babel import ngettext

from desk.domain.errors import Invalid
from desk.services.bulk import Bulk, BulkAction, BulkOrder, BulkOutcome
from desk.web.addresses import go, local
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.times import local_time

blueprint = Blueprint("bulk", __name__)


@blueprint.post("/queue/bulk")
@permit(frozenset({TRANSLATOR, EDITOR}))
def run() -> Response:
    """Does it with each translation that was chosen, and says of how many it could not be done, and why."""
    order = _order()
    translations = wiring().translations(session(), actor())
    outcome = Bulk(session(), actor(), translations).run(request.form.getlist("translation"), order)
    _tell(order.action, outcome)
    return go(local(request.form.get("next")))


def _order() -> BulkOrder:
    asked = request.form
    try:
        action = BulkAction(asked.get("action", ""))
    except ValueError as error:
        raise Invalid("Say what is to be done with them.") from error
    due = local_time(asked.get("due", "")) if action is BulkAction.DUE else None
    return BulkOrder(action, asked.get("person", ""), asked.get("note", "")[:1000], due)


def _tell(action: BulkAction, outcome: BulkOutcome) -> None:
    done = len(outcome.done)
    if done:
        flash(_done(action, done), "good")
    for reason, count in outcome.reasons:
        flash(
            ngettext(
                "%(num)s was left as it is: %(reason)s",
                "%(num)s were left as they are: %(reason)s",
                count,
                reason=reason,
            ),
            "warn",
        )


def _done(action: BulkAction, count: int) -> str:
    said: Mapping[BulkAction, Any] = {
        BulkAction.CLAIM: lambda: ngettext("%(num)s claimed.", "%(num)s claimed.", count),
        BulkAction.ASSIGN: lambda: ngettext("%(num)s assigned.", "%(num)s assigned.", count),
        BulkAction.RELEASE: lambda: ngettext("%(num)s released.", "%(num)s released.", count),
        BulkAction.HAND_OVER: lambda: ngettext("%(num)s handed over.", "%(num)s handed over.", count),
        BulkAction.DUE: lambda: ngettext("%(num)s due time set.", "%(num)s due times set.", count),
        BulkAction.BREAKING: lambda: ngettext("%(num)s marked as breaking.", "%(num)s marked as breaking.", count),
        BulkAction.ORDINARY: lambda: ngettext("%(num)s no longer breaking.", "%(num)s no longer breaking.", count),
    }
    return str(said[action]())
