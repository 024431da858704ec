"""By which way mails are sent: over SMTP, into a folder, or onto the console, as the address in the settings says."""

import smtplib
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO
from urllib.parse import SplitResult, unquote, urlsplit

from desk.domain.errors import MailDown, MailRefused, MailUnsure
from desk.mail.letter import Letter, message

PATIENCE = 20
"""Seconds that a server is waited for."""
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
PERMANENT = 500
"""From this reply on, a server says no for good."""


class Mailer(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> None:
        """Hands the letter on.

        Raises `MailRefused` where it will never be taken, `MailDown` where a later try may fare better, and
        `MailUnsure` where nobody can say whether it was taken.
        """


def mailer_of(url: str, sender: str) -> Mailer | None:
    """The mailer that an address names; None where it is empty. The settings have looked at its form."""
    parts = urlsplit(url)
    if parts.scheme in PORTS:
        return SmtpMailer(server_of(parts), sender)
    if parts.scheme == "file":
        return FileMailer(Path(unquote(parts.path)), sender)
    return ConsoleMailer(sender) if parts.scheme == "console" else None


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how one speaks with it: in clear, with TLS from the start, or with TLS once it has greeted."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    scheme: str = "smtp"


def server_of(parts: SplitResult) -> Server:
    return Server(
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        scheme=parts.scheme,
    )


class SmtpMailer:
    """Sends over SMTP, a connection for each letter: they are few."""

    def __init__(self, server: Server, sender: str, tls: ssl.SSLContext | None = None) -> None:
        self.server = server
        self.sender = sender
        self.tls = tls or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        made = message(letter, self.sender)
        try:
            content = made.as_bytes()
            letter.address.encode("ascii")
        except UnicodeError as error:
            raise MailRefused("The address has characters that not every mail server takes.") from error
        try:
            with self._connected() as server:
                _expect(server.mail(self.sender))
                _expect(server.rcpt(letter.address))
                self._data(server, content)
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailDown(f"The mail server cannot be reached ({type(error).__name__}).") from error

    def _connected(self) -> smtplib.SMTP:
        one = self.server
        if one.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(one.host, one.port, timeout=PATIENCE, context=self.tls)
        else:
            server = smtplib.SMTP(one.host, one.port, timeout=PATIENCE)
        try:
            if one.scheme == "smtp+tls":
                server.starttls(context=self.tls)
            server.ehlo_or_helo_if_needed()
            if one.user:
                server.login(one.user, one.password)
        except BaseException:
            server.close()
            raise
        return server

    def _data(self, server: smtplib.SMTP, content: bytes) -> None:
        """Sends the letter itself. Once its last line has gone out, silence no longer means that it was not taken."""
        try:
            reply = server.data(content)
        except smtplib.SMTPDataError:
            raise
        except (smtplib.SMTPException, OSError) as error:
            raise MailUnsure("The mail server fell silent while it took the letter.") from error
        _expect(reply)


def _expect(reply: tuple[int, bytes]) -> None:
    """Raises where the server did not say yes."""
    code, words = reply
    if not 200 <= code < 300:
        raise _refusal(code, words)


def _refusal(code: int, words: bytes | str) -> MailRefused | MailDown:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    sentence = f"The mail server says: {code} {' '.join(said.split())[:200]}"
    return MailRefused(sentence) if code >= PERMANENT else MailDown(sentence)


class FileMailer:
    """Keeps each letter as a file of the folder, which any mail program opens: for trying the desk."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder = folder
        self.sender = sender

    def send(self, letter: Letter) -> None:
        made = message(letter, self.sender)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{letter.id}.eml").write_bytes(made.as_bytes())
        except OSError as error:
            raise MailDown(f"The mail cannot be written ({error.strerror}).") from error


class ConsoleMailer:
    """Prints letters: for trying the desk."""

    def __init__(self, sender: str, console: TextIO | None = None) -> None:
        self.sender = sender
        self.console = console

    def send(self, letter: Letter) -> None:
        made = message(letter, self.sender)
        lines = [f"{name}: {made[name]}" for name in ("From", "To", "Subject")]
        print(*lines, "", letter.text, sep="\n", file=self.console or sys.stderr, flush=True)
