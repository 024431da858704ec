"""The one family of errors. One module per door (pages, API, commands) turns them into what people read."""

from desk.domain.phrase import phrase


class DeskError(Exception):
    """Something the desk refuses or cannot do. The message is one clear sentence that names the place and the cause."""

    status = 500
    title = phrase("The desk failed")

    @property
    def sentence(self) -> str:
        """The message as it was given: a `Phrase` can still be said in another language."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class Invalid(DeskError):
    """What was given cannot be used: a broken file, an unknown language, a missing reason."""

    status = 422
    title = phrase("This cannot be used")


class NotFound(DeskError):
    """There is no such thing, or it is not this person's to see."""

    status = 404
    title = phrase("Not found")


class Forbidden(DeskError):
    """The person may not do this."""

    status = 403
    title = phrase("Not allowed")


class Conflict(DeskError):
    """What was asked no longer fits the state of things: another save came first, or the state has moved on."""

    status = 409
    title = phrase("Someone was faster")


class TooLarge(Invalid):
    """More bytes or characters than the desk takes in."""

    status = 413
    title = phrase("Too large")


class EngineUnavailable(DeskError):
    """No engine serves the pair, or the one that does cannot run."""

    status = 503
    title = phrase("No engine")


class EngineDown(EngineUnavailable):
    """An engine cannot be asked just now: it is away, overloaded, or refuses the desk. A later try may succeed."""

    title = phrase("The engine is down")


class MailRefused(DeskError):
    """A mail that no server will ever take: a broken address, or a reply that says no for good."""

    status = 422
    title = phrase("The mail is refused")


class MailDown(DeskError):
    """Mails cannot be sent just now. A later try may succeed."""

    status = 503
    title = phrase("The mail server is down")


class MailUnsure(DeskError):
    """Nobody can say whether a mail was taken, so it is not sent again."""

    status = 503
    title = phrase("The mail may have gone out")
