"""Sending what waits for one person as one mail, after the change that it tells of was committed."""

from collections.abc import Callable, Mapping
from typing import Any

from desk.domain.errors import MailDown, MailRefused, MailUnsure
from desk.jobs.run import Deferred, Run
from desk.mail.letter import Letter
from desk.mail.writing import letter
from desk.models import MailState
from desk.services.outbox import Outbox


def mail(run: Run) -> Mapping[str, Any]:
    """Writes and sends the mail. Raises `Deferred` where the mail server is down."""
    mailer = run.wiring.mailer
    if mailer is None:  # it was taken out of the settings since
        return {"mailed": 0}
    taken = _take(run)
    if taken is None:
        return {"mailed": 0}
    made, ids = taken
    try:
        mailer.send(made)
    except MailDown as error:
        reason = str(error)
        _say(run, lambda outbox: outbox.again(ids, reason))
        raise Deferred(reason) from error
    except (MailRefused, MailUnsure) as error:
        state = MailState.REFUSED if isinstance(error, MailRefused) else MailState.UNSURE
        reason = str(error)
        _say(run, lambda outbox: outbox.ended(ids, state, reason))
        return {"mailed": 0, "reason": reason}
    _say(run, lambda outbox: outbox.sent(ids))
    return {"mailed": len(ids)}


def _take(run: Run) -> tuple[Letter, list[str]] | None:
    """Marks what is going to be sent, and commits that before anything goes out. What cannot be written stays."""
    with run.wiring.database.session(write=True) as session:
        due = Outbox(session).take(run.job.payload["person"])
        desk = run.wiring.settings.address
        made = letter(due.name, due.address, due.told, language=due.language, desk=desk) if due else None
        session.commit()
    return (made, due.ids) if made and due else None


def _say(run: Run, what: Callable[[Outbox], None]) -> None:
    with run.wiring.database.session(write=True) as session:
        what(Outbox(session))
        session.commit()
