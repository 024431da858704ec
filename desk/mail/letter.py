"""A mail before it is sent. Nothing that anybody wrote can become a header of its own."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from desk.domain.errors import MailRefused

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ADDRESS = re.compile(r"[^\s@,:;<>\"()\[\]\\]+@[^\s@,:;<>\"()\[\]\\]+")
LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person. `id` is the same whenever it is written again, so that a receiver can tell a double."""

    id: str
    name: str
    address: str
    subject: str
    text: str
    html: str
    language: str = "en"


def message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it goes over the wire. Raises `MailRefused` for an address that no mail can be sent to."""
    host = sender.rpartition("@")[2]
    made = EmailMessage(policy=SMTP)
    try:
        if not _ADDRESS.fullmatch(letter.address):
            raise ValueError(letter.address)
        made["From"] = Address("The desk", addr_spec=sender)
        made["To"] = Address(_line(letter.name), addr_spec=letter.address)
    except (ValueError, IndexError) as error:  # what the standard library says of a broken address
        raise MailRefused(f"“{_line(letter.address)[:80]}” is no address that a mail can be sent to.") from error
    made["Subject"] = _line(letter.subject)[:LONGEST_SUBJECT]
    made["Date"] = formatdate()
    made["Message-ID"] = f"<{letter.id}@{host}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    made["Content-Language"] = letter.language
    return made


def _line(text: str) -> str:
    """A text on one line: line ends and other controls, which could begin another header, are spaces."""
    return " ".join(_UNSEEN.sub(" ", text).split())
